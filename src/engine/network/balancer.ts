import type { Address } from '../api/address'
import type { ObjectKey } from '../api/object'
import type { RuleProtocol } from './rules'

/** A load balancer in front of the nodes, as the network outside the cluster sees it. */
export interface Balancer {
  readonly service: ObjectKey
  /** Where clients outside find it; 127.0.0.1 is `localhost` on the visitor's own machine. */
  readonly address: Address
  readonly ports: readonly BalancerPort[]
  /** Names of the nodes it sends to, in turn; none: connections stay unanswered. */
  readonly nodes: readonly string[]
}

/** One port that a balancer listens on. */
export interface BalancerPort {
  readonly protocol: RuleProtocol
  readonly port: number
  /**
   * The node port that packets are readdressed to. Absent: packets reach the node with the
   * balancer's own address still on them, and kube-proxy's rule for that address translates them.
   */
  readonly nodePort?: number
}
