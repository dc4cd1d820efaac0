import { type FlowTable, field, serverOf } from './flow-table'
import { HashTable } from './hash-table'
import { type Packet, placeKey } from './packet'
import { Pages } from './pages'

/** Where a virtual server is, as one number. */
export const virtualKey = (address: number, port: number, protocol: number): number =>
  placeKey(address, port) * 4 + protocol

/** What has gone by a real server since it got its first connection. */
export interface VirtualCount {
  readonly connections: number
  readonly packetsIn: number
  readonly packetsOut: number
  readonly bytesIn: number
  readonly bytesOut: number
}

interface Place {
  readonly virtual: number
  readonly slot: number
}

const NUMBERS = 5
const SLOT_BITS = 4
const SLOT_MASK = (1 << SLOT_BITS) - 1
const NO_COUNTS: Float64Array = new Float64Array(NUMBERS << SLOT_BITS)

/** The packets of virtual servers (`ipvsadm --stats`), by virtual and real server. */
export class IpvsCounts {
  private readonly slots: HashTable<Place>
  private readonly pages: Pages<Float64Array>

  constructor(from?: IpvsCounts) {
    this.slots = from ? from.slots.fork() : HashTable.empty()
    this.pages = from ? from.pages.fork() : new Pages(1, NO_COUNTS, (page) => page.slice())
  }

  fork(): IpvsCounts {
    return new IpvsCounts(this)
  }

  /** Counts a packet of a virtual server's connection, which the table tracks. */
  count(flows: FlowTable, packet: Packet, isFirst: boolean): void {
    const flow = packet.tracked >>> 1
    const isReply = (packet.tracked & 1) === 1
    const port = flows.get(flow, field.ports) & 0xffff
    const virtual = virtualKey(flows.get(flow, field.destination), port, packet.protocol)
    const at = this.place(virtual, serverOf(flows, flow))
    const page = this.pages.own(at >>> SLOT_BITS)
    const first = (at & SLOT_MASK) * NUMBERS
    const way = isReply ? 1 : 0
    if (isFirst) page[first] = (page[first] as number) + 1
    page[first + 1 + way] = (page[first + 1 + way] as number) + 1
    page[first + 3 + way] = (page[first + 3 + way] as number) + packet.bytes
  }

  /** What has been counted for a real server, `address * 65536 + port`. */
  of(virtual: number, server: number): VirtualCount {
    const known = this.slots.get(virtual, server)
    return known ? this.at(known) : NOTHING
  }

  /** What has been counted for each virtual server, whoever has stood behind it. */
  totals(): (virtual: number) => VirtualCount {
    const all = new Map<number, VirtualCount>()
    for (const place of this.slots.values()) {
      all.set(place.virtual, sum(all.get(place.virtual) ?? NOTHING, this.at(place)))
    }
    return (virtual) => all.get(virtual) ?? NOTHING
  }

  private at({ slot }: Place): VirtualCount {
    const page = this.pages.at(slot >>> SLOT_BITS)
    const first = (slot & SLOT_MASK) * NUMBERS
    const [connections = 0, packetsIn = 0, packetsOut = 0, bytesIn = 0, bytesOut = 0] =
      page.subarray(first, first + NUMBERS)
    return { connections, packetsIn, packetsOut, bytesIn, bytesOut }
  }

  private place(virtual: number, server: number): number {
    const known = this.slots.get(virtual, server)
    if (known !== undefined) return known.slot
    const slot = this.slots.size
    if (slot >>> SLOT_BITS >= this.pages.length) this.pages.grow(this.pages.length * 2)
    this.slots.set(virtual, server, { virtual, slot })
    return slot
  }
}

const NOTHING: VirtualCount = {
  connections: 0,
  packetsIn: 0,
  packetsOut: 0,
  bytesIn: 0,
  bytesOut: 0,
}

const sum = (one: VirtualCount, other: VirtualCount): VirtualCount => ({
  connections: one.connections + other.connections,
  packetsIn: one.packetsIn + other.packetsIn,
  packetsOut: one.packetsOut + other.packetsOut,
  bytesIn: one.bytesIn + other.bytesIn,
  bytesOut: one.bytesOut + other.bytesOut,
})
