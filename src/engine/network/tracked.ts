import { type Address, addressText } from '../api/address'
import type { PacketEnds } from '../api/kernel'
import { isAnswered, isAssured, stateOf } from './flow-kind'
import { type FlowTable, field } from './flow-table'
import { headerNumbers, TCP } from './packet'

/** A connection as the kernel tracks it. */
export interface Tracked {
  /** Its place in the table; another may have it later. */
  readonly id: number
  readonly protocol: 'tcp' | 'udp' | 'sctp' | 'icmp'
  /** TCP's, as connection tracking names it. */
  readonly state?: string
  readonly secondsLeft: number
  /** The packet as it came in, and the reply expected. */
  readonly original: TrackedEnds
  readonly reply: TrackedEnds
  readonly isAnswered: boolean
  readonly isAssured: boolean
}

/** Both ends of a packet. */
export interface TrackedEnds {
  readonly source: Address
  readonly sourcePort: number
  readonly destination: Address
  readonly destinationPort: number
}

const protocols = ['tcp', 'udp', 'sctp', 'icmp'] as const

/** All that a table tracks in a second, in the order of their places. */
export function trackedIn(flows: FlowTable, second: number): readonly Tracked[] {
  const all: Tracked[] = []
  for (let flow = 1; flow < flows.end; flow++) {
    if (flows.get(flow, field.expires) > second) all.push(trackedAt(flows, flow, second))
  }
  return all
}

function trackedAt(flows: FlowTable, flow: number, second: number): Tracked {
  const kind = flows.get(flow, field.kind)
  const protocol = protocols[kind & 3] ?? 'tcp'
  return {
    id: flow,
    protocol,
    ...((kind & 3) === TCP ? { state: stateOf(kind) } : undefined),
    // What is said to be forgotten in a second is still there until it has begun.
    secondsLeft: flows.get(flow, field.expires) - second - 1,
    original: endsAt(flows, flow, field.source),
    reply: endsAt(flows, flow, field.replySource),
    isAnswered: isAnswered(kind),
    isAssured: isAssured(kind),
  }
}

/** Both ends of a tracked connection in one direction, which begins with this field. */
export function endsAt(flows: FlowTable, flow: number, first: number): TrackedEnds {
  const ports = flows.get(flow, first + 2)
  return {
    source: flows.get(flow, first) >>> 0,
    destination: flows.get(flow, first + 1) >>> 0,
    sourcePort: ports >>> 16,
    destinationPort: ports & 0xffff,
  }
}

/** Ends with their addresses as texts. */
export const endsText = (ends: TrackedEnds): PacketEnds => ({
  ...ends,
  source: addressText(ends.source),
  destination: addressText(ends.destination),
})

/** A connection as `conntrack -L` prints it (nf_conntrack, libnetfilter_conntrack). */
export function conntrackLine(tracked: Tracked): string {
  const { protocol, state, secondsLeft, original, reply } = tracked
  const words = [
    ...(state === undefined ? [] : [state]),
    tupleText(protocol, original, false),
    ...(tracked.isAnswered ? [] : ['[UNREPLIED]']),
    tupleText(protocol, reply, true),
    ...(tracked.isAssured ? ['[ASSURED]'] : []),
    'mark=0 use=1',
  ]
  return `${protocol.padEnd(8)} ${headerNumbers[protocol]} ${secondsLeft} ${words.join(' ')}`
}

function tupleText(protocol: Tracked['protocol'], ends: TrackedEnds, isReply: boolean): string {
  const addresses = `src=${addressText(ends.source)} dst=${addressText(ends.destination)}`
  if (protocol !== 'icmp') {
    return `${addresses} sport=${ends.sourcePort} dport=${ends.destinationPort}`
  }
  const id = isReply ? ends.destinationPort : ends.sourcePort
  return `${addresses} type=${isReply ? 0 : 8} code=0 id=${id}`
}
