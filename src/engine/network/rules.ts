import type { Address, Cidr } from '../api/address'
import type { FieldRef } from '../api/object'
import type { SortedMap } from '../sim'
import type { Owned } from './contributions'
import type { Ipvs } from './ipvs'

/**
 * What a node's kube-proxy (with kubelet and network plugin) has written, as data: the tables of
 * iptables, and in the other modes a table of nftables or virtual servers beside them.
 */
export interface Ruleset {
  readonly mangle: Chains
  readonly filter: Chains
  readonly nat: Chains
  /** `table ip kube-proxy`. */
  readonly nftables?: NftTable
  /** Sets that rules of iptables look into (ipset). */
  readonly ipsets?: SortedMap<NamedSet>
  /** Virtual servers, which stand behind the rules (ipvsadm). */
  readonly ipvs?: Ipvs
}

/** A table of nftables: its base chains say themselves where packets come to them. */
export interface NftTable {
  readonly name: string
  readonly comment: string
  readonly chains: Chains
  /** Names of the base chains, in the order in which they were made. */
  readonly bases: readonly string[]
  /** Named sets and maps. */
  readonly sets: SortedMap<NamedSet>
}

/** Chains by name. */
export type Chains = SortedMap<Chain>

/** A built-in chain has a policy, a chain of one's own has none and returns at its end. */
export interface Chain {
  readonly name: string
  readonly policy?: 'ACCEPT' | 'DROP'
  /** Where packets come to a base chain of nftables; those of iptables have it in their names. */
  readonly hook?: BaseHook
  readonly comment?: string
  readonly rules: readonly Rule[]
  /** A chain that many Services fill is looked up, not read. */
  readonly index?: RuleIndex
}

/** A chain's rules by what they have in common. */
export interface RuleIndex {
  /** Rules for an address and port, in their order. */
  find(address: Address, port: number, protocol: number): readonly IndexedRule[]
  /** Rules for a port, whatever the address. */
  forPort(port: number, protocol: number): readonly IndexedRule[]
  /** Whether there is none of these. */
  readonly isEmpty: boolean
  /** Rules after all these, which name neither. */
  readonly others: readonly IndexedRule[]
}

/** A rule of an indexed chain, and whose it is: they stand in the order of owners. */
export type IndexedRule = Owned<Rule>

/** The place and rank of a base chain of nftables. */
export interface BaseHook {
  readonly type: 'filter' | 'nat'
  readonly hook: 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting'
  readonly priority: number
}

/** What an element of a named set or map is looked up by. */
export type SetKey =
  /** An address. */
  | 'address'
  /** Protocol and port. */
  | 'port'
  /** Address, protocol and port. */
  | 'service'
  /** The same, and the source address. */
  | 'service-source'
  /** The same, and a block of source addresses. */
  | 'service-block'

/** A named set, or map from packets to verdicts, that is written and not filled by packets. */
export interface NamedSet {
  readonly name: string
  readonly key: SetKey
  readonly isMap: boolean
  readonly comment: string
  /** In the order in which they were written. */
  readonly elements: readonly SetElement[]
  /**
   * The first element with this address (0: any), port and protocol (0, 0: any), and source, if the
   * key has one.
   */
  find(address: Address, port: number, protocol: number, source: Address): SetElement | undefined
}

/** An element of a set; with a verdict, of a map. */
export interface SetElement {
  readonly address?: Address
  readonly protocol?: RuleProtocol
  readonly port?: number
  readonly source?: Cidr
  readonly verdict?: Target
  readonly comment?: string
  readonly because?: FieldRef
}

/** One rule: what a packet must be, and what is then done with it. */
export interface Rule {
  readonly source?: AddressMatch
  readonly destination?: AddressMatch
  /** The interface by which it came; what the node itself sends has come by none. */
  readonly input?: InterfaceMatch
  readonly protocol?: RuleProtocol
  /** Further conditions and the comment, in the order in which `iptables-save` prints them. */
  readonly matches: readonly Match[]
  /** Absent for a rule that only explains. */
  readonly target?: Target
  /** The field of the object that is why this rule is here. */
  readonly because?: FieldRef
}

/** Protocols that rules can name. */
export type RuleProtocol = 'tcp' | 'udp' | 'sctp'

/** An address block, or everything outside it. */
export interface AddressMatch {
  readonly block: Cidr
  readonly not?: boolean
}

/** An interface by its name, or (ending in `+`) by how its name begins. */
export interface InterfaceMatch {
  readonly name: string
  readonly not?: boolean
}

/** Conditions on a packet (iptables' extensions). */
export type Match =
  | { readonly type: 'comment'; readonly text: string }
  /** `-m tcp`, with `--dport` when there is a port. */
  | { readonly type: 'transport'; readonly port?: number }
  | { readonly type: 'state'; readonly states: readonly ConnectionState[]; readonly not?: boolean }
  | { readonly type: 'mark'; readonly value: number; readonly mask: number; readonly not?: boolean }
  /** `-m addrtype --src-type/--dst-type LOCAL`: an address of the node itself. */
  | {
      readonly type: 'local'
      readonly side: 'source' | 'destination'
      readonly not?: boolean
      /** Any but 127.0.0.0/8, which nftables names in the same breath. */
      readonly butLoopback?: true
    }
  /** `-m physdev ! --physdev-is-in`: it did not come by a bridge, and here nothing does. */
  | { readonly type: 'unbridged' }
  /** `-m statistic --mode random`: one packet in `of`. */
  | { readonly type: 'statistic'; readonly of: number }
  /** `-m recent --rcheck`; in nftables a look at a set whose elements go by themselves. */
  | { readonly type: 'recent-check'; readonly list: string; readonly seconds: number }
  | { readonly type: 'recent-set'; readonly list: string }
  /** The packet's address, protocol and port, as the named set is looked up by, are in it. */
  | {
      readonly type: 'set'
      readonly set: string
      readonly by?: SetKey
      /** The address looked up is the source. */
      readonly isSource?: true
    }
  /** The address is in one of these blocks (an anonymous set of nftables), or in none. */
  | {
      readonly type: 'blocks'
      readonly side: 'source' | 'destination'
      readonly blocks: readonly Cidr[]
      readonly not?: boolean
    }

/**
 * What connection tracking says of a packet. `DNAT` is true of connections whose destination was
 * changed.
 */
export type ConnectionState = 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID' | 'DNAT'

/** The chain that a target goes on with, if it is one of those. */
export const chainOf = (target: Target | undefined): string | undefined =>
  target?.type === 'jump' || target?.type === 'goto' ? target.chain : undefined

/** What a rule does. */
export type Target =
  | { readonly type: 'jump'; readonly chain: string }
  /** As a jump, without coming back. */
  | { readonly type: 'goto'; readonly chain: string }
  /** Does what a named map says of the packet, if it says anything. */
  | { readonly type: 'vmap'; readonly map: string; readonly by: 'port' | 'service' }
  /** Goes to one of several chains, each as likely (`numgen random mod n vmap`). */
  | { readonly type: 'lottery'; readonly chains: readonly string[] }
  | { readonly type: 'dnat'; readonly address: Address; readonly port: number }
  | { readonly type: 'masquerade'; readonly randomFully: boolean }
  /** `--set-xmark value/mask`: the bits of `mask` are cleared, then `value` is xor-ed in. */
  | { readonly type: 'mark'; readonly value: number; readonly mask: number }
  | { readonly type: 'accept' }
  | { readonly type: 'drop' }
  /** Answers with ICMP port unreachable. */
  | { readonly type: 'reject' }
  | { readonly type: 'return' }
