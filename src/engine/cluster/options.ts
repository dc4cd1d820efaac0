import type { Upstream } from '../api/dns'
import type { Environment, ProxyMode } from '../api/traffic'

/** What a cluster is made of; with the same options and inputs it is the same cluster. */
export interface ClusterOptions {
  readonly seed: number
  readonly environment: Environment
  readonly mode: ProxyMode
  /** How many nodes, `node-1` and on. */
  readonly nodes: number
  /** Unix seconds at which the cluster is created. */
  readonly epoch: number
  /** Whether Services, Pods and nodes have IPv6 addresses besides those of IPv4. */
  readonly dualStack: boolean
  /** What name servers outside know, instead of the few sites that are there by themselves. */
  readonly upstream?: Upstream
}

// 2026-01-01T00:00:00Z: a cluster's clock begins at the same moment wherever its link is opened.
const EPOCH = 1_767_225_600

/** Three nodes without a load-balancer provider, kube-proxy in its default mode. */
export const defaultOptions: ClusterOptions = {
  seed: 1,
  environment: 'kubeadm',
  mode: 'iptables',
  nodes: 3,
  epoch: EPOCH,
  dualStack: false,
}

/**
 * The address plan of kubeadm's defaults. For IPv6, which has no default, the blocks are those that
 * kind gives kubeadm, with a /64 of the Pods' for each node.
 */
export const plan = {
  serviceCIDR: '10.96.0.0/12',
  secondServiceCIDR: 'fd00:10:96::/112',
  podCIDR: '10.244.0.0/16',
  secondPodCIDR: 'fd00:10:244::/56',
  nodePorts: [30_000, 32_767],
  apiServerAddress: '10.96.0.1',
  dnsAddress: '10.96.0.10',
  apiServerPort: 6443,
} as const

/** The name of a node, counted from 0. */
export const nodeName = (index: number): string => `node-${index + 1}`

// Two hundred addresses a /24, from .11 on: node-1 is 192.168.1.11.
const FIRST_HOST = 11
const HOSTS_A_BLOCK = 200

/** The address of a node, counted from 0. */
export const nodeAddress = (index: number): string =>
  `192.168.${1 + Math.floor(index / HOSTS_A_BLOCK)}.${FIRST_HOST + (index % HOSTS_A_BLOCK)}`

/** The block of a node's Pods, counted from 0. */
export const nodePodCIDR = (index: number): string => `10.244.${index}.0/24`

/** The IPv6 address of a node: the digits of its other one, `fd00:192:168:1::11`. */
export const secondNodeAddress = (index: number): string => {
  const [first, second, third, last] = nodeAddress(index).split('.')
  return `fd00:${first}:${second}:${third}::${last}`
}

/** The block of a node's IPv6 addresses for Pods. */
export const secondNodePodCIDR = (index: number): string => {
  const part = index === 0 ? '' : `:${index.toString(16)}`
  return `fd00:10:244${part}::/64`
}

/** The blocks of all Pods, and of all Services, as programs are given them. */
export const blocksOf = ({ dualStack }: Pick<ClusterOptions, 'dualStack'>) => ({
  pods: dualStack ? `${plan.podCIDR},${plan.secondPodCIDR}` : plan.podCIDR,
  services: dualStack ? `${plan.serviceCIDR},${plan.secondServiceCIDR}` : plan.serviceCIDR,
})

/** The ranges that Services have their addresses from. */
export const rangesOf = ({ dualStack, epoch }: Pick<ClusterOptions, 'dualStack' | 'epoch'>) => ({
  epoch,
  serviceCIDR: plan.serviceCIDR,
  ...(dualStack && { secondServiceCIDR: plan.secondServiceCIDR }),
})
