import type { Cidr } from '../api/address'
import type { ProxyMode } from '../api/traffic'
import type { Scheduler } from '../network/schedulers'
import { type Duration, seconds } from '../sim'

/** What a kube-proxy is started with (kubeproxy.config.k8s.io, KubeProxyConfiguration). */
export interface ProxyOptions {
  /** What it writes its rules with. */
  readonly mode: ProxyMode
  /** The Pods' addresses, as the network plugin knows them: its own rule is about these. */
  readonly podNetwork: Cidr
  /** How it tells traffic of Pods: what else comes to a ClusterIP is masqueraded. */
  readonly detectLocal: LocalDetection
  /** Where ClusterIPs come from, as the ServiceCIDR object says: nftables mode guards it. */
  readonly serviceCIDR: Cidr
  /** How virtual servers choose in ipvs mode. */
  readonly scheduler: Scheduler
  /** Whether everything that comes to a ClusterIP is masqueraded. */
  readonly masqueradeAll: boolean
  /** The bit that marks packets to masquerade. */
  readonly masqueradeMark: number
  /** Whether node ports are taken on 127.0.0.1 too; only iptables can. */
  readonly localhostNodePorts: boolean
  /** Where node ports are taken; by default everywhere, but with nftables. */
  readonly nodePortAddresses: NodePortAddresses
  /** Whether the kernel lets TCP packets pass that it takes for out of place. */
  readonly tcpBeLiberal: boolean
  /** How often it looks whether somebody has flushed its rules. */
  readonly syncPeriod: Duration
  /** Changes that come sooner after a sync wait for each other. */
  readonly minSyncPeriod: Duration
}

/** `detectLocalMode`, with what it needs. */
export type LocalDetection =
  | { readonly by: 'cluster'; readonly block: Cidr }
  /** The node's own block. */
  | { readonly by: 'node' }
  /** The interface by which it comes; ends in `+` where a beginning will do. */
  | { readonly by: 'interface'; readonly name: string }
  /** ClusterCIDR without a CIDR: it cannot tell. */
  | { readonly by: 'nothing' }

/** `nodePortAddresses`: all addresses of a node, the one its Node names first, or those in blocks. */
export type NodePortAddresses = 'all' | 'primary' | readonly Cidr[]

const podNetwork: Cidr = { base: 0x0af4_0000, length: 16 }

/** The bit that marks packets to masquerade, unless it is said. */
export const MASQUERADE_MARK = 0x4000

/** As kubeadm sets it up. */
export const defaultProxyOptions: ProxyOptions = {
  mode: 'iptables',
  podNetwork,
  detectLocal: { by: 'cluster', block: podNetwork },
  serviceCIDR: { base: 0x0a60_0000, length: 12 },
  scheduler: 'rr',
  masqueradeAll: false,
  masqueradeMark: MASQUERADE_MARK,
  localhostNodePorts: true,
  nodePortAddresses: 'all',
  tcpBeLiberal: false,
  syncPeriod: seconds(30),
  minSyncPeriod: seconds(1),
}
