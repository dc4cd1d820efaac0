import { placeKey } from './packet'
import { Pages } from './pages'
import { kernelTimeouts, type Timeouts } from './settings'
import type { VirtualLoads } from './virtual-loads'

const STRIDE = 11
const FLOW_BITS = 7
const FLOW_MASK = (1 << FLOW_BITS) - 1
const HEAD_BITS = 9
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

/**
 * The second in which IPVS forgets the connection, if it is one of its own: for UDP later, for TCP
 * sooner than connection tracking does.
 */
export const VIRTUAL_EXPIRES = 10

// The next reference in the same bucket, for each direction; of an unused record, the next unused.
const NEXT = 8

/** Two ports in one word. */
export const portsOf = (source: number, destination: number): number => (source << 16) | destination

/** One field of a flow, read from the flow's page. */
export const wordOf = (page: Int32Array, flow: number, offset: number): number =>
  page[(flow & FLOW_MASK) * STRIDE + offset] as number

/** Writes one field of a flow; the page must be the table's own. */
export const setWord = (page: Int32Array, flow: number, offset: number, value: number): void => {
  page[(flow & FLOW_MASK) * STRIDE + offset] = value
}

/**
 * Tracked connections as plain integers, found by the packet of either direction. Edited in place
 * and forked in no time, by pages. Flows that begin one after the other lie side by side, and so
 * do the buckets of a client that counts its ports up: that keeps both the processor's cache and
 * the number of pages copied after a fork small.
 *
 * A reference is `flow * 2`, plus 1 for the direction of the replies; 0 is none.
 */
export class FlowTable {
  /** How long it remembers, and how much. */
  timeouts: Timeouts
  /** What virtual servers have to do, where somebody has asked; a fork counts for itself. */
  loads: VirtualLoads | undefined
  private readonly flows: Pages<Int32Array>
  private heads: Pages<Int32Array>
  private mask: number
  private count: number
  private unused: number
  private beyond: number

  private constructor(from?: FlowTable) {
    this.flows = from?.flows.fork() ?? new Pages(1, noFlows, copyWords)
    this.heads = from?.heads.fork() ?? new Pages(1, noHeads, copyWords)
    this.mask = from?.mask ?? HEAD_MASK
    this.count = from?.count ?? 0
    this.unused = from?.unused ?? 0
    // Number 0 would make a reference that says none.
    this.beyond = from?.beyond ?? 1
    this.timeouts = from?.timeouts ?? kernelTimeouts
  }

  /** A table with nothing in it. */
  static empty(): FlowTable {
    return new FlowTable()
  }

  get size(): number {
    return this.count
  }
  /** Every flow has a number from 1 up to below this. */
  get end(): number {
    return this.beyond
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
      const page = this.page(flow)
      const way = (reference & 1) * 3
      if (
        wordOf(page, flow, way) === from &&
        wordOf(page, flow, way + 1) === to &&
        wordOf(page, flow, way + 2) === ports &&
        (wordOf(page, flow, field.kind) & 3) === protocol
      ) {
        return reference
      }
      reference = wordOf(page, flow, NEXT + (reference & 1))
    }
    return 0
  }

  /** The page of a flow, to read. */
  page(flow: number): Int32Array {
    return this.flows.at(flow >>> FLOW_BITS)
  }
  /** The page of a flow, to change. */
  own(flow: number): Int32Array {
    return this.flows.own(flow >>> FLOW_BITS)
  }

  get(flow: number, offset: number): number {
    return wordOf(this.page(flow), flow, offset)
  }
  set(flow: number, offset: number, value: number): void {
    setWord(this.own(flow), flow, offset, value)
  }

  /** Takes an unused record for a connection; it is found only once `link` has been called. */
  allocate(): number {
    if (this.isCrowded) this.grow()
    this.count++
    const flow = this.unused
    if (flow !== 0) {
      this.unused = this.get(flow, NEXT)
      return flow
    }
    if (this.beyond >>> FLOW_BITS >= this.flows.length) this.flows.grow(this.flows.length * 2)
    return this.beyond++
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

  /** What virtual servers have to do, if that has been counted in this very second. */
  loadsIn(second: number): VirtualLoads | undefined {
    if (this.loads?.second !== second) this.loads = undefined
    return this.loads
  }

  /** Forgets a flow. */
  remove(flow: number): void {
    this.loads?.drop(flow)
    this.unlink(flow, 0)
    this.unlink(flow, 1)
    this.set(flow, field.expires, 0)
    this.set(flow, NEXT, this.unused)
    this.unused = flow
    this.count--
  }

  /** A second table with the same content; neither sees the other's later changes. */
  fork(): FlowTable {
    return new FlowTable(this)
  }

  private slotOf(flow: number, direction: number): number {
    const page = this.page(flow)
    const way = direction * 3
    const source = wordOf(page, flow, way)
    const destination = wordOf(page, flow, way + 1)
    const protocol = wordOf(page, flow, field.kind) & 3
    return bucket(source, destination, wordOf(page, flow, way + 2), protocol) & this.mask
  }

  private grow(): void {
    this.heads = new Pages(this.heads.length * 2, noHeads, copyWords)
    this.mask = this.mask * 2 + 1
    for (let flow = 1; flow < this.end; flow++) {
      if (this.get(flow, field.expires) === 0) continue
      this.link(flow, 0)
      this.link(flow, 1)
    }
  }
}

// Pages that nobody has written to are all the same one.
const noFlows = new Int32Array(STRIDE << FLOW_BITS)
const noHeads = new Int32Array(1 << HEAD_BITS)
const copyWords = (words: Int32Array): Int32Array => words.slice()

// Ports are added after the mixing: those of one client to one server fill neighbouring buckets.
function bucket(source: number, destination: number, ports: number, protocol: number): number {
  const pair = Math.imul(source ^ Math.imul(destination, 0x85ebca6b), 0x9e3779b1) ^ protocol
  return (pair ^ (pair >>> 15)) + (ports >>> 16) + (ports & 0xffff)
}

/** Who answers a connection, an address and a port as one number (see `placeKey`). */
export const serverOf = (flows: FlowTable, flow: number): number =>
  placeKey(flows.get(flow, field.replySource), flows.get(flow, field.replyPorts) >>> 16)
