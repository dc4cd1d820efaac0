import type { Identity } from '../../kubectl/connection'
import { type Difference, differences } from '../../kubectl/differences'
import { isList, isObject, type Json, type JsonObject, own } from '../../kubectl/json'
import type { MadeObject } from '../../projection/made'
import { wanted } from '../../scenarios/wanted'
import type { Remark } from './marks'
import { objectText } from './outcomes'
import { objects } from './rebase'
import type { EditorSay } from './texts'

/** What the manifest and the cluster say of one object. */
export interface Known {
  /** The document as it was last applied. */
  readonly document: JsonObject
  /** The object as it was then: what it says otherwise now, somebody else has changed. */
  readonly object: JsonObject
}

/** An object of the manifest that somebody has changed, or deleted, elsewhere. */
export interface Elsewhere {
  readonly identity: Identity
  /** As kubectl names it. */
  readonly object: string
  readonly what: 'changed' | 'deleted'
  /** The line of its document's `kind`. */
  readonly line: number
  /** Field by field; nothing for what was deleted. */
  readonly differences: readonly Difference[]
}

/** How the cluster goes beyond the manifest. */
export interface Beyond {
  /** What people have made that no document names. */
  readonly also: readonly MadeObject[]
  readonly changed: readonly Elsewhere[]
}

/** The cluster is as the manifest says. */
export const nothingBeyond: Beyond = { also: [], changed: [] }

/** What was changed elsewhere, field by field. */
export const driftOf = (known: Known, live: JsonObject): readonly Difference[] =>
  differences(withMaps(wanted(known.object)), withMaps(wanted(live)))

/** Labels and annotations are told one by one, also the first. */
function withMaps(object: JsonObject): JsonObject {
  const metadata = own(object, 'metadata')
  const given = isObject(metadata) ? metadata : {}
  return { ...object, metadata: { labels: {}, annotations: {}, ...given } }
}

/** A document with what was changed elsewhere taken in. */
export const withDrift = ({ document, object }: Known, live: JsonObject): JsonObject =>
  objects(document, wanted(object), wanted(live))

/**
 * The object as it would be, had nobody else changed it, after one's own change made `after` of
 * `before`: what others had changed stays known as theirs.
 */
export const baseAfter = (
  base: JsonObject,
  { before, after }: { readonly before: JsonObject; readonly after: JsonObject },
): JsonObject => objects(base, before, after)

/**
 * What of a document that others' changes were taken into was there before: the rest need not be
 * said where it goes without saying.
 */
export function alreadySaid(document: JsonObject, before: JsonObject): JsonObject {
  const said: { [key: string]: Json } = {}
  for (const [key, value] of Object.entries(document)) {
    const each = saidBefore(value, own(before, key))
    if (each !== undefined) said[key] = each
  }
  return said
}

function saidBefore(value: Json, was: Json | undefined): Json | undefined {
  if (isObject(value)) return isObject(was) ? alreadySaid(value, was) : undefined
  if (!isList(value)) return value
  if (!isList(was)) return undefined
  return value.slice(0, was.length).map((item, at) => saidBefore(item, was[at]) ?? item)
}

/** Objects that people have made, but for those that documents name. */
export function madeElsewhere(
  made: readonly MadeObject[],
  named: readonly Identity[],
): readonly MadeObject[] {
  const here = new Set(named.map(placeOf))
  return made.filter((each) => !here.has(placeOf(each)))
}

// One object has one name in all versions of its group.
const placeOf = ({ apiVersion, kind, namespace, name }: Identity): string => {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : ''
  return [group, kind, namespace, name].join(' ')
}

/** One object that differs from its document, for the list. */
export const elsewhere = (
  identity: Identity,
  found: Pick<Elsewhere, 'what' | 'line' | 'differences'>,
): Elsewhere => ({ identity, object: objectText(identity), ...found })

/** What is noted beside documents whose objects are others now, instead of what came of them. */
export function remarksWith(
  remarks: readonly Remark[],
  { changed }: Beyond,
  say: EditorSay,
): readonly Remark[] {
  const theirs = changed.map(({ line, what, differences: [first, ...more] }) => {
    const word = say(what === 'deleted' ? 'deletedThere' : 'changedThere')
    const text = first ? say('firstThere', { word, first: shortText(first) }) : word
    const others = more.length > 0 ? ` +${more.length}` : ''
    return { line, text: text + others, tone: 'wait' as const }
  })
  const lines = new Set(theirs.map(({ line }) => line))
  return [...remarks.filter(({ line }) => !lines.has(line)), ...theirs]
}

const longest = 24

/** `spec.replicas 3 → 5`; a line is not broken between the values. */
function shortText({ path, before, after }: Difference): string {
  const [was, is] = [before, after].map((value) => {
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '∅')
    return text.length > longest ? `${text.slice(0, longest)}…` : text
  })
  return `${path} ${was}\u00a0→\u00a0${is}`
}
