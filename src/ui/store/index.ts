export type { ChangedBy, OpenChange, PageSide } from './changes'
export { areCuresKept, keepCures, useCuresKept } from './cures'
export { traceOf } from './following'
export {
  type Arrival,
  arrive,
  followed,
  followLinks,
  keepState,
  openFile,
  storageHere,
  withSelection,
} from './keeping'
export { litIn, objectOf, placesOf } from './lit'
export { PlaygroundProvider, useActions, usePlayground, useShared } from './PlaygroundProvider'
export { paced } from './paced'
export { cordon, scale } from './patches'
export {
  type Ask,
  applyFrame,
  epoch,
  type Picture,
  pagesOf,
  type RequestRecord,
  requestsKept,
} from './picture'
export {
  apiPathOf,
  askedText,
  hasMenu,
  kubectlLine,
  laptop,
  questionIn,
  seatOf,
  shortPlace,
} from './places'
export {
  createPlayground,
  type Followed,
  type Looked,
  type ManifestPlace,
  type Notice,
  type Playground,
  type PlaygroundActions,
  type PlaygroundOptions,
  type PlaygroundState,
  type Problem,
  type ProblemSource,
  type ThemeChoice,
} from './playground'
export { readiness } from './readiness'
export { rulesNodeOf } from './rules-node'
export { sourceFrom, sourcesIn, sourceText } from './sources'
export { type Stepped, type Stop, steppedOf } from './stepped'
export { stretchesOf, type Trip, tripsOf } from './trips'
export { isTroubled } from './trouble'
export { useCalm } from './use-calm'
export { usePane, usePanes, useProjected } from './use-panes'
export { usePictured } from './use-pictured'
