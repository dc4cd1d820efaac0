/**
 * An immutable list with numbered places. A change copies one path of a tree that is 32 wide, so an
 * old version costs nothing to keep.
 */
export interface Sequence<Item> {
  readonly length: number
  /** The item at a place; undefined past the end. */
  at(place: number): Item | undefined
  /** The sequence with another item at one of its places. */
  with(place: number, item: Item): Sequence<Item>
  /** The sequence with one more item at its end. */
  append(item: Item): Sequence<Item>
}

const BITS = 5
const WIDTH = 1 << BITS
const MASK = WIDTH - 1

// At height 0 a node has items, above that it has nodes.
type Nodes = readonly unknown[]

class Trie<Item> implements Sequence<Item> {
  constructor(
    readonly length: number,
    private readonly height: number,
    private readonly root: Nodes,
  ) {}

  at(place: number): Item | undefined {
    if (place < 0 || place >= this.length) return undefined
    let node = this.root
    for (let shift = this.height * BITS; shift > 0; shift -= BITS) {
      node = node[(place >>> shift) & MASK] as Nodes
    }
    return node[place & MASK] as Item
  }

  with(place: number, item: Item): Sequence<Item> {
    if (place < 0 || place >= this.length) throw new RangeError(`no place ${place}`)
    return new Trie(this.length, this.height, written(this.root, this.height, place, item))
  }

  append(item: Item): Sequence<Item> {
    const { length, height } = this
    const isFull = length === WIDTH << (height * BITS)
    if (!isFull) return new Trie(length + 1, height, written(this.root, height, length, item))
    const root = written([this.root], height + 1, length, item)
    return new Trie(length + 1, height + 1, root)
  }
}

function written(node: Nodes, height: number, place: number, item: unknown): Nodes {
  const index = (place >>> (height * BITS)) & MASK
  const child =
    height === 0 ? item : written((node[index] ?? NONE) as Nodes, height - 1, place, item)
  return index < node.length ? node.with(index, child) : node.toSpliced(index, 0, child)
}

const NONE: Nodes = []

/** A sequence without items. */
export const emptySequence: Sequence<never> = new Trie(0, 0, [])
