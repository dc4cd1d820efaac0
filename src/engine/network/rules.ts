import type { Address, Cidr } from '../api/address'
import type { FieldRef } from '../api/object'
import type { SortedMap } from '../sim'

/**
 * What a node's kube-proxy (with kubelet and network plugin) has written: netfilter tables, as
 * data.
 */
export interface Ruleset {
  readonly mangle: Chains
  readonly filter: Chains
  readonly nat: Chains
}

/** Chains by name. */
export type Chains = SortedMap<Chain>

/** A built-in chain has a policy, a chain of one's own has none and returns at its end. */
export interface Chain {
  readonly name: string
  readonly policy?: 'ACCEPT' | 'DROP'
  readonly rules: readonly Rule[]
}

/** One rule: what a packet must be, and what is then done with it. */
export interface Rule {
  readonly source?: AddressMatch
  readonly destination?: AddressMatch
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

/** Conditions on a packet (iptables' extensions). */
export type Match =
  | { readonly type: 'comment'; readonly text: string }
  /** `-m tcp`, with `--dport` when there is a port. */
  | { readonly type: 'transport'; readonly port?: number }
  | { readonly type: 'state'; readonly states: readonly ConnectionState[]; readonly not?: boolean }
  | { readonly type: 'mark'; readonly value: number; readonly mask: number; readonly not?: boolean }
  /** `-m addrtype --src-type/--dst-type LOCAL`: an address of the node itself. */
  | { readonly type: 'local'; readonly side: 'source' | 'destination' }
  /** `-m statistic --mode random`: one packet in `of`. */
  | { readonly type: 'statistic'; readonly of: number }
  | { readonly type: 'recent-check'; readonly list: string; readonly seconds: number }
  | { readonly type: 'recent-set'; readonly list: string }

/**
 * What connection tracking says of a packet. `DNAT` is true of connections whose destination was
 * changed.
 */
export type ConnectionState = 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID' | 'DNAT'

/** What a rule does. */
export type Target =
  | { readonly type: 'jump'; readonly chain: string }
  | { readonly type: 'dnat'; readonly address: Address; readonly port: number }
  | { readonly type: 'masquerade'; readonly randomFully: boolean }
  /** `--set-xmark value/mask`: the bits of `mask` are cleared, then `value` is xor-ed in. */
  | { readonly type: 'mark'; readonly value: number; readonly mask: number }
  | { readonly type: 'accept' }
  | { readonly type: 'drop' }
  /** Answers with ICMP port unreachable. */
  | { readonly type: 'reject' }
  | { readonly type: 'return' }
