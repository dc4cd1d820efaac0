import type { Reader } from '../../apiserver/reader'

/** What CoreDNS has been shown of the cluster: a new one for each revision. */
export interface ClusterView {
  readonly reader: Reader
  /** The Pods of an address, for `pods verified`. */
  readonly pods: Reader
  /** Unix second of the last change: the zone's serial number. */
  readonly serial: number
  /** The server's own address. */
  readonly address: string
  /** False until its informers have been told everything once. */
  readonly hasSynced: boolean
}
