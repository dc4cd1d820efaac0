import {
  Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  stringify,
} from 'yaml'
import { sameJson } from '../engine/api/equality'
import { type DocumentPlace, parseManifest, yamlOptions } from './manifest'
import type { Json, JsonObject } from './yaml-json'

/** A step to a field: a key, or a place in a list. */
type Step = string | number

/** One value to put into a document, or to take out of it. */
interface Edit {
  readonly path: readonly Step[]
  /** Undefined takes it out. */
  readonly value: Json | undefined
}

/** Puts an object behind the last document. */
export function appendDocument(text: string, object: JsonObject): string {
  const written = stringify(object, { ...styleOf(text), version: '1.1' })
  const before = text.trimEnd()
  if (before === '') return written
  return /(^|\n)---$/.test(before) ? `${before}\n${written}` : `${before}\n---\n${written}`
}

/** Takes a document out, with the line that begins it; or an item out of a List. */
export function removeDocument(text: string, { index, item }: DocumentPlace): string {
  if (item !== undefined) return edited(text, index, { path: ['items', item], value: undefined })
  const [from, to] = documentsIn(text)[index]?.contents?.range ?? []
  if (from === undefined || to === undefined) return text
  const markers = [...text.matchAll(/^---(?=[ \t\r\n]|$).*\n?/gm)]
  const begin = markers.findLast((marker) => marker.index <= from)
  const next = markers.find((marker) => marker.index >= to)
  if (begin) return text.slice(0, begin.index) + (next ? text.slice(next.index) : '')
  return next ? text.slice(next.index + next[0].length) : ''
}

/**
 * Makes a document say another object. Only the lines of fields that differ are touched: comments
 * and layout stay.
 */
export function changeDocument(
  text: string,
  place: DocumentPlace,
  { from, to }: { readonly from: JsonObject; readonly to: JsonObject },
): string {
  const { index, item } = place
  const path = item === undefined ? [] : ['items', item]
  let changed = text
  for (const edit of editsBetween(path, from, to)) changed = edited(changed, index, edit)
  if (says(changed, place, to)) return changed
  return item === undefined ? wholly(text, index, to) : edited(text, index, { path, value: to })
}

function says(text: string, { index, item }: DocumentPlace, object: JsonObject): boolean {
  const { documents } = parseManifest(text)
  const document = documents.find((each) => each.index === index && each.item === item)
  return document !== undefined && sameJson(document.object, object)
}

/** Where a document has anchors, say, its fields cannot be changed one by one. */
function wholly(text: string, index: number, object: JsonObject): string {
  const [from, to] = documentsIn(text)[index]?.contents?.range ?? []
  if (from === undefined || to === undefined) return text
  return splice(text, [from, to], stringify(object, { ...styleOf(text), version: '1.1' }))
}

const documentsIn = (text: string): readonly Document[] =>
  parseAllDocuments(text, { ...yamlOptions, keepSourceTokens: true }) as readonly Document[]

/** Later places of a list first, so that what is taken out does not move what is still to come. */
function* editsBetween(path: readonly Step[], from: Json, to: Json): Generator<Edit> {
  if (isObject(from) && isObject(to)) {
    for (const key of Object.keys(from)) {
      if (!Object.hasOwn(to, key)) yield { path: [...path, key], value: undefined }
    }
    for (const [key, value] of Object.entries(to)) {
      const before = from[key]
      if (before === undefined) yield { path: [...path, key], value }
      else yield* editsBetween([...path, key], before, value)
    }
  } else if (isList(from) && isList(to)) {
    for (let at = from.length - 1; at >= to.length; at--) {
      yield { path: [...path, at], value: undefined }
    }
    for (const [at, value] of to.entries()) {
      const before = from[at]
      if (before === undefined) yield { path: [...path, at], value }
      else yield* editsBetween([...path, at], before, value)
    }
  } else if (from !== to) yield { path, value: to }
}

function edited(text: string, index: number, edit: Edit): string {
  const document = documentsIn(text)[index]
  const contents = document?.contents
  if (!document || !contents) return text
  const { path, value } = edit
  const node = document.getIn(path, true) as Node | undefined
  if (isScalar(node) && isPlain(value) && isPlain(node.value) && node.range) {
    const [start, end] = node.range
    return splice(text, [start, end], stringify(value, { version: '1.1', lineWidth: 0 }).trimEnd())
  }
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : contents
  if (!isCollection(parent) || hasAlias(contents)) return text
  if (value === undefined) document.deleteIn(path)
  else document.setIn(path, document.createNode(value))
  return rewritten(text, parent)
}

/** Writes one collection anew, where it stood. */
function rewritten(text: string, node: Node): string {
  const [start = 0, , nodeEnd = start] = node.range ?? []
  const alone = new Document(null, { version: '1.1' })
  alone.contents = node as typeof alone.contents
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const indent = ' '.repeat(start - lineStart)
  const style = styleOf(text.slice(start, nodeEnd), text)
  const written = alone.toString(style).trimEnd().split('\n')
  const shown = written.map((line, at) => (at === 0 || line === '' ? line : indent + line))
  const end = start + text.slice(start, nodeEnd).trimEnd().length
  return splice(text, [start, end], shown.join('\n'))
}

const splice = (text: string, [from, to]: readonly [number, number], put: string): string =>
  text.slice(0, from) + put + text.slice(to)

/** How the text is written: whether lists stand further in than their name, and braces' room. */
const styleOf = (part: string, text = part) => ({
  lineWidth: 0,
  indentSeq: !/^( *)[\w./-]+:[^\S\n]*(?:#.*)?\n\1- /m.test(text),
  flowCollectionPadding: /\{ \S/.test(part),
})

const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (typeof value === 'string' && !value.includes('\n'))

function hasAlias(node: Node): boolean {
  if (isAlias(node)) return true
  if (isMap(node)) {
    return node.items.some(({ value }) => value !== null && hasAlias(value as Node))
  }
  return isSeq(node) && node.items.some((item) => hasAlias(item as Node))
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !isList(value)
