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

const NOTHING: Nodes = []

// The last few items, `tail`, wait beside the tree until they fill a node.
class Trie<Item> implements Sequence<Item> {
  constructor(
    readonly length: number,
    private readonly height: number,
    private readonly root: Nodes,
    private readonly tail: readonly Item[],
  ) {}

  at(place: number): Item | undefined {
    const behind = place - this.length + this.tail.length
    if (behind >= 0) return this.tail[behind]
    if (place < 0) return undefined
    let node = this.root
    for (let shift = this.height * BITS; shift > 0; shift -= BITS) {
      node = node[(place >>> shift) & MASK] as Nodes
    }
    return node[place & MASK] as Item
  }

  with(place: number, item: Item): Sequence<Item> {
    const { length, height, root, tail } = this
    if (place < 0 || place >= length) throw new RangeError(`no place ${place}`)
    const behind = place - length + tail.length
    return behind >= 0
      ? new Trie(length, height, root, tail.with(behind, item))
      : new Trie(length, height, replaced(root, height, place, item), tail)
  }

  append(item: Item): Sequence<Item> {
    const { length, height, root, tail } = this
    if (tail.length < WIDTH) {
      return new Trie(length + 1, height, root, tail.toSpliced(tail.length, 0, item))
    }
    const before = length - WIDTH
    const isFull = before === WIDTH << (height * BITS)
    return isFull
      ? new Trie(length + 1, height + 1, grown([root], height + 1, before, tail), [item])
      : new Trie(length + 1, height, grown(root, height, before, tail), [item])
  }
}

function replaced(node: Nodes, height: number, place: number, item: unknown): Nodes {
  const index = (place >>> (height * BITS)) & MASK
  const child = height === 0 ? item : replaced(node[index] as Nodes, height - 1, place, item)
  return node.with(index, child)
}

// A tree with one more node of items, of which `place` is the first.
function grown(node: Nodes, height: number, place: number, items: Nodes): Nodes {
  if (height === 0) return items
  const index = (place >>> (height * BITS)) & MASK
  const child = grown((node[index] ?? NOTHING) as Nodes, height - 1, place, items)
  return index < node.length ? node.with(index, child) : node.toSpliced(index, 0, child)
}

/** A sequence without items. */
export const emptySequence: Sequence<never> = new Trie(0, 0, NOTHING, [])
