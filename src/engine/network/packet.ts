import type { Address } from '../api/address'
import type { Host } from './host'
import type { Rule, RuleProtocol } from './rules'

/** Transport protocols, as the small numbers that packets carry. */
export const TCP = 0
/** See `TCP`. */
export const UDP = 1
/** See `TCP`. */
export const SCTP = 2
/** ICMP's echo and its reply; the number that tells one ping from another stands for ports. */
export const ICMP = 3

/** A protocol's number by its name in rules. */
export const protocolNumber = (name: RuleProtocol): number => protocols[name]

const protocols = { tcp: TCP, udp: UDP, sctp: SCTP } as const

/** Protocols' numbers in the header of a packet (IANA). */
export const headerNumbers = { tcp: 6, udp: 17, sctp: 132, icmp: 1 } as const

/** An address and a port as one number. */
export const placeKey = (address: Address, port: number): number => (address >>> 0) * 65_536 + port

/** TCP flags; a packet may carry several. `DATA` stands for a segment with something in it. */
export const SYN = 1
/** See `SYN`. */
export const ACK = 2
/** See `SYN`. */
export const DATA = 4
/** See `SYN`. */
export const FIN = 8
/** See `SYN`. */
export const RST = 16

/** What connection tracking says of a packet, as bits: a rule names a set of them. */
export const NEW = 1
/** See `NEW`. */
export const ESTABLISHED = 2
/** See `NEW`. */
export const RELATED = 4
/** See `NEW`. */
export const INVALID = 8
/** See `NEW`: the connection's destination was changed. */
export const DNAT = 16

/** Where a packet ends. */
export type Fate =
  | 'delivered'
  /** A rule dropped it. */
  | 'dropped'
  /** A rule rejected it: the sender is told at once, by ICMP. */
  | 'rejected'
  /** Nobody has the address: it is swallowed somewhere on its way. */
  | 'lost'

// As Linux sends them: a SYN with its options, the rest with a timestamp; what a segment or a
// datagram carries is added by whoever knows it.
function lengthOf(protocol: number, flags: number): number {
  if (protocol === TCP) return (flags & SYN) !== 0 ? 60 : 52
  return protocol === ICMP ? 84 : 28
}

/**
 * One packet on its way. Only one is under way at a time, since a walk takes no simulated time: the
 * same object is used for all, so that a packet costs no memory.
 */
export class Packet {
  source: Address = 0
  sourcePort = 0
  destination: Address = 0
  destinationPort = 0
  protocol = TCP
  flags = 0
  /** Its length, headers included. */
  bytes = 0

  // What the node that handles it right now knows of it.
  /** How its interface's name begins: `veth` a Pod's, `eth0` the nodes' network's, '' none. */
  input = ''
  mark = 0
  state = 0
  /**
   * The tracked connection and the direction, `flow * 2 + direction`; 0 while it is not in the
   * table.
   */
  tracked = 0
  /** The entry of a connection between the same ends that is over: the new one may take it. */
  spare = 0
  firstSource: Address = 0
  firstSourcePort = 0
  firstDestination: Address = 0
  firstDestinationPort = 0
  readdressed = false
  /** Whether a virtual server has taken its connection. */
  virtual = false
  masqueraded = false
  randomPort = false

  // What became of it.
  fate: Fate = 'lost'
  host: Host | undefined
  latency = 0
  /** The rule that dropped or rejected it. */
  stopper: Rule | undefined
  /** The rule that gave its connection a new destination, when this packet is the first of it. */
  translation: Rule | undefined
  /** The nodes it passed, by index; the first `passed` entries count. */
  readonly nodes: number[] = [0, 0, 0, 0]
  /** Its tracked connection on each of them, like `tracked`. */
  readonly trackedOn: number[] = [0, 0, 0, 0]
  passed = 0
  /** Index in `nodes` of where `translation` happened. */
  translatedAt = 0
  /** The balancer outside that it passed. */
  balancer: string | undefined

  /** Makes it a new packet; the caller sets the addresses. */
  reset(protocol: number, flags: number): void {
    this.protocol = protocol
    this.flags = flags
    this.bytes = lengthOf(protocol, flags)
    this.fate = 'lost'
    this.host = undefined
    this.latency = 0
    this.stopper = undefined
    this.translation = undefined
    this.passed = 0
    this.translatedAt = 0
    this.balancer = undefined
  }
}
