export { applied } from './apply'
export { managedAfter, managedAfterStatus, type Writer } from './ownership'
export { outward } from './status-fields'
