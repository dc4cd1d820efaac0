export { Field } from './Field'
export { FieldChange } from './FieldChange'
export { reasons, reasonText } from './texts'
