/** A client that sends requests on and on: what it asks for, how often, and from where. */
export interface Traffic {
  /** Unique among the traffic of a cluster; shown in the picture. */
  readonly name: string
  readonly from: TrafficSource
  readonly url: string
  /** Requests begun each second, 0 (paused) to 1000. */
  readonly ratePerSecond: number
  /** Requests under way at once, at most; a further one waits for its turn. 1 to 100. */
  readonly concurrency: number
  /** One connection for many requests, or a new one for each. */
  readonly keepAlive: boolean
  /** One connection for all requests, many under way on it at a time, as HTTP/2 has them. */
  readonly multiplexed?: boolean
  /** The client's own patience with one request, in seconds. */
  readonly timeoutSeconds: number
}

/** Where requests begin: in a Pod's network namespace, on a node, or outside the cluster. */
export type TrafficSource =
  | { readonly type: 'pod'; readonly namespace: string; readonly name: string }
  | { readonly type: 'node'; readonly name: string }
  | { readonly type: 'outside' }

/** What the cluster runs on: decides what becomes of a Service of type LoadBalancer. */
export const environments = [
  'kubeadm',
  'ack',
  'docker-desktop',
  'kind',
  'kind-cloud-provider',
  'minikube',
  'minikube-tunnel',
  'k3s',
] as const

/** One of `environments`. */
export type Environment = (typeof environments)[number]

/** kube-proxy's modes on Linux. */
export type ProxyMode = 'iptables' | 'nftables' | 'ipvs'

/** How a request may end, one code a way that a person can tell apart. */
export const requestOutcomes = [
  'ok',
  'http-error',
  'refused',
  'rejected',
  'reset',
  'timeout',
  'name-not-found',
  'name-timeout',
  'unreachable',
  'bad-url',
] as const

/** One of `requestOutcomes`. */
export type RequestOutcome = (typeof requestOutcomes)[number]
