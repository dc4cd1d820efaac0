import { listItems } from '../../engine/api/lists'
import { field, isObject } from '../json'
import { parseManifest } from '../manifest'
import type { Json, JsonObject } from '../yaml-json'

/** Characters of a dump; one of 300 Pods has a fifth of it. */
export const longestDump = 8_000_000
/** Objects of a dump. */
const mostObjects = 20_000
/** How deep its JSON may be nested; an object of Kubernetes hardly comes to twenty. */
const deepest = 100

/** Why a dump is not read. */
export type DumpRefusal = 'too-long' | 'too-many' | 'too-deep' | 'nothing'

/** What a text comes to. */
export interface DumpObjects {
  readonly objects: readonly JsonObject[]
  /** Pieces of it that could not be read: the first words of each, and what is wrong. */
  readonly unread: readonly { readonly begins: string; readonly message: string }[]
  readonly refused?: DumpRefusal
}

/**
 * Reads the objects of a dump: JSON or YAML, lists and single documents. It is taken apart before
 * it is parsed, so that each piece is bounded as a document of the pane is, and pauses (yields)
 * between pieces: whoever reads a large one may let others go on meanwhile.
 */
export function* readObjects(text: string): Generator<undefined, DumpObjects> {
  if (text.length > longestDump) return { objects: [], unread: [], refused: 'too-long' }
  const json = jsonOf(text)
  if (json !== undefined) return fromJson(json)
  const objects: JsonObject[] = []
  const unread: { begins: string; message: string }[] = []
  for (const piece of pieces(text)) {
    if (objects.length + unread.length > mostObjects) {
      return { objects: [], unread: [], refused: 'too-many' }
    }
    const { documents, problems } = parseManifest(piece)
    for (const { object } of documents) objects.push(...unwrapped(object))
    const error = problems.find(({ severity }) => severity === 'error')
    if (error) unread.push({ begins: beginningOf(piece), message: error.message })
    yield
  }
  return objects.length + unread.length === 0
    ? { objects, unread, refused: 'nothing' }
    : { objects, unread }
}

/** Reads all at once. */
export function objectsIn(text: string): DumpObjects {
  const reading = readObjects(text)
  for (;;) {
    const { done, value } = reading.next()
    if (done) return value
  }
}

function jsonOf(text: string): Json | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

function fromJson(json: Json): DumpObjects {
  if (depthOver(json, deepest)) return { objects: [], unread: [], refused: 'too-deep' }
  const objects = (Array.isArray(json) ? json : [json]).flatMap(unwrapped)
  if (objects.length > mostObjects) return { objects: [], unread: [], refused: 'too-many' }
  return objects.length === 0
    ? { objects, unread: [], refused: 'nothing' }
    : { objects, unread: [] }
}

// Not recursive itself: it is asked of what may be nested too deeply for that.
function depthOver(json: Json, most: number): boolean {
  const stack: (readonly [Json, number])[] = [[json, 0]]
  for (let top = stack.pop(); top; top = stack.pop()) {
    const [value, depth] = top
    if (typeof value !== 'object' || value === null) continue
    if (depth > most) return true
    for (const child of Object.values(value)) stack.push([child, depth + 1])
  }
  return false
}

/** A `List`, or any list of a kind, is its items; what is no object of Kubernetes is nothing. */
function unwrapped(value: Json): readonly JsonObject[] {
  if (!isObject(value)) return []
  const items = listItems(value) as readonly Json[] | undefined
  if (!items) return unwrappedOnce(value)
  return items.flatMap((item) => (isObject(item) ? unwrappedOnce(item) : []))
}

const unwrappedOnce = (object: JsonObject): readonly JsonObject[] =>
  typeof field(object, 'kind') === 'string' ? [object] : []

/** Documents, and of a list its items: nothing of one can stand further out than its first dash. */
function* pieces(text: string): Generator<string> {
  for (const document of text.split(/^---(?:[ \t].*)?\r?$/m)) {
    if (document.trim() === '') continue
    const indent = /^items:[ \t]*\r?\n( *)- /m.exec(document)?.[1]
    const isList = /^kind: *"?\w*List"?\s*$/m.test(document)
    if (indent === undefined || !isList) yield document
    else yield* items(document, indent)
  }
}

function* items(document: string, indent: string): Generator<string> {
  const list = document.slice(/^items:/m.exec(document)?.index ?? 0)
  for (const part of list.split(new RegExp(`^${indent}- `, 'm')).slice(1)) {
    // Behind the last item come fields of the list itself.
    const end = new RegExp(`^${indent === '' ? '(?=[a-zA-Z])' : '(?! |$)'}`, 'm').exec(
      part.slice(part.indexOf('\n') + 1),
    )
    const own = end ? part.slice(0, part.indexOf('\n') + 1 + end.index) : part
    yield `${indent}  ${own}`
  }
}

const beginningOf = (piece: string): string => piece.trim().split('\n', 1)[0]?.slice(0, 80) ?? ''
