/** How many items the collections of one name hold: of all there are, and of the largest. */
export interface Size {
  readonly all: number
  readonly largest: number
}

/** What a checkpoint holds is what the state once held: it is counted, and not looked into. */
const closed = /\.(marks|changes|undone)\.\*/

/**
 * How much every collection holds that can be reached from something: maps, sets, lists, and the
 * trees that the engine keeps its state in. Each is named by the fields that lead to it, with `*`
 * for whichever of a collection's items.
 */
export function sizesOf(root: object): ReadonlyMap<string, Size> {
  const sizes = new Map<string, Size>()
  const seen = new Set<object>()
  let ahead: (readonly [path: string, thing: object])[] = [['', root]]
  while (ahead.length > 0) {
    const next: (readonly [string, object])[] = []
    for (const [path, thing] of ahead) {
      if (seen.has(thing) || closed.test(path)) continue
      seen.add(thing)
      const items = itemsOf(thing)
      if (items) note(sizes, path, items.length)
      const inside = items ?? fieldsOf(thing)
      for (const [key, value] of inside) {
        if (isThing(value)) next.push([items ? `${path}.*` : `${path}${key}`, value])
      }
    }
    ahead = next
  }
  return sizes
}

function note(sizes: Map<string, Size>, path: string, items: number): void {
  const { all, largest } = sizes.get(path) ?? { all: 0, largest: 0 }
  sizes.set(path, { all: all + items, largest: Math.max(largest, items) })
}

// A getter may refuse, and what it makes is nothing that is kept.
const fieldsOf = (thing: object): readonly (readonly [string, unknown])[] =>
  Object.entries(Object.getOwnPropertyDescriptors(thing)).map(([key, { value }]) => [
    `.${key}`,
    value,
  ])

const isThing = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The items of a collection, whatever their keys; undefined of what is none. */
function itemsOf(thing: object): readonly (readonly [string, unknown])[] | undefined {
  if (thing instanceof Map) return [...thing].map(([, value]) => ['', value])
  if (thing instanceof Set || Array.isArray(thing)) return [...thing].map((each) => ['', each])
  if (ArrayBuffer.isView(thing)) return []
  if (hasEntries(thing)) return [...thing.entries()].map(([, value]) => ['', value])
  if (hasPlaces(thing)) {
    return Array.from({ length: thing.length }, (_, place) => ['', thing.at(place)])
  }
  return undefined
}

const hasEntries = (thing: object): thing is { entries(): Iterable<readonly [unknown, unknown]> } =>
  'entries' in thing && typeof thing.entries === 'function'

const hasPlaces = (thing: object): thing is { length: number; at(place: number): unknown } =>
  'at' in thing && typeof thing.at === 'function' && 'length' in thing
