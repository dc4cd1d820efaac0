import {
  Composer,
  type Document,
  isCollection,
  LineCounter,
  type Node,
  Parser,
  type SchemaOptions,
  visit,
} from 'yaml'
import { listItems } from '../engine/api/lists'
import { follow, keyName } from './field-path'
import { scenarioLimits } from './limits'
import { measure } from './yaml-guard'
import { type Aliases, aliasesOf, type Json, type JsonObject, NotJson, toJson } from './yaml-json'
import { goMessage } from './yaml-messages'

export type { Json, JsonObject } from './yaml-json'

/**
 * Where something stands in the text; lines and columns count from 1, the end is just behind
 * it.
 */
export interface Span {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** What can be wrong with a manifest before any server has seen it. */
export type ManifestProblemCode =
  | 'syntax'
  | 'duplicate-key'
  | 'not-an-object'
  | 'too-long'
  | 'too-many-documents'
  | 'too-deep'
  | 'too-many-tokens'
  | 'too-many-aliases'

/**
 * One thing wrong with the text. A duplicate key is a warning: the last one counts, as with
 * kubectl.
 */
export interface ManifestProblem {
  readonly severity: 'error' | 'warning'
  readonly code: ManifestProblemCode
  /** English: as kubectl words it where it would say it, too. */
  readonly message: string
  readonly span: Span
}

/** Where an object is written: its document, and where that is a List, its place in it. */
export interface DocumentPlace {
  /** Its place among all documents of the text, empty ones included. */
  readonly index: number
  readonly item?: number
}

/** One object that could be read: a document, or an item of one that is a List. */
export interface ManifestDocument extends DocumentPlace {
  readonly object: JsonObject
  readonly span: Span
  /** Where a field stands; the nearest ancestor that is there when it is absent. */
  at(path: string): Span
}

/** What a text says. */
export interface Manifest {
  readonly documents: readonly ManifestDocument[]
  readonly problems: readonly ManifestProblem[]
}

/**
 * Reads manifests. Scalars mean what they mean to kubectl, whose YAML is 1.1 in this: `on` and
 * `yes` are true. Nothing in the text can make this slow, large or recursive.
 */
export function parseManifest(text: string): Manifest {
  const lines = new LineCounter()
  if (text.length > scenarioLimits.manifestLength) {
    return nothing('too-long', `longer than ${scenarioLimits.manifestLength} characters`)
  }
  const tokens = [...new Parser(lines.addNewLine).parse(text)]
  const refused = measure(tokens)
  if (refused) {
    const message = refused.code === 'too-deep' ? 'nested too deeply' : 'more than can be read'
    return nothing(refused.code, message, spanOf(lines, refused.offset, refused.offset + 1))
  }
  const reading = new Reading(text, lines)
  for (const document of new Composer(yamlOptions).compose(tokens, true, text.length)) {
    reading.add(document)
  }
  return { documents: reading.documents, problems: reading.problems }
}

// `uniqueKeys` looks every key up in the whole map: we look for duplicates ourselves, in one pass.
/** YAML as kubectl reads it. */
export const yamlOptions = {
  version: '1.1',
  uniqueKeys: false,
  logLevel: 'silent',
  // kubectl's parser knows no numbers with colons, keeps times as text, and has JSON to make of
  // it all.
  customTags: (tags) =>
    tags.filter(
      (tag) =>
        typeof tag === 'string' ||
        !(/:(binary|timestamp|omap|pairs|set)$/.test(tag.tag) || tag.format === 'TIME'),
    ),
} as const satisfies SchemaOptions & Record<string, unknown>

function nothing(code: ManifestProblemCode, message: string, span = start): Manifest {
  return { documents: [], problems: [{ severity: 'error', code, message, span }] }
}

const start: Span = { line: 1, column: 1, endLine: 1, endColumn: 2 }

function spanOf(lines: LineCounter, from: number, to: number): Span {
  const first = lines.linePos(from)
  const last = lines.linePos(Math.max(from, to))
  return { line: first.line, column: first.col, endLine: last.line, endColumn: last.col }
}

/** The documents read so far, and what is wrong with them. */
class Reading {
  readonly documents: ManifestDocument[] = []
  readonly problems: ManifestProblem[] = []
  private index = -1
  private full = false

  constructor(
    private readonly text: string,
    private readonly lines: LineCounter,
  ) {}

  add(document: Document): void {
    this.index++
    if (this.isFull(document)) return
    const [error] = document.errors // what follows the first is seldom a mistake of its own
    if (error) this.report('syntax', goMessage(error.code, error.message), error.pos)
    if (error || document.contents === null) return
    this.warnOfDuplicates(document)
    try {
      const aliases = aliasesOf(document)
      this.keep(document, toJson(document, aliases), aliases)
    } catch (failed) {
      if (!(failed instanceof NotJson)) throw failed
      this.report(failed.code, failed.message, failed.node.range ?? [0, 0])
    }
  }

  private isFull(document: Document): boolean {
    if (this.documents.length < scenarioLimits.documents) return false
    const message = `more than ${scenarioLimits.documents} documents`
    if (!this.full) this.report('too-many-documents', message, document.range ?? [0, 0])
    this.full = true
    return true
  }

  private keep(document: Document, object: Json, aliases: Aliases): void {
    const contents = document.contents as Node
    if (object === null) return // an empty document, as kubectl skips it
    if (!isObject(object)) {
      const message = 'a manifest is an object: apiVersion, kind, metadata'
      this.report('not-an-object', message, contents.range ?? [0, 0])
      return
    }
    const items = listItems(object) as readonly Json[] | undefined
    if (!items) {
      this.documents.push({
        index: this.index,
        object,
        span: this.trimmed(contents),
        at: (path) => this.spanAt(document, path, aliases),
      })
    }
    for (const [item, each] of items?.entries() ?? []) {
      if (!isObject(each)) continue
      if (this.isFull(document)) return
      const place = follow(document, `items[${item}]`, aliases)
      this.documents.push({
        index: this.index,
        item,
        object: each,
        span: place ? this.trimmed(place.value) : start,
        at: (path) => this.spanAt(document, `items[${item}].${path}`, aliases),
      })
    }
  }

  private spanAt(document: Document, path: string, aliases: Aliases): Span {
    const place = follow(document, path, aliases)
    if (!place) return start
    // A whole block underlined says nothing: its key does, or its first line.
    if (place.key && isCollection(place.value)) return this.trimmed(place.key)
    const span = this.trimmed(place.value)
    if (span.endLine === span.line) return span
    const [from = 0] = place.value.range ?? []
    const newline = this.text.indexOf('\n', from)
    return spanOf(this.lines, from, newline < 0 ? this.text.length : newline)
  }

  private trimmed(node: Node): Span {
    const [from, to] = node.range ?? [0, 0]
    return spanOf(
      this.lines,
      from,
      Math.max(from + this.text.slice(from, to).trimEnd().length, from),
    )
  }

  private warnOfDuplicates(document: Document): void {
    visit(document, {
      Map: (_, map) => {
        const seen = new Set<string>()
        for (const { key } of map.items) {
          const name = keyName(key)
          if (seen.has(name) && name !== '<<') {
            const message = `key "${name}" already set in map`
            this.report('duplicate-key', message, (key as Node).range ?? [0, 0], 'warning')
          }
          seen.add(name)
        }
      },
    })
  }

  private report(
    code: ManifestProblemCode,
    message: string,
    range: readonly number[],
    severity: ManifestProblem['severity'] = 'error',
  ): void {
    if (this.problems.length >= scenarioLimits.problems) return
    const [from = 0, to = from] = range
    this.problems.push({ severity, code, message, span: spanOf(this.lines, from, to) })
  }
}

const isArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)
const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !isArray(value)
