/**
 * A B+ tree that is never changed: a write copies the nodes on one path from the root and shares
 * all others, so an old version costs nothing to keep. Keys are texts, in the order of their UTF-16
 * units.
 */
export type Tree<V> = Leaf<V> | Branch<V>

class Leaf<V> {
  constructor(
    readonly keys: readonly string[],
    readonly values: readonly V[],
  ) {}

  get size(): number {
    return this.keys.length
  }
}

/**
 * Keys below `nodes[i]` come before `keys[i + 1]` and not before `keys[i]`; `keys[0]` is no key.
 */
class Branch<V> {
  constructor(
    readonly keys: readonly string[],
    readonly nodes: readonly Tree<V>[],
    /** How many keys are below. */
    readonly size: number,
  ) {}
}

const MOST_KEYS = 32
const FEW_KEYS = 8
const NOTHING: Leaf<never> = new Leaf([], [])

/** A tree without keys. */
export const emptyTree = (): Tree<never> => NOTHING

// The first place whose key is not before the given one.
function placeOf(keys: readonly string[], key: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((keys[middle] as string) < key) low = middle + 1
    else high = middle
  }
  return low
}

// The place of the node that has the key, if any has.
function childOf(keys: readonly string[], key: string): number {
  let low = 1
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((keys[middle] as string) <= key) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The value of a key. */
export function valueAt<V>(tree: Tree<V>, key: string): V | undefined {
  let node = tree
  while (node instanceof Branch) node = node.nodes[childOf(node.keys, key)] as Tree<V>
  const place = placeOf(node.keys, key)
  return node.keys[place] === key ? node.values[place] : undefined
}

/** The tree with a key's value set; the same tree when it has that value already. */
export function withValue<V>(tree: Tree<V>, key: string, value: V): Tree<V> {
  const grown = grow(tree, key, value)
  if (grown.keys.length <= MOST_KEYS) return grown
  const [left, right] = halves(grown)
  return new Branch(['', right.keys[0] as string], [left, right], grown.size)
}

// The result may have one key too many.
function grow<V>(node: Tree<V>, key: string, value: V): Tree<V> {
  const { keys } = node
  if (node instanceof Leaf) {
    const place = placeOf(keys, key)
    if (keys[place] !== key) {
      return new Leaf(keys.toSpliced(place, 0, key), node.values.toSpliced(place, 0, value))
    }
    return node.values[place] === value ? node : new Leaf(keys, node.values.with(place, value))
  }
  const place = childOf(keys, key)
  const before = node.nodes[place] as Tree<V>
  const child = grow(before, key, value)
  if (child === before) return node
  const size = node.size + child.size - before.size
  if (child.keys.length <= MOST_KEYS) {
    return new Branch(keys, node.nodes.with(place, child), size)
  }
  const [left, right] = halves(child)
  const nodes = node.nodes.toSpliced(place, 1, left, right)
  return new Branch(keys.toSpliced(place + 1, 0, right.keys[0] as string), nodes, size)
}

function halves<V>(node: Tree<V>): readonly [Tree<V>, Tree<V>] {
  const half = node.keys.length >> 1
  return [part(node, 0, half), part(node, half, node.keys.length)]
}

function part<V>(node: Tree<V>, from: number, end: number): Tree<V> {
  const keys = node.keys.slice(from, end)
  if (node instanceof Leaf) return new Leaf(keys, node.values.slice(from, end))
  return branch(keys, node.nodes.slice(from, end))
}

const branch = <V>(keys: readonly string[], nodes: readonly Tree<V>[]): Branch<V> =>
  new Branch(
    keys,
    nodes,
    nodes.reduce((sum, { size }) => sum + size, 0),
  )

/** The tree without a key; the same tree when it has none. */
export function withoutKey<V>(tree: Tree<V>, key: string): Tree<V> {
  let node = shrink(tree, key)
  while (node instanceof Branch && node.nodes.length <= 1) node = node.nodes[0] ?? NOTHING
  return node
}

function shrink<V>(node: Tree<V>, key: string): Tree<V> {
  const { keys } = node
  if (node instanceof Leaf) {
    const place = placeOf(keys, key)
    return keys[place] === key
      ? new Leaf(keys.toSpliced(place, 1), node.values.toSpliced(place, 1))
      : node
  }
  const place = childOf(keys, key)
  const before = node.nodes[place] as Tree<V>
  const child = shrink(before, key)
  if (child === before) return node
  const size = node.size - 1
  if (child.size === 0)
    return new Branch(keys.toSpliced(place, 1), node.nodes.toSpliced(place, 1), size)
  const smaller = new Branch(keys, node.nodes.with(place, child), size)
  return child.keys.length < FEW_KEYS ? joined(smaller, place) : smaller
}

// A node that has become small is joined with a neighbour, if both fit into one.
function joined<V>(parent: Branch<V>, place: number): Tree<V> {
  const { keys, nodes } = parent
  const at = place + 1 < nodes.length ? place : place - 1
  const left = nodes[at]
  const right = nodes[at + 1]
  if (!left || !right || left.keys.length + right.keys.length > MOST_KEYS - FEW_KEYS) return parent
  const others = nodes.toSpliced(at, 2, concatenated(left, right, keys[at + 1] as string))
  return new Branch(keys.toSpliced(at + 1, 1), others, parent.size)
}

function concatenated<V>(left: Tree<V>, right: Tree<V>, boundary: string): Tree<V> {
  return left instanceof Leaf
    ? new Leaf([...left.keys, ...right.keys], [...left.values, ...(right as Leaf<V>).values])
    : branch(
        [...left.keys, boundary, ...right.keys.slice(1)],
        [...left.nodes, ...(right as Branch<V>).nodes],
      )
}

/** Adds to `into` the values of all keys that begin with `prefix`; false when there are no more. */
export function collect<V>(tree: Tree<V>, into: V[], prefix: string): boolean {
  const { keys } = tree
  if (tree instanceof Leaf) {
    for (let place = placeOf(keys, prefix); place < keys.length; place++) {
      if (!(keys[place] as string).startsWith(prefix)) return false
      into.push(tree.values[place] as V)
    }
    return true
  }
  for (let place = childOf(keys, prefix); place < keys.length; place++) {
    if (!collect(tree.nodes[place] as Tree<V>, into, prefix)) return false
  }
  return true
}

/** The entries from a key on. */
export function* entriesFrom<V>(tree: Tree<V>, from: string): Generator<readonly [string, V]> {
  const { keys } = tree
  if (tree instanceof Leaf) {
    for (let place = placeOf(keys, from); place < keys.length; place++) {
      yield [keys[place] as string, tree.values[place] as V]
    }
    return
  }
  for (let place = childOf(keys, from); place < keys.length; place++) {
    yield* entriesFrom(tree.nodes[place] as Tree<V>, from)
  }
}

/** The first key. */
export function firstKey<V>(tree: Tree<V>): string | undefined {
  let node = tree
  while (node instanceof Branch) node = node.nodes[0] as Tree<V>
  return node.keys[0]
}

/** The last key. */
export function lastKey<V>(tree: Tree<V>): string | undefined {
  let node = tree
  while (node instanceof Branch) node = node.nodes[node.nodes.length - 1] as Tree<V>
  return node.keys[node.keys.length - 1]
}
