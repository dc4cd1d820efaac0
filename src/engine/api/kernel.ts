import type { Instant } from '../sim'
import type { FieldRef } from './object'
import type { ProxyMode } from './traffic'

/** What of a node's kernel can be listed, by the program that prints it. */
export const ruleViews = ['iptables', 'nftables', 'ipvsadm', 'ipset'] as const

/** One of `ruleViews`. */
export type RuleView = (typeof ruleViews)[number]

/** A part of what a program prints of a node's rules: as much as somebody looks at. */
export interface RulesPage {
  readonly mode: ProxyMode
  /** What this node can show; in other modes than its own, a program has nothing to tell. */
  readonly views: readonly RuleView[]
  readonly view: RuleView
  /** Lines in all, and those that the filter leaves. */
  readonly lines: number
  readonly matching: number
  /** The place of the first row among those that match. */
  readonly offset: number
  readonly rows: readonly RuleRow[]
  readonly proxy: ProxyView
  /** Where the chain begins that was asked for, among those that match. */
  readonly at?: number
}

/** How a node's kube-proxy stands to what there is: its rules may be behind. */
export interface ProxyView {
  /** Without one, the rules stay as they are. */
  readonly isRunning: boolean
  /** When it last wrote its rules; absent while none runs. */
  readonly syncedAt?: Instant
  /** Changes of Services and EndpointSlices that it has seen and not written yet. */
  readonly pending: number
  /** Changes of these that it has not been shown: its informer is behind. */
  readonly unseen: number
  /** Whether the rules are not as it has written them: somebody has changed them since. */
  readonly isTouched: boolean
}

/** One line. */
export interface RuleRow {
  /** Its place among all lines. */
  readonly number: number
  readonly kind: LineKind
  readonly text: string
  /** The chain, set or virtual server that it belongs to. */
  readonly group: string
  /** Chains and sets that it leads to. */
  readonly targets: readonly string[]
  /** The field that is why it is there. */
  readonly because?: FieldRef
  /** Packets and bytes that it has matched; absent for what is not counted. */
  readonly packets?: number
  readonly bytes?: number
}

/** What a line is: the beginning of a table or of a chain, a rule or an element, or the rest. */
export type LineKind = 'table' | 'group' | 'rule' | 'rest'

/** Both ends of a packet. */
export interface PacketEnds {
  readonly source: string
  readonly sourcePort: number
  readonly destination: string
  readonly destinationPort: number
}

/** A tracked connection. */
export interface FlowRow {
  readonly id: number
  readonly protocol: 'tcp' | 'udp' | 'sctp' | 'icmp'
  /** TCP's, as connection tracking names it; absent for others. */
  readonly state?: string
  readonly secondsLeft: number
  readonly original: PacketEnds
  /** The reply expected: turned round, and with other addresses where they are translated. */
  readonly reply: PacketEnds
  readonly isAnswered: boolean
  /** The line that `conntrack -L` prints. */
  readonly text: string
  /** Who sent the first packet, as places: `pod/default/client`, `node/node-1`. */
  readonly client?: string
  /** Who has the address that its packets go to now; absent when nobody has. */
  readonly server?: string
  /** The Service that it was addressed to: `service/default/web`. */
  readonly service?: string
}

/** A part of a node's connection table. */
export interface FlowsPage {
  readonly flows: number
  readonly matching: number
  readonly offset: number
  readonly rows: readonly FlowRow[]
}

/** The tables of iptables; in the last two nobody has rules. */
export const ruleTables = ['filter', 'nat', 'mangle', 'raw', 'security'] as const

/** One of `ruleTables`. */
export type RuleTable = (typeof ruleTables)[number]

/** What is asked of the rules of a table (`iptables -L`, `-S`). */
export interface ChainListing {
  readonly table: RuleTable
  /** Whether it is asked of IPv6 or of iptables' older kind, where nobody has written rules. */
  readonly isBare?: boolean
  /** One chain; all, when absent. */
  readonly chain?: string
  /** One rule of it, by number. */
  readonly rule?: number
  /** Addresses, ports and protocols as numbers. */
  readonly numeric: boolean
  /** With counters and interfaces. */
  readonly verbose: boolean
  /** Counters are not rounded. */
  readonly exact: boolean
  /** With each rule's number. */
  readonly numbers: boolean
}

/** A set, and what the kernel says of it. */
export interface SetListing {
  readonly name: string
  /** `hash:ip,port`. */
  readonly type: string
  readonly revision: number
  readonly header: string
  readonly bytes: number
  /** Rules that look into it. */
  readonly references: number
  readonly members: readonly string[]
}
