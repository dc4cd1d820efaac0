import type { FindingCode } from './finding'
import type { Cause, CauseCode } from './trace'

/** Why a thing is as it is: each chain leads from what is seen to what is behind it. */
export interface Why {
  /** As the picture names it: `pod/default/web-…`. */
  readonly about: string
  readonly chains: readonly WhyChain[]
}

/** What is seen, then why that is so, then why that is: the last link is what can be changed. */
export type WhyChain = readonly WhyLink[]

/** One link of a chain. */
export interface WhyLink extends Omit<Cause, 'code'> {
  readonly code: CauseCode | FindingCode
}

/** Links that lead to no request: what keeps a Pod, a Service or a Node from being of use. */
export type WhyCode =
  // Endpoints.
  | 'no-ready-endpoints'
  | 'endpoints-missing'
  | 'not-selected'
  | 'label-is-fixed'
  | 'label-from-template'
  | 'label-of-pod'
  // Pods.
  | 'pod-not-ready'
  | 'pod-over'
  | 'pod-terminating'
  | 'scaled-down'
  | 'rolled-over'
  | 'grace-runs'
  // Scheduling.
  | 'unschedulable'
  | 'scheduling'
  | 'nodes-cordoned'
  | 'no-node-has-labels'
  | 'too-much-asked'
  | 'taints-untolerated'
  | 'host-port-taken'
  // Containers.
  | 'image-coming'
  | 'image-unknown'
  | 'image-not-here'
  | 'config-missing'
  | 'volume-missing'
  | 'sandbox-coming'
  | 'init-waits'
  | 'crash-loops'
  | 'container-ended'
  | 'program-missing'
  | 'liveness-fails'
  // Probes.
  | 'readiness-fails'
  | 'startup-fails'
  | 'probe-not-yet'
  | 'probe-port-unheard'
  | 'probe-port-unnamed'
  | 'probe-path-unknown'
  | 'probe-command-fails'
  | 'probe-speaks-tls'
  | 'probe-speaks-grpc'
  | 'unready-by-hand'
  | 'says-unready'
  | 'gate-closed'
  // Nodes.
  | 'node-not-ready'
  | 'kubelet-hangs'
  // Addresses.
  | 'address-pending'
  | 'class-unserved'
  | 'published-port-taken'
  | 'address-on-its-way'
