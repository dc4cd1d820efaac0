import type { ChainListing, FlowRow, SetListing } from '../api/kernel'
import type { RulesEdit } from '../api/proxy'

/** What only a node's own tools show, as they print it. */
export interface NodeKernel {
  /** `iptables-save`, table by table; with `-c` or without. */
  iptables(isCounted: boolean): readonly SavedTable[]
  /** `iptables -L`; undefined when there is no such chain. */
  chains(asked: ChainListing): string | undefined
  /** `iptables -S`. */
  specified(asked: ChainListing): string | undefined
  /** `nft list ruleset`. */
  nftables(): string
  /** Named sets of addresses and ports (ipset). */
  ipsets(): readonly SetListing[]
  /** What `ipvsadm` prints. */
  virtualServers(view: VirtualView, only?: VirtualPlace): string
  /** What has been set up by `sysctl` names; what is not here is as the kernel has it. */
  readonly settings: Readonly<Record<string, number>>
  /** `iptables -F`, `nft flush ruleset` and the like; false when that cannot be done. */
  edit(edit: RulesEdit): boolean
  /** What connection tracking knows. */
  connections(): readonly KernelFlow[]
  /** Connection tracking forgets these. */
  forget(flows: readonly KernelFlow[]): void
}

/** A table of iptables as text. */
export interface SavedTable {
  readonly table: string
  readonly text: string
}

/** What `ipvsadm` is asked to show. */
export type VirtualView =
  | 'list'
  | 'save'
  | 'stats'
  | 'exact-stats'
  | 'persistent-conn'
  | 'thresholds'
  | 'connection'

/** A virtual server by what clients connect to. */
export interface VirtualPlace {
  readonly protocol: 'tcp' | 'udp' | 'sctp'
  readonly address: string
  readonly port: number
}

/** A tracked connection, and its line in `conntrack -L`. */
export interface KernelFlow
  extends Pick<
    FlowRow,
    'id' | 'protocol' | 'state' | 'original' | 'reply' | 'isAnswered' | 'text'
  > {
  readonly isAssured: boolean
}
