import type { RulesEdit } from '../api/proxy'

/** What only a node's own tools show, as they print it. */
export interface NodeKernel {
  /** `iptables-save`, with `-c` or without. */
  iptables(isCounted: boolean): string
  /** `nft list ruleset`. */
  nftables(): string
  /** `ipset save`. */
  ipsets(): string
  /** `ipvsadm -Ln`, or `ipvsadm-save -n`. */
  virtualServers(isSaved: boolean): string
  /** What has been set up by `sysctl` names; what is not here is as the kernel has it. */
  readonly settings: Readonly<Record<string, number>>
  /** `iptables -F`, `nft flush ruleset` and the like; false when that cannot be done. */
  edit(edit: RulesEdit): boolean
  /** `conntrack -L`, a line a connection. */
  connections(): readonly string[]
}
