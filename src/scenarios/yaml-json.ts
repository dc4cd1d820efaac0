import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  visit,
  type YAMLMap,
} from 'yaml'
import { scenarioLimits } from './limits'

/** Plain JSON. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject
/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json }

/** What each alias of a document stands for. */
export type Aliases = ReadonlyMap<Alias, Node>

/** A node that JSON cannot be made of. */
export class NotJson extends Error {
  constructor(
    readonly node: Node,
    readonly code: 'syntax' | 'too-many-aliases',
    message: string,
  ) {
    super(message)
  }
}

/**
 * Finds what aliases stand for, in one pass: the parser's own look-up reads the document for
 * each.
 */
export function aliasesOf(document: Document): Aliases {
  const anchors = new Map<string, Node>()
  const aliases = new Map<Alias, Node>()
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node)) {
        if (node.anchor) anchors.set(node.anchor, node as Node)
        return
      }
      const target = anchors.get(node.source)
      if (!target) throw new NotJson(node, 'syntax', `unknown anchor '${node.source}' referenced`)
      aliases.set(node, target)
    },
  })
  return aliases
}

/**
 * What a document says; throws `NotJson`. It grows no larger than the limits, whatever its
 * aliases.
 */
export const toJson = (document: Document, aliases: Aliases): Json =>
  new Conversion(aliases).value(document.contents as Node | null, 0)

class Conversion {
  private weight = 0

  constructor(private readonly aliases: Aliases) {}

  value(node: Node | null, depth: number): Json {
    if (!node) return null
    if (isAlias(node)) return this.value(this.aliases.get(node) ?? null, depth + 1)
    this.weigh(node, depth)
    if (isScalar(node)) return plain(node)
    if (isSeq(node)) return node.items.map((item) => this.value(item as Node, depth + 1))
    return Object.fromEntries(this.entries(node as YAMLMap, depth))
  }

  // Entries make own properties of any key, `__proto__` included. Merged ones come first: a
  // map's own win.
  private entries(map: YAMLMap, depth: number): readonly (readonly [string, Json])[] {
    const merged: (readonly [string, Json])[] = []
    const own: (readonly [string, Json])[] = []
    for (const { key, value } of map.items as readonly Pair<Node, Node | null>[]) {
      if (isMergeKey(key)) merged.unshift(...this.merged(key, value, depth + 1))
      else own.push([this.key(key), this.value(value, depth + 1)])
    }
    return [...merged, ...own]
  }

  private merged(
    key: Node,
    value: Node | null,
    depth: number,
  ): readonly (readonly [string, Json])[] {
    const node = isAlias(value) ? this.aliases.get(value) : value
    if (isMap(node)) {
      this.weigh(node, depth)
      return this.entries(node, depth)
    }
    if (!isSeq(node) || isSeq(value) === false) throw badMerge(key)
    return node.items.toReversed().flatMap((item) => {
      const target = isAlias(item) ? this.aliases.get(item) : item
      if (!isMap(target)) throw badMerge(key)
      return this.merged(key, target, depth + 1)
    })
  }

  private key(key: Node): string {
    const node = isAlias(key) ? this.aliases.get(key) : key
    if (!isScalar(node)) throw new NotJson(key, 'syntax', 'invalid map key')
    return String(node.value ?? '')
  }

  private weigh(node: Node, depth: number): void {
    const length = isScalar(node) && typeof node.value === 'string' ? node.value.length : 0
    this.weight += 1 + Math.floor(length / 32)
    const { manifestWeight, manifestDepth } = scenarioLimits
    if (this.weight > manifestWeight || depth > 3 * manifestDepth) {
      throw new NotJson(node, 'too-many-aliases', 'document contains excessive aliasing')
    }
  }
}

const isMergeKey = (key: Node): key is Scalar =>
  isScalar(key) && key.type === 'PLAIN' && key.source === '<<'

const badMerge = (node: Node): NotJson =>
  new NotJson(node, 'syntax', 'map merge requires map or sequence of maps as the value')

function plain(node: Scalar): Json {
  const { value } = node
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new NotJson(node, 'syntax', `json: unsupported value: ${String(value)}`)
}
