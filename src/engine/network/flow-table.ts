const STRIDE = 10
const FLOW_BITS = 6
const FLOW_MASK = (1 << FLOW_BITS) - 1
const HEAD_BITS = 8
const HEAD_MASK = (1 << HEAD_BITS) - 1

/** Fields of a tracked connection, as offsets: first the packet as it came in, then the reply expected. */
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

/** Two ports in one word. */
export const portsOf = (source: number, destination: number): number => (source << 16) | destination

/**
 * Tracked connections as plain integers, found by the packet of either direction. Edited in place and forked
 * in no time, by pages. A client counts its ports up, and neighbours in port lie side by side in here:
 * that keeps both the processor's cache and the number of pages copied after a fork small.
 *
 * A reference is `flow * 2`, plus 1 for the direction of the replies; 0 is none.
 */
export class FlowTable {
  private flows: Int32Array[]
  private flowsOwned: boolean[]
  private heads: Int32Array[]
  private headsOwned: boolean[]
  private headMask: number
  private free: number
  private top: number
  private count: number

  private constructor(from?: FlowTable) {
    this.flows = from ? from.flows.slice() : [newFlows()]
    this.heads = from ? from.heads.slice() : [newHeads()]
    this.flowsOwned = this.flows.map(() => from === undefined)
    this.headsOwned = this.heads.map(() => from === undefined)
    this.headMask = (this.heads.length << HEAD_BITS) - 1
    this.free = from?.free ?? 0
    this.top = from?.top ?? 1
    this.count = from?.count ?? 0
  }

  /** A table with nothing in it. */
  static empty(): FlowTable {
    return new FlowTable()
  }

  get size(): number {
    return this.count
  }
  /** One more than the largest flow ever used: every flow has a number from 1 up to below this. */
  get end(): number {
    return this.top
  }

  /** The flow, and direction, that a packet belongs to. */
  find(source: number, destination: number, ports: number, protocol: number): number {
    const from = source | 0
    const to = destination | 0
    const slot = bucket(from, to, ports, protocol) & this.headMask
    let reference = (this.heads[slot >>> HEAD_BITS] as Int32Array)[slot & HEAD_MASK] as number
    while (reference !== 0) {
      const flow = reference >>> 1
      const page = this.flows[flow >>> FLOW_BITS] as Int32Array
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
    const page = this.flows[flow >>> FLOW_BITS] as Int32Array
    return page[(flow & FLOW_MASK) * STRIDE + offset] as number
  }

  set(flow: number, offset: number, value: number): void {
    const page = this.flows[flow >>> FLOW_BITS] as Int32Array
    const at = (flow & FLOW_MASK) * STRIDE + offset
    if (page[at] !== value) this.flowsOf(flow)[at] = value | 0
  }

  /** Takes an unused record; it is found only once `link` has been called. */
  allocate(): number {
    const flow = this.free === 0 ? this.top++ : this.free
    if (flow >>> FLOW_BITS >= this.flows.length) {
      this.flows.push(newFlows())
      this.flowsOwned.push(true)
    }
    if (flow === this.free) this.free = this.get(flow, NEXT)
    this.count++
    if (this.count > this.headMask) this.rehash()
    return flow
  }

  /** Makes a flow findable by what its fields say. They must not change while it is. */
  link(flow: number): void {
    this.linkWay(flow, 0)
    this.linkWay(flow, 1)
  }

  /** Forgets a flow. */
  remove(flow: number): void {
    this.unlinkWay(flow, 0)
    this.unlinkWay(flow, 1)
    this.set(flow, field.kind, 0)
    this.set(flow, field.expires, 0)
    this.set(flow, NEXT, this.free)
    this.free = flow
    this.count--
  }

  /** A second table with the same content; neither sees the other's later changes. */
  fork(): FlowTable {
    this.flowsOwned.fill(false)
    this.headsOwned.fill(false)
    return new FlowTable(this)
  }

  private slotOf(flow: number, direction: number): number {
    const page = this.flows[flow >>> FLOW_BITS] as Int32Array
    const at = (flow & FLOW_MASK) * STRIDE
    const way = at + direction * 3
    const protocol = (page[at + field.kind] as number) & 3
    const source = page[way] as number
    const destination = page[way + 1] as number
    return bucket(source, destination, page[way + 2] as number, protocol) & this.headMask
  }

  private linkWay(flow: number, direction: number): void {
    const slot = this.slotOf(flow, direction)
    const heads = this.headsOf(slot)
    this.set(flow, NEXT + direction, heads[slot & HEAD_MASK] as number)
    heads[slot & HEAD_MASK] = flow * 2 + direction
  }

  private unlinkWay(flow: number, direction: number): void {
    const slot = this.slotOf(flow, direction)
    const wanted = flow * 2 + direction
    const next = this.get(flow, NEXT + direction)
    let reference = (this.heads[slot >>> HEAD_BITS] as Int32Array)[slot & HEAD_MASK] as number
    if (reference === wanted) {
      this.headsOf(slot)[slot & HEAD_MASK] = next
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

  private flowsOf(flow: number): Int32Array {
    const at = flow >>> FLOW_BITS
    if (!this.flowsOwned[at]) {
      this.flows[at] = (this.flows[at] as Int32Array).slice()
      this.flowsOwned[at] = true
    }
    return this.flows[at] as Int32Array
  }

  private headsOf(slot: number): Int32Array {
    const at = slot >>> HEAD_BITS
    if (!this.headsOwned[at]) {
      this.heads[at] = (this.heads[at] as Int32Array).slice()
      this.headsOwned[at] = true
    }
    return this.heads[at] as Int32Array
  }

  private rehash(): void {
    this.heads = Array.from({ length: this.heads.length * 2 }, newHeads)
    this.headsOwned = this.heads.map(() => true)
    this.headMask = (this.heads.length << HEAD_BITS) - 1
    for (let flow = 1; flow < this.top; flow++) {
      if (this.get(flow, field.expires) !== 0) this.link(flow)
    }
  }
}

const newFlows = (): Int32Array => new Int32Array(STRIDE << FLOW_BITS)
const newHeads = (): Int32Array => new Int32Array(1 << HEAD_BITS)

// Ports are added after the mixing: those of one client to one server fill neighbouring buckets.
function bucket(source: number, destination: number, ports: number, protocol: number): number {
  const pair = Math.imul(source ^ Math.imul(destination, 0x85ebca6b), 0x9e3779b1) ^ protocol
  return (pair ^ (pair >>> 15)) + (ports >>> 16) + (ports & 0xffff)
}
