import type { Reader } from '../apiserver/reader'
import type { System } from '../images/image'
import type { Instant } from '../sim'

/** What CoreDNS is lent besides what every process has. */
export type CoreDNSSystem = System & {
  /** The objects as its informers have been shown them. */
  readonly reader: Reader
  /** Its container's limit of processor time, in thousandths of a processor. */
  readonly cpuMillis: number | undefined
  /** When its informers were last shown a change: until the next, all answers stay the same. */
  readonly informedAt: Instant
  /** Whether its informers reach the API server: a new one learns all that there is. */
  readonly isInformed: boolean
  /** The objects as they are: Pods, which it watches only where its configuration wants them. */
  readonly objects: Reader
}
