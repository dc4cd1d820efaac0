export type { Scheduled } from './queue'
export {
  drawAt,
  hashText,
  isFair,
  type Random,
  randomStreams,
  type Stream,
  type Streams,
} from './random'
export { emptySequence, type Sequence } from './sequence'
export { type Checkpoint, type Clock, Simulation, type State, type Transition } from './simulation'
export { compareStrings, type SortedMap, sortedMap } from './sorted-map'
export { stringTable, type Table } from './table'
export {
  calendar,
  type Duration,
  hours,
  type Instant,
  microTimestamp,
  milliseconds,
  minutes,
  parseTimestamp,
  seconds,
  timestamp,
} from './time'
export { type Dropped, type RecordedInput, type Rules, Timeline } from './timeline'
