import imported from 'sorted-btree'

// The package is CommonJS: some loaders hand over its exports object, others the class in it.
const Tree = (imported as unknown as { readonly default?: typeof imported }).default ?? imported

/** A copy-on-write B+ tree: `clone` is O(1), and a change of a clone copies one path. */
export type BTree<K, V> = import('sorted-btree').default<K, V>

/** An empty tree in the order of `compare`. */
export const bTree = <K, V>(compare: (left: K, right: K) => number): BTree<K, V> =>
  new Tree<K, V>(undefined, compare)
