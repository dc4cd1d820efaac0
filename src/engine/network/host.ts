import type { Address } from '../api/address'

/** A network stack with an address: a Pod's, a node's, or a machine's outside the cluster. */
export interface Host {
  readonly id: number
  readonly kind: 'pod' | 'node' | 'outside'
  /** As pictures name it: `pod/default/client`, `node/node-1`, `external/visitor`. */
  readonly place: string
  readonly address: Address
  /** The node it is on or is, by index; -1 outside. */
  readonly node: number
}
