import type { Instant } from './time'

/** `sequence` breaks ties: messages due at one instant run in the order they were scheduled. */
export interface Scheduled<Message> {
  readonly at: Instant
  readonly sequence: number
  readonly message: Message
}

/**
 * What is due, soonest first: a binary heap, and before it the item that comes before all others.
 * Most packets arrive before anything else is due, and so never enter the heap.
 */
export class Queue<Message> {
  private heap: Scheduled<Message>[]
  private front: Scheduled<Message> | undefined

  constructor(heap: readonly Scheduled<Message>[] = []) {
    this.heap = heap.slice()
  }

  get size(): number {
    return this.heap.length + (this.front ? 1 : 0)
  }
  peek(): Scheduled<Message> | undefined {
    return this.front ?? this.heap[0]
  }
  /** All of it as a heap; give it to the constructor to have the same queue again. */
  snapshot(): readonly Scheduled<Message>[] {
    if (this.front) this.rise(this.front)
    this.front = undefined
    return this.heap.slice()
  }

  push(item: Scheduled<Message>): void {
    const first = this.peek()
    if (first && before(first, item)) {
      this.rise(item)
      return
    }
    if (this.front) this.rise(this.front)
    this.front = item
  }

  pop(): Scheduled<Message> | undefined {
    const { front, heap } = this
    if (front) {
      this.front = undefined
      return front
    }
    const top = heap[0]
    const last = heap.pop()
    if (top === undefined || last === undefined || heap.length === 0) return top
    this.sink(last)
    return top
  }

  private rise(item: Scheduled<Message>): void {
    const heap = this.heap
    let index = heap.length
    heap.push(item)
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = heap[parent] as Scheduled<Message>
      if (!before(item, above)) break
      heap[index] = above
      index = parent
    }
    heap[index] = item
  }

  private sink(item: Scheduled<Message>): void {
    const heap = this.heap
    const size = heap.length
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= size) break
      const right = heap[child + 1]
      if (right !== undefined && before(right, heap[child] as Scheduled<Message>)) child++
      const below = heap[child] as Scheduled<Message>
      if (!before(below, item)) break
      heap[index] = below
      index = child
    }
    heap[index] = item
  }
}

const before = (left: Scheduled<unknown>, right: Scheduled<unknown>): boolean =>
  left.at < right.at || (left.at === right.at && left.sequence < right.sequence)
