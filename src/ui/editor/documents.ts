import type { Applied } from '../../kubectl/apply'
import type { AppliedAll } from '../../kubectl/apply-all'
import { identityText } from '../../kubectl/apply-all'
import type { Identity } from '../../kubectl/connection'
import type { ManifestDocument } from '../../scenarios/manifest'
import { baseAfter, type Known } from './elsewhere'
import { type Outcome, objectText } from './outcomes'
import type { Moment } from './past'

/** A document of the text, and what it says without comments and layout. */
export interface Said {
  readonly document: ManifestDocument
  readonly json: string
}

/** With the object it names, if that can be said. */
export interface Named extends Said {
  readonly identity: Identity | undefined
}

/** How documents are applied. */
export interface Plan {
  readonly text: string
  /** What the manifest has and is not touched. */
  readonly stay: readonly Identity[]
  /** What it had. */
  readonly owned: readonly Identity[]
  /** Only what differs from what was said before. */
  readonly since: boolean
}

/** Whether a document says what it said when it was last applied. */
export const isApplied = ({ identity, json }: Named, { applied }: Moment): boolean =>
  identity !== undefined && applied.get(identityText(identity)) === json

export const isWrite = ({ outcome }: Outcome): boolean =>
  outcome !== 'unchanged' && outcome !== 'refused'

/** Documents as they were last applied, once these have been. */
export function appliedAfter(
  before: ReadonlyMap<string, string>,
  said: readonly Said[],
  done: AppliedAll,
): ReadonlyMap<string, string> {
  const applied = new Map(before)
  for (const { identity } of done.removed) applied.delete(identityText(identity))
  for (const [index, each] of done.applied.entries()) {
    if (!each.identity) continue
    const name = identityText(each.identity)
    if (each.result === 'refused') applied.delete(name)
    else applied.set(name, said[index]?.json ?? '')
  }
  return applied
}

/** What the cluster made of documents, once these have been applied. */
export function knownAfter(
  before: ReadonlyMap<string, Known>,
  said: readonly Said[],
  { done, since }: { readonly done: AppliedAll; readonly since: boolean },
): ReadonlyMap<string, Known> {
  const known = new Map(before)
  for (const { identity, status } of done.removed) {
    if (!status) known.delete(identityText(identity))
  }
  for (const [index, each] of done.applied.entries()) {
    const document = said[index]?.document.object
    if (each.result === 'refused' || !document) continue
    const name = identityText(each.identity)
    const base = since && each.before ? before.get(name)?.object : undefined
    const versions = { before: each.before ?? each.object, after: each.object }
    known.set(name, { document, object: base ? baseAfter(base, versions) : each.object })
  }
  return known
}

export const documentsOf = (said: readonly Said[]) => said.map(({ document }) => document)
export const objectsOf = (said: readonly Said[]) => said.map(({ document }) => document.object)

export const includes = (identities: readonly Identity[], one: Identity): boolean =>
  identities.some((each) => identityText(each) === identityText(one))

/** As many objects are named when a change is told of. */
const objectsNamed = 3

/** What a change is about: the first few by name. */
export function listText(what: readonly Identity[]): string {
  const shown = what.slice(0, objectsNamed).map(objectText).join(', ')
  return what.length > objectsNamed ? `${shown} +${what.length - objectsNamed}` : shown
}

/** A cluster that has just been made from a text: what is in both is the manifest's own. */
export function momentOf(text: string, said: readonly Said[], results: readonly Applied[]): Moment {
  const owned: Identity[] = []
  const applied = new Map<string, string>()
  const known = new Map<string, Known>()
  for (const [index, each] of results.entries()) {
    const one = said[index]
    if (!one || (each.result !== 'unchanged' && each.result !== 'configured')) continue
    const name = identityText(each.identity)
    owned.push(each.identity)
    applied.set(name, one.json)
    known.set(name, { document: one.document.object, object: each.before ?? each.object })
  }
  return { at: 0, text, applied, owned, known }
}
