import type { ObjectKey } from '../api/object'

/** A port on which a node's kube-proxy tells a balancer how many endpoints a Service has there. */
export interface HealthCheck {
  readonly port: number
  readonly service: ObjectKey
  /** Ready ones, on this node. */
  readonly localEndpoints: number
}

/** What a node's kube-proxy tells whoever asks whether to send anything. */
export interface HealthChecks {
  readonly services: readonly HealthCheck[]
  /** False once the node is being deleted: balancers are to send nothing new. */
  readonly isNodeEligible: boolean
}

/** Nothing to tell. */
export const noHealthChecks: HealthChecks = { services: [], isNodeEligible: true }
