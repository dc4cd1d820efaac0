export {
  type Completion,
  type CompletionSource,
  commonBeginning,
  completionAt,
  listed,
} from './completion'
export { History } from './history'
export { expandHistory } from './history-expansion'
export { type Key, keysIn } from './keys'
export { LineEditor, type Outcome } from './line-editor'
export { LineView } from './line-view'
