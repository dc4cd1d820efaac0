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
  /** `conntrack -L`, a line a connection. */
  connections(): readonly string[]
}
