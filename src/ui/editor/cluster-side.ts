import type { FieldRef } from '../../engine/api/object'
import { apply } from '../../kubectl/apply'
import { identityText } from '../../kubectl/apply-all'
import { type Connection, type Identity, objectIn, refusalIn } from '../../kubectl/connection'
import { isList, isObject, type Json, type JsonObject, own } from '../../kubectl/json'
import { pathTo } from '../../kubectl/resources/naming'
import { threeWayPatch } from '../../kubectl/three-way-patch'
import type { MadeObject } from '../../projection/made'
import { appendDocument, changeDocument, removeDocument } from '../../scenarios/edit-manifest'
import { parseManifest } from '../../scenarios/manifest'
import { wanted } from '../../scenarios/wanted'
import type { Playground } from '../store'
import { appliedText, asWritten } from './clean'
import type { Named } from './documents'
import {
  alreadySaid,
  type Beyond,
  driftOf,
  type Elsewhere,
  elsewhere,
  type Known,
  madeElsewhere,
  withDrift,
} from './elsewhere'
import type { Moment } from './past'

/** As much of the session as its cluster's side needs. */
interface Session {
  readonly link: Connection
  readonly memory: Moment
  documents(): Promise<readonly Named[]>
  next(job: () => Promise<void>): Promise<void>
  asChange(what: readonly Identity[], job: () => Promise<void>): Promise<void>
  putApplied(text: string, known: Partial<Pick<Moment, 'applied' | 'owned' | 'known'>>): void
}

interface Surroundings {
  readonly playground: Playground
  readonly session: Session
  publish(beyond: Beyond): void
}

/** The text before and after an object was taken in. */
interface Taken {
  readonly before: string
  readonly after: string
  readonly name: string
}

/** As many can be undone in the editor; each holds two texts. */
const takesKept = 50

/** How often the cluster is looked at, while it changes. */
const pauseMillis = 500

/**
 * What others have done: the terminal, the picture's buttons. Nothing of it is undone by itself;
 * whoever wants takes it into the text, or has the text applied once more.
 */
export class ClusterSide {
  private timer: ReturnType<typeof setTimeout> | undefined
  /** Texts around each take: who goes straight back from one to the other has undone it. */
  private taken: readonly Taken[] = []

  /** What others had changed when it was last looked. */
  private changed: readonly Elsewhere[] = []

  constructor(private readonly around: Surroundings) {
    around.playground.subscribe(({ mended }, before) => {
      if (mended && mended !== before.mended) void this.takeMended(mended)
    })
  }

  /** Compares text and cluster, once neither has changed for a moment. */
  lookSoon(): void {
    const { session } = this.around
    this.timer ??= setTimeout(() => {
      this.timer = undefined
      void session.next(() => this.look())
    }, pauseMillis)
  }

  /** Takes objects that no document names into the text, which has them from then on. */
  take(made: readonly MadeObject[]): Promise<void> {
    const { session, playground } = this.around
    return session.next(async () => {
      for (const one of made) await this.takeOne(one)
      const { manifest } = playground.getState().scenario
      const last = parseManifest(manifest).documents.at(-1)
      if (last) playground.actions.reveal({ line: last.span.line })
      await this.look()
    })
  }

  /**
   * What the page itself proposed, and somebody agreed to, belongs into the document, as if it had
   * been typed there. Unless others had changed the object besides: that stays for them to take.
   */
  private async takeMended({ kind, key }: FieldRef): Promise<void> {
    const isMended = ({ identity }: { readonly identity: Identity | undefined }) =>
      identity?.kind === kind && identity.namespace === key.namespace && identity.name === key.name
    if (this.changed.some(isMended)) return
    const documents = await this.around.session.documents()
    const identity = documents.find(isMended)?.identity
    if (identity) await this.takeChanges(identity)
  }

  /** Takes what was changed elsewhere into an object's document. */
  takeChanges(identity: Identity): Promise<void> {
    return this.with(identity, async ({ known, live, document }) => {
      const { session, playground } = this.around
      if (!live) return
      const { object: from } = document
      const rebased = withDrift({ ...known, document: from }, live)
      const said = alreadySaid(rebased, wanted(known.object))
      const written = await asWritten(session.link, asLive(rebased, live), said)
      const to = withSaid(written, said) as JsonObject
      const { manifest } = playground.getState().scenario
      const text = changeDocument(manifest, document, { from, to })
      const isApplied = JSON.stringify(known.document) === JSON.stringify(from)
      this.keep(text, identity, { document: isApplied ? to : known.document, object: live })
    })
  }

  /** Sets back what was changed elsewhere, or makes what was deleted again. */
  applyAgain(identity: Identity): Promise<void> {
    return this.with(identity, async ({ known, live, document }) => {
      const { session, playground } = this.around
      await session.asChange([identity], async () => {
        const object = live
          ? await this.setBack(identity, known, live)
          : await this.makeAgain(document.object)
        const { manifest } = playground.getState().scenario
        if (object) this.keep(manifest, identity, { ...known, object })
      })
    })
  }

  /** Takes the document of an object that is no more out of the text. */
  removeHere(identity: Identity): Promise<void> {
    return this.with(identity, async ({ document }) => {
      const { manifest } = this.around.playground.getState().scenario
      this.disown([identityText(identity)], removeDocument(manifest, document))
    })
  }

  /** Who undoes a take in the editor wants the text as it was, and the object to stay. */
  disownUntaken(text: string): void {
    const now = this.around.session.memory.text
    const untaken = this.taken.find(({ before, after }) => before === text && after === now)
    if (untaken) this.disown([untaken.name], text)
  }

  private disown(names: readonly string[], text: string): void {
    const { session } = this.around
    const { applied, owned, known } = session.memory
    const stays = ([name]: readonly [string, unknown]) => !names.includes(name)
    session.putApplied(text, {
      applied: new Map([...applied].filter(stays)),
      known: new Map([...known].filter(stays)),
      owned: owned.filter((each) => !names.includes(identityText(each))),
    })
  }

  private keep(text: string, identity: Identity, known: Known): void {
    const { session } = this.around
    const { memory } = session
    const name = identityText(identity)
    session.putApplied(text, {
      applied: new Map([...memory.applied, [name, JSON.stringify(known.document)]]),
      known: new Map([...memory.known, [name, known]]),
      owned: [...memory.owned.filter((each) => identityText(each) !== name), identity],
    })
  }

  private async takeOne(identity: Identity): Promise<void> {
    const { session, playground } = this.around
    const live = await this.read(identity)
    if (!live) return
    const written = await asWritten(session.link, live, appliedText(live))
    const before = playground.getState().scenario.manifest
    const text = appendDocument(before, written)
    const document = parseManifest(text).documents.at(-1)?.object ?? written
    const taken = { before, after: text, name: identityText(identity) }
    this.taken = [...this.taken, taken].slice(-takesKept)
    this.keep(text, identity, { document, object: live })
  }

  private async look(): Promise<void> {
    const { session, playground, publish } = this.around
    const { known } = session.memory
    const documents = await session.documents()
    const changed: Elsewhere[] = []
    for (const { identity, document } of documents) {
      const entry = identity && known.get(identityText(identity))
      if (!entry) continue
      const live = await this.read(identity)
      const differences = live ? driftOf(entry, live) : []
      const what = live ? 'changed' : 'deleted'
      const { line } = document.at('kind')
      if (!live || differences.length > 0) {
        changed.push(elsewhere(identity, { what, line, differences }))
      }
    }
    const named = documents.flatMap(({ identity }) => identity ?? [])
    this.changed = changed
    publish({ also: madeElsewhere(playground.getState().picture.made, named), changed })
  }

  private with(
    identity: Identity,
    job: (found: {
      readonly known: Known
      readonly live: JsonObject | undefined
      readonly document: Named['document']
    }) => Promise<void>,
  ): Promise<void> {
    const { session } = this.around
    return session.next(async () => {
      const name = identityText(identity)
      const known = session.memory.known.get(name)
      const documents = await session.documents()
      const named = documents.find((each) => each.identity && identityText(each.identity) === name)
      if (known && named) {
        await job({ known, live: await this.read(identity), document: named.document })
      }
      await this.look()
    })
  }

  private async read(identity: Identity): Promise<JsonObject | undefined> {
    const { link } = this.around.session
    const kind = await link.kind(identity.apiVersion, identity.kind)
    if (!kind) return undefined
    const path = pathTo(kind, identity.namespace, identity.name)
    const response = await link.client.request({ method: 'GET', path })
    return refusalIn(response) ? undefined : objectIn(response)
  }

  private async setBack(
    identity: Identity,
    { object }: Known,
    live: JsonObject,
  ): Promise<JsonObject | undefined> {
    const { session, playground } = this.around
    const kind = await session.link.kind(identity.apiVersion, identity.kind)
    if (!kind) return undefined
    const [was, is] = [wanted(object), wanted(live)]
    const schema = await session.link.patchSchema(kind)
    const response = await session.link.client.request({
      method: 'PATCH',
      path: pathTo(kind, identity.namespace, identity.name),
      headers: { 'content-type': 'application/strategic-merge-patch+json' },
      body: threeWayPatch({ applied: is, wanted: was, live: is }, schema),
    })
    const refused = refusalIn(response)
    if (!refused) return objectIn(response)
    playground.actions.notify({ kind: 'refused', message: refused.message ?? '' })
    return undefined
  }

  private async makeAgain(document: JsonObject): Promise<JsonObject | undefined> {
    const { session, playground } = this.around
    const made = await apply(session.link, document)
    if (made.result !== 'refused') return made.object
    playground.actions.notify({ kind: 'refused', message: made.status.message ?? '' })
    return undefined
  }
}

/** A document as the object it is about. */
function asLive(document: JsonObject, { metadata }: JsonObject): JsonObject {
  const given = (document['metadata'] ?? {}) as JsonObject
  const { namespace = 'default' } = metadata as { readonly namespace?: string }
  return { ...document, metadata: { ...given, namespace } }
}

/** What a document said before it says still, whatever goes without saying. */
function withSaid(written: Json, said: Json): Json {
  if (isList(written) && isList(said)) {
    return written.map((each, at) => withSaid(each, said[at] ?? each))
  }
  if (!isObject(written) || !isObject(said)) return written
  const all = Object.entries({ ...said, ...written })
  return Object.fromEntries(
    all.map(([key, value]) => [key, withSaid(value, own(said, key) ?? value)]),
  )
}
