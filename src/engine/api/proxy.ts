import type { Duration, Instant } from '../sim'
import type { Cidr } from './address'
import type { ProxyMode } from './traffic'

/** The modules of the kernel by which virtual servers choose (`ipvs.scheduler`). */
export const schedulers = [
  'rr',
  'wrr',
  'lc',
  'wlc',
  'lblc',
  'lblcr',
  'sh',
  'dh',
  'sed',
  'nq',
  'mh',
  'fo',
  'ovf',
] as const

/** How a virtual server chooses. */
export type Scheduler = (typeof schedulers)[number]

/** `detectLocalMode`, with what it needs. */
export type LocalDetection =
  | { readonly by: 'cluster'; readonly block: Cidr }
  /** The node's own block. */
  | { readonly by: 'node' }
  /** The interface by which it comes; ends in `+` where a beginning will do. */
  | { readonly by: 'interface'; readonly name: string }
  /** ClusterCIDR without a CIDR: it cannot tell. */
  | { readonly by: 'nothing' }

/** All addresses of a node, the one its Node names first, or those in blocks. */
export type NodePortAddresses = 'all' | 'primary' | readonly Cidr[]

/** What a kube-proxy's configuration comes to (kubeproxy.config.k8s.io, KubeProxyConfiguration). */
export interface ProxyConfiguration {
  /** What it writes its rules with. */
  readonly mode: ProxyMode
  /** How it tells traffic of Pods: what else comes to a ClusterIP is masqueraded. */
  readonly detectLocal: LocalDetection
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
  /** How often it looks whether somebody has flushed its rules. */
  readonly syncPeriod: Duration
  /** Changes that come sooner after a sync wait for each other. */
  readonly minSyncPeriod: Duration
  /** How it sets up the kernel's connection tracking, and that of virtual servers. */
  readonly tracking: TrackingSettings
}

/** Spans in seconds; absent is left as the kernel has it. */
export interface TrackingSettings {
  /** Connections for each processor, and at least so many in all. */
  readonly perCore: number
  readonly atLeast: number
  /** Whether the kernel lets TCP packets pass that it takes for out of place. */
  readonly isLiberal: boolean
  readonly established?: number
  readonly closeWait?: number
  readonly udp?: number
  readonly udpStream?: number
  /** Virtual servers': `ipvsadm --set`. */
  readonly virtualTcp?: number
  readonly virtualTcpFin?: number
  readonly virtualUdp?: number
  /** Whether a node answers ARP only for what its own interface has. */
  readonly isStrictArp: boolean
}

/** What a kube-proxy that runs can tell of its work. */
export interface ProxyStatus {
  /** When its rules were last written, and written whole. */
  readonly syncedAt: Instant
  readonly fullySyncedAt: Instant
  /** When the oldest change came that is not written yet. */
  readonly queuedAt: Instant | undefined
  readonly syncs: number
  readonly fullSyncs: number
  /** Changes that it has seen, and those of them that are not written yet. */
  readonly services: Changes
  readonly endpoints: Changes
}

/** Changes since a kube-proxy has started. */
export interface Changes {
  readonly total: number
  readonly pending: number
}

/** What somebody on a node does to its rules behind kube-proxy's back. */
export type RulesEdit =
  /** `iptables -F`: empties a chain, or all chains of a table. */
  | { readonly type: 'flush'; readonly table: IptablesName; readonly chain?: string }
  /** `iptables -X`: deletes a chain of one's own that is empty and unused, or all such. */
  | { readonly type: 'delete'; readonly table: IptablesName; readonly chain?: string }
  /** `nft flush ruleset`, `nft delete table ip kube-proxy`. */
  | { readonly type: 'flush-nftables' }
  /** `ipvsadm -C`. */
  | { readonly type: 'clear-servers' }

/** A table of iptables. */
export type IptablesName = 'mangle' | 'filter' | 'nat'
