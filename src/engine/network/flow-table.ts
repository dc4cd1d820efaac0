import { Pages } from './pages'

const STRIDE = 10
const FLOW_BITS = 5
const FLOW_MASK = (1 << FLOW_BITS) - 1
const HEAD_BITS = 7
const HEAD_MASK = (1 << HEAD_BITS) - 1

/**
 * Fields of a tracked connection, as offsets: first the packet as it came in, then the reply
 * expected.
 */
export const field = {
  source: 0,
  destination: 1,
  ports: 2,
  replySource: 3,
  replyDestination: 4,
  replyPorts: 5,
  /** Protocol in the lowest two bits; the rest belongs to whoever tracks. */
  kind: 6,
  /** The second in which it is forgotten; 0 marks an unused record. */
  expires: 7,
} as const

const NEXT = 8
const SMALLEST = 1 << HEAD_BITS
// Records that fall on each other's places move on by this much: far, but again side by side.
const ASIDE = 8_209

/** Two ports in one word. */
export const portsOf = (source: number, destination: number): number => (source << 16) | destination

/**
 * Tracked connections as plain integers, found by the packet of either direction. Edited in place
 * and forked in no time, by pages. A client counts its ports up, and neighbours in port lie side by
 * side in here: that keeps both the processor's cache and the number of pages copied after a fork
 * small.
 *
 * A reference is `flow * 2`, plus 1 for the direction of the replies; 0 is none.
 */
export class FlowTable {
  private flows: Pages<Int32Array>
  private heads: Pages<Int32Array>
  private mask: number
  private count: number

  private constructor(capacity: number, from?: FlowTable) {
    this.mask = capacity - 1
    this.flows = from?.flows.fork() ?? new Pages(capacity >>> FLOW_BITS, unusedFlows, copyWords)
    this.heads = from?.heads.fork() ?? new Pages(capacity >>> HEAD_BITS, unusedHeads, copyWords)
    this.count = from?.count ?? 0
  }

  /** A table with nothing in it. */
  static empty(): FlowTable {
    return new FlowTable(SMALLEST)
  }

  get size(): number {
    return this.count
  }
  /** Every flow has a number from 1 up to below this. */
  get end(): number {
    return this.mask + 1
  }

  /** Whether the next flow should not come before the expired ones have gone. */
  get isCrowded(): boolean {
    return this.count * 2 > this.mask
  }

  /** Forgets what expires in or before a second; makes room if that has not made enough. */
  clear(second: number): void {
    for (let flow = 1; flow < this.end; flow++) {
      const expires = this.get(flow, field.expires)
      if (expires !== 0 && expires <= second) this.remove(flow)
    }
    if (this.count * 4 > this.mask) this.grow()
  }

  /** The flow, and direction, that a packet belongs to. */
  find(source: number, destination: number, ports: number, protocol: number): number {
    const from = source | 0
    const to = destination | 0
    const slot = bucket(from, to, ports, protocol) & this.mask
    let reference = this.heads.at(slot >>> HEAD_BITS)[slot & HEAD_MASK] as number
    while (reference !== 0) {
      const flow = reference >>> 1
      const page = this.flows.at(flow >>> FLOW_BITS)
      const at = (flow & FLOW_MASK) * STRIDE
      const way = at + (reference & 1) * 3
      if (
        page[way] === from &&
        page[way + 1] === to &&
        page[way + 2] === ports &&
        ((page[at + field.kind] as number) & 3) === protocol
      ) {
        return reference
      }
      reference = page[at + NEXT + (reference & 1)] as number
    }
    return 0
  }

  get(flow: number, offset: number): number {
    const page = this.flows.at(flow >>> FLOW_BITS)
    return page[(flow & FLOW_MASK) * STRIDE + offset] as number
  }

  set(flow: number, offset: number, value: number): void {
    const page = this.flows.at(flow >>> FLOW_BITS)
    const at = (flow & FLOW_MASK) * STRIDE + offset
    const word = value | 0
    if (page[at] !== word) this.flows.own(flow >>> FLOW_BITS)[at] = word
  }

  /** Takes an unused record for a connection; it is found only once `link` has been called. */
  allocate(source: number, destination: number, ports: number, protocol: number): number {
    if (this.isCrowded) this.grow()
    const { mask } = this
    let flow = bucket(source | 0, destination | 0, ports, protocol) & mask
    // Number 0 would make a reference that says none.
    while (flow === 0 || this.get(flow, field.expires) !== 0) flow = (flow + ASIDE) & mask
    this.count++
    return flow
  }

  /**
   * Lets packets of one direction find a flow; until `unlink` its fields for that must not change.
   */
  link(flow: number, direction: number): void {
    const slot = this.slotOf(flow, direction)
    const heads = this.heads.own(slot >>> HEAD_BITS)
    this.set(flow, NEXT + direction, heads[slot & HEAD_MASK] as number)
    heads[slot & HEAD_MASK] = flow * 2 + direction
  }

  /** The opposite of `link`. */
  unlink(flow: number, direction: number): void {
    const slot = this.slotOf(flow, direction)
    const wanted = flow * 2 + direction
    const next = this.get(flow, NEXT + direction)
    let reference = this.heads.at(slot >>> HEAD_BITS)[slot & HEAD_MASK] as number
    if (reference === wanted) {
      this.heads.own(slot >>> HEAD_BITS)[slot & HEAD_MASK] = next
      return
    }
    for (;;) {
      const following = this.get(reference >>> 1, NEXT + (reference & 1))
      if (following === wanted) {
        this.set(reference >>> 1, NEXT + (reference & 1), next)
        return
      }
      reference = following
    }
  }

  /** Forgets a flow. */
  remove(flow: number): void {
    this.unlink(flow, 0)
    this.unlink(flow, 1)
    this.set(flow, field.expires, 0)
    this.count--
  }

  /** A second table with the same content; neither sees the other's later changes. */
  fork(): FlowTable {
    return new FlowTable(this.mask + 1, this)
  }

  private slotOf(flow: number, direction: number): number {
    const page = this.flows.at(flow >>> FLOW_BITS)
    const at = (flow & FLOW_MASK) * STRIDE
    const way = at + direction * 3
    const protocol = (page[at + field.kind] as number) & 3
    const source = page[way] as number
    const destination = page[way + 1] as number
    return bucket(source, destination, page[way + 2] as number, protocol) & this.mask
  }

  private grow(): void {
    const old = this.flows
    const larger = new FlowTable((this.mask + 1) * 2)
    for (let index = 0; index < old.length; index++) {
      const page = old.at(index)
      for (let at = 0; at < page.length; at += STRIDE) {
        if (page[at + field.expires] !== 0) larger.take(page, at)
      }
    }
    this.flows = larger.flows
    this.heads = larger.heads
    this.mask = larger.mask
  }

  private take(page: Int32Array, at: number): void {
    const ports = page[at + field.ports] as number
    const protocol = (page[at + field.kind] as number) & 3
    const source = page[at + field.source] as number
    const flow = this.allocate(source, page[at + field.destination] as number, ports, protocol)
    for (let offset = 0; offset < NEXT; offset++)
      this.set(flow, offset, page[at + offset] as number)
    this.link(flow, 0)
    this.link(flow, 1)
  }
}

// Pages that nobody has written to are all the same one.
const unusedFlows = new Int32Array(STRIDE << FLOW_BITS)
const unusedHeads = new Int32Array(1 << HEAD_BITS)
const copyWords = (words: Int32Array): Int32Array => words.slice()

// Ports are added after the mixing: those of one client to one server fill neighbouring buckets.
function bucket(source: number, destination: number, ports: number, protocol: number): number {
  const pair = Math.imul(source ^ Math.imul(destination, 0x85ebca6b), 0x9e3779b1) ^ protocol
  return (pair ^ (pair >>> 15)) + (ports >>> 16) + (ports & 0xffff)
}
