import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml'
import type { Aliases } from './yaml-json'

/** A step of a path: a field's name, or what stood between brackets. */
export type Step = { readonly name: string } | { readonly within: string }

/** Where a path led: the last node it reached, with the key it stands under. */
export interface Place {
  readonly key?: Node
  readonly value: Node
}

/** Reads `spec.ports[0].targetPort`, `data[a b]`, `metadata.annotations[example.com/x]`. */
export function parsePath(path: string): readonly Step[] {
  const steps: Step[] = []
  for (const [, within, name] of path.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)) {
    steps.push(within === undefined ? { name: name ?? '' } : { within })
  }
  return steps
}

/**
 * Follows a path into a document, as far as it goes: what is not there is blamed on its nearest
 * ancestor. API servers are not strict in their paths (`spec.LoadBalancerSourceRanges`, list
 * items without their index, keys with dots), so neither is this.
 */
export function follow(document: Document, path: string, aliases: Aliases): Place | undefined {
  if (document.contents === null) return undefined
  let place: Place = { value: document.contents as Node }
  const steps = parsePath(path)
  for (let index = 0; index < steps.length; ) {
    const value = isAlias(place.value) ? aliases.get(place.value) : place.value
    const found = value && enter(value, steps.slice(index))
    if (!found) return place
    place = found.place
    index += found.taken
  }
  return place
}

interface Found {
  readonly place: Place
  readonly taken: number
}

function enter(value: Node, steps: readonly Step[]): Found | undefined {
  const [step] = steps
  if (!step) return undefined
  if (isSeq(value)) return enterList(value.items as readonly Node[], step, steps)
  if (!isMap(value)) return undefined
  if ('within' in step) return named(value.items, step.within, 1)
  // A key may have dots in it: `metadata.labels.app.kubernetes.io/name`.
  let name = ''
  for (const [index, each] of steps.entries()) {
    if (!('name' in each)) break
    name = index === 0 ? each.name : `${name}.${each.name}`
    const found = named(value.items, name, index + 1)
    if (found) return found
  }
  return undefined
}

function enterList(items: readonly Node[], step: Step, steps: readonly Step[]): Found | undefined {
  if ('within' in step) {
    const item = items[Number(step.within)]
    return item && { place: { value: item }, taken: 1 }
  }
  for (const item of items) {
    const found = enter(item, steps)
    if (found) return found
  }
  return undefined
}

function named(pairs: readonly Pair[], name: string, taken: number): Found | undefined {
  const pair =
    pairs.find(({ key }) => keyName(key) === name) ??
    pairs.find(({ key }) => keyName(key).toLowerCase() === name.toLowerCase())
  if (!pair) return undefined
  const key = pair.key as Node
  return { place: { key, value: (pair.value as Node | null) ?? key }, taken }
}

/** The text of a key, as JSON will have it. */
export const keyName = (key: unknown): string => (isScalar(key) ? String(key.value) : '')
