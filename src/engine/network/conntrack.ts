import type { Address } from '../api/address'

/** Tracked UDP connections that kube-proxy wants gone (pkg/proxy/conntrack): see rule 8.1 of its README. */
export interface StaleFlows {
  /** Where clients sent to: a Service's address; undefined means any address, for a node port. */
  readonly destination?: Address
  readonly port: number
  /** Endpoints that still serve, `address * 65536 + port`: flows to these stay. */
  readonly serving: readonly number[]
}
