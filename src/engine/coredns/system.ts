import type { Reader } from '../apiserver/reader'
import type { System } from '../images/image'

/** What CoreDNS is lent besides what every process has. */
export type CoreDNSSystem = System & {
  /** The objects as its informers have been shown them. */
  readonly reader: Reader
  /** The objects as they are: Pods, which it watches only where its configuration wants them. */
  readonly objects: Reader
}
