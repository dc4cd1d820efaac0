export { Chain, Since } from './Chain'
export { Field } from './Field'
export { Offers } from './Offers'
export { reasons, reasonText } from './texts'
