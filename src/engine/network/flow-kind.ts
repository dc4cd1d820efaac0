import { ACK, DATA, FIN, type Packet, RST, TCP, UDP } from './packet'
import type { Timeouts } from './settings'

// Bits of a flow's kind above the protocol.
/** A reply has come. */
export const ANSWERED = 4
/** Its destination is another's than the packets' that come in. */
export const READDRESSED = 8
/** Its source is. */
export const RESOURCED = 16
const CLOSED_FORTH = 32
const CLOSED_BACK = 64
/** One end has reset it. */
export const RESET = 128
/** Its first packet was a SYN: it was seen from its start. */
export const OPENED = 256
const CLOSED = CLOSED_FORTH | CLOSED_BACK
/** Its packets get other addresses. */
export const TRANSLATED = READDRESSED | RESOURCED
/** A connection that a virtual server has taken: IPVS translates its packets, while it knows it. */
export const VIRTUAL = 512
/** What a TCP connection's ends have last agreed on was never heard by one of them. */
export const UNHEARD = 1024
/** A UDP connection that goes on: it is kept for longer. */
const STREAM = 2048
// Above all these bits, the second in which it began, as far as there is room.
const BEGAN_SHIFT = 12
const BEGAN_MASK = 0xfffff

// Seconds until an entry that sees no packet is forgotten; those that somebody may set are the
// table's.
const timeout = {
  synSent: 120,
  synReceived: 60,
  finWait: 120,
  lastAck: 30,
  timeWait: 120,
  reset: 10,
}

// The same of IPVS, by its own names of states.
const virtualTimeout = { SYN_RECV: 60, CLOSE_WAIT: 60, TIME_WAIT: 120, CLOSE: 10 } as const

/** A UDP connection that is answered and goes on after so many seconds is a stream. */
const STREAM_AFTER = 2

/** What a new connection's kind says of when it began. */
export const beganIn = (second: number): number => (second & BEGAN_MASK) << BEGAN_SHIFT

/** Whether a TCP connection has ended. */
export const isOver = (kind: number): boolean =>
  (kind & 3) === TCP && ((kind & RESET) !== 0 || (kind & CLOSED) === CLOSED)

/** What a connection is after one more packet. */
export function kindAfter(
  before: number,
  packet: Packet,
  isReply: boolean,
  second: number,
): number {
  const { protocol, flags } = packet
  let kind = before & ~UNHEARD
  if (isReply) kind |= ANSWERED
  if (protocol === TCP) {
    if ((flags & FIN) !== 0) kind |= isReply ? CLOSED_BACK : CLOSED_FORTH
    if ((flags & RST) !== 0) kind |= RESET
  } else if (protocol === UDP && (before & ANSWERED) !== 0) {
    const age = (second - (before >>> BEGAN_SHIFT)) & BEGAN_MASK
    if (age >= STREAM_AFTER) kind |= STREAM
  }
  return kind
}

/** What IPVS calls the state of a connection: it goes by what it sees of the two ends. */
export function virtualStateOf(
  kind: number,
): keyof typeof virtualTimeout | 'ESTABLISHED' | 'FIN_WAIT' | 'UDP' {
  if ((kind & 3) !== TCP) return 'UDP'
  if ((kind & RESET) !== 0) return 'CLOSE'
  if ((kind & CLOSED) === CLOSED) return 'TIME_WAIT'
  if ((kind & CLOSED_FORTH) !== 0) return 'CLOSE_WAIT'
  if ((kind & CLOSED_BACK) !== 0) return 'FIN_WAIT'
  return (kind & ANSWERED) === 0 ? 'SYN_RECV' : 'ESTABLISHED'
}

/** Seconds until IPVS forgets a connection that sees no packet. */
export function virtualPatience(kind: number, timeouts: Timeouts): number {
  const state = virtualStateOf(kind)
  switch (state) {
    case 'UDP':
      return timeouts.virtualUdp
    case 'ESTABLISHED':
      return timeouts.virtualTcp
    case 'FIN_WAIT':
      return timeouts.virtualClosing
    default:
      return virtualTimeout[state]
  }
}

/** Whether a connection counts as active for IPVS: a TCP one that is open both ways. */
export const isActive = (kind: number): boolean =>
  (kind & 3) === TCP && (kind & ANSWERED) !== 0 && (kind & (RESET | CLOSED)) === 0

/** Whether a reply has come. */
export const isAnswered = (kind: number): boolean => (kind & ANSWERED) !== 0

/** Whether connections that nobody knows would have to make room for others before this one. */
export const isAssured = (kind: number): boolean =>
  (kind & 3) === TCP
    ? isAnswered(kind) && stateOf(kind) !== 'SYN_RECV'
    : (kind & 3) === UDP && (kind & STREAM) !== 0

/** What connection tracking calls the state of a TCP connection. */
export function stateOf(kind: number): string {
  const isHeard = (kind & UNHEARD) === 0
  if ((kind & RESET) !== 0) return 'CLOSE'
  if ((kind & CLOSED) === CLOSED) return isHeard ? 'TIME_WAIT' : 'LAST_ACK'
  if ((kind & CLOSED) !== 0) return isHeard ? 'CLOSE_WAIT' : 'FIN_WAIT'
  if ((kind & ANSWERED) === 0) return 'SYN_SENT'
  return isHeard ? 'ESTABLISHED' : 'SYN_RECV'
}

/** Seconds until an entry that sees no packet after this one is forgotten. */
export function patience(kind: number, flags: number, timeouts: Timeouts): number {
  if ((kind & 3) !== TCP) return (kind & STREAM) === 0 ? timeouts.udp : timeouts.udpStream
  const isHeard = (kind & UNHEARD) === 0
  if ((kind & RESET) !== 0) return timeout.reset
  if ((kind & CLOSED) === CLOSED) return isHeard ? timeout.timeWait : timeout.lastAck
  if ((kind & CLOSED) !== 0) return isHeard ? timeouts.closeWait : timeout.finWait
  if ((kind & ANSWERED) === 0) return timeout.synSent
  if (!isHeard) return timeout.synReceived
  return (flags & (ACK | DATA)) !== 0 ? timeouts.established : timeout.synSent
}
