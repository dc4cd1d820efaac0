import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  type Applied,
  type AppliedAll,
  applyAll,
  Connection,
  type Identity,
  identify,
  identityText,
} from '../../kubectl'
import { type Manifest, type ManifestDocument, parseManifest, type Span } from '../../scenarios'
import type { ManifestPlace, Playground, PlaygroundState } from '../store'
import { allFindings, answerFindings, type Finding, problemOf, textFindings } from './findings'
import { type Change, changesOf, type Outcome, outcomesOf } from './outcomes'
import { type Moment, momentAt, nothingYet, withMoment, withoutFuture } from './past'
import { spanOf } from './places'

/** How the manifest stands to the cluster. */
export interface SessionState {
  /** `broken`: the text cannot be read. `idle`: nothing has been done yet. */
  readonly phase: 'idle' | 'broken' | 'working' | 'settled'
  /** Of the latest time that something was applied. */
  readonly outcomes: readonly Outcome[]
  /** What applying would do; empty while 'live' is on. */
  readonly changes: readonly Change[]
  readonly findings: readonly Finding[]
}

/** How long typing must rest before the text is read, and before it is applied. */
const pauseMillis = { read: 150, apply: 400 } as const
/** How long the scrubber must rest before it is asked what applying would do there. */
const restMillis = 300

/** A document of the text, and what it says without comments and layout. */
interface Said {
  readonly document: ManifestDocument
  readonly json: string
}

/** With the object it names, if that can be said. */
interface Named extends Said {
  readonly identity: Identity | undefined
}

/**
 * Keeps the cluster as the manifest says: while 'live' is on with every pause in typing, else when
 * asked. Typing applies only documents that are others than when they were last applied, so that
 * what was changed elsewhere (a Deployment scaled by hand) stays until its own document changes;
 * asking applies them all. After a seek into the past, what had been applied by then counts.
 */
export class ManifestSession {
  readonly state: StoreApi<SessionState>
  private connection: Connection
  /** What was applied when, oldest first. */
  private past: readonly Moment[] = []
  /** The text that the cluster was made from. */
  private opened: string
  /** What came of documents, by what they say: it holds for as long as they say the same. */
  private results = new Map<string, Applied>()
  private manifest: Manifest = { documents: [], problems: [] }
  private said: readonly Said[] = []
  private text = ''
  private schema: readonly Finding[] = []
  private timers: ReturnType<typeof setTimeout>[] = []
  private work: Promise<void> = Promise.resolve()
  private cluster = 0

  constructor(private readonly playground: Playground) {
    this.state = createStore<SessionState>(() => ({
      phase: 'idle',
      outcomes: [],
      changes: [],
      findings: [],
    }))
    this.connection = new Connection(playground.client)
    const { loading, scenario } = playground.getState()
    this.opened = scenario.manifest
    if (!loading) this.begin()
    playground.subscribe((after, before) => {
      if (after.opened !== before.opened) this.opened = after.scenario.manifest
      if (after.loading) this.stop()
      else if (before.loading) this.begin()
      else if (after.scenario.manifest !== before.scenario.manifest) this.typed()
      else if (isLive(after.scenario) !== isLive(before.scenario)) this.follow()
      else if (after.picture !== before.picture) this.timePassed(after.picture, before.picture)
    })
  }

  /** The text that was last applied by an instant, if that is known. */
  textAt(now: number): string | undefined {
    return momentAt(this.past, now)?.text
  }

  /**
   * Goes on from the instant that is shown, with the manifest of that instant: what came after it
   * is forgotten, as any input in the past forgets it.
   */
  restore(): void {
    const { actions, client, getState } = this.playground
    const { picture, scenario } = getState()
    const text = this.textAt(picture.now)
    if (text === undefined) return
    client.traffic(scenario.traffic)
    actions.setManifest(text)
  }

  /** Applies every document now. */
  apply(): Promise<void> {
    this.stop()
    this.read()
    return this.next(() => this.applyText('all'))
  }

  /** Where a place is in the text as it is now. */
  find(place: ManifestPlace): Span | undefined {
    this.read()
    return spanOf(this.manifest, place)
  }

  /** What the schema has against the text, from whoever checks it. */
  setSchemaFindings(findings: readonly Finding[]): void {
    this.schema = findings
    this.publish({})
  }

  /** A cluster that has just been made from the text: what is in both is the manifest's own. */
  private begin(): void {
    this.cluster += 1
    this.connection = new Connection(this.playground.client)
    this.past = [{ ...nothingYet, text: this.opened }]
    this.results.clear()
    this.schema = []
    this.state.setState({ phase: 'idle', outcomes: [], changes: [] })
    this.read(this.opened)
    void this.next(() => this.compare())
    // Somebody may have typed meanwhile.
    if (this.playground.getState().scenario.manifest !== this.opened) this.typed()
  }

  private get now(): number {
    return this.playground.getState().picture.now
  }
  private get memory(): Moment {
    return momentAt(this.past, this.now) ?? this.past[0] ?? nothingYet
  }

  private timePassed(after: Instants, before: Instants): void {
    if (after.end < before.end) this.past = withoutFuture(this.past, after.now)
    if (after.era === before.era || isLive(this.playground.getState().scenario)) return
    this.stop()
    this.timers = [setTimeout(() => this.follow(), restMillis)]
  }

  private typed(): void {
    this.stop()
    this.timers = [
      setTimeout(() => this.read(), pauseMillis.read),
      setTimeout(() => this.follow(), pauseMillis.apply),
    ]
  }

  private stop(): void {
    for (const timer of this.timers) clearTimeout(timer)
    this.timers = []
  }

  private follow(): void {
    this.read()
    const live = isLive(this.playground.getState().scenario)
    void this.next(() => (live ? this.applyText('changed') : this.plan()))
  }

  /** One thing after another; what was meant for an earlier cluster is dropped. */
  private next(job: () => Promise<void>): Promise<void> {
    const { cluster } = this
    const done = this.work.then(() => (cluster === this.cluster ? job() : undefined))
    this.work = done.catch((error: unknown) => {
      this.publish({ phase: 'idle' })
      reportError(error)
    })
    return done
  }

  private read(manifest = this.playground.getState().scenario.manifest): void {
    if (manifest === this.text) return
    this.text = manifest
    this.manifest = parseManifest(manifest)
    this.said = this.manifest.documents.map((document) => ({
      document,
      json: JSON.stringify(document.object),
    }))
    this.publish(this.isBroken() ? { phase: 'broken' } : {})
  }

  private isBroken = (): boolean =>
    this.manifest.problems.some(({ severity }) => severity === 'error')

  private async applyText(which: 'all' | 'changed'): Promise<void> {
    if (this.isBroken()) return this.publish({ phase: 'broken', changes: [] })
    this.publish({ phase: 'working' })
    const { memory, text, said } = this
    const all = await Promise.all(said.map((each) => this.named(each)))
    const go = which === 'all' ? all : all.filter((each) => !isApplied(each, memory))
    const stay = all.filter((each) => !go.includes(each)).flatMap(({ identity }) => identity ?? [])
    const owned = memory.owned.filter((each) => !includes(stay, each))
    if (go.length === 0 && owned.length === 0) {
      // Comments are part of a text, too.
      if (text !== memory.text) this.keep({ ...memory, text }, { wrote: false })
      return this.publish({ phase: 'settled' })
    }
    const done = await applyAll(this.connection, objectsOf(go), { owned })
    const outcomes = outcomesOf(documentsOf(go), done)
    const applied = appliedAfter(memory.applied, go, done)
    this.keepResults(go, done)
    this.keep({ text, applied, owned: [...stay, ...done.owned] }, { wrote: outcomes.some(isWrite) })
    this.publish({ phase: 'settled', outcomes, changes: [] })
  }

  private keep(known: Omit<Moment, 'at'>, how: { readonly wrote: boolean }): void {
    this.past = withMoment(this.past, { ...known, at: this.now }, how)
  }

  /** Finds out what applying would do, without doing it. */
  private async plan(): Promise<void> {
    if (this.isBroken()) return this.publish({ phase: 'broken', changes: [] })
    const { said } = this
    const tried = await this.tryOut(said)
    const changes = changesOf(documentsOf(said), tried)
    this.publish({ phase: 'settled', outcomes: [], changes })
  }

  /** The same for a new cluster: what is refused now was refused when it was made. */
  private async compare(): Promise<void> {
    if (this.isBroken()) return this.publish({ phase: 'broken' })
    const { said } = this
    const { applied } = await this.tryOut(said)
    const owned: Identity[] = []
    const known = new Map<string, string>()
    for (const [index, each] of applied.entries()) {
      if (each.result !== 'unchanged' && each.result !== 'configured') continue
      owned.push(each.identity)
      known.set(identityText(each.identity), said[index]?.json ?? '')
    }
    this.past = [{ at: 0, text: this.opened, applied: known, owned }]
    this.publish({ phase: 'settled' })
  }

  private async tryOut(said: readonly Said[]): Promise<AppliedAll> {
    const { owned } = this.memory
    const tried = await applyAll(this.connection, objectsOf(said), { owned, dryRun: true })
    this.keepResults(said, tried)
    return tried
  }

  private async named(said: Said): Promise<Named> {
    return { ...said, identity: await identify(this.connection, said.document.object) }
  }

  private keepResults(said: readonly Said[], { applied }: AppliedAll): void {
    const here = new Set(this.said.map(({ json }) => json))
    for (const json of this.results.keys()) if (!here.has(json)) this.results.delete(json)
    for (const [index, { json }] of said.entries()) {
      const result = applied[index]
      if (result) this.results.set(json, result)
    }
  }

  private publish(changed: Partial<SessionState>): void {
    const answers = this.said.flatMap(({ document, json }) => {
      const result = this.results.get(json)
      return result ? answerFindings(this.text, document, result) : []
    })
    const findings = allFindings(textFindings(this.manifest), answers, this.schema)
    this.state.setState({ ...changed, findings })
    this.playground.actions.setProblems('manifest', findings.map(problemOf))
  }
}

/** Where a picture stands in time. */
type Instants = Pick<PlaygroundState['picture'], 'now' | 'end' | 'era'>

const isLive = ({ view }: { readonly view: { readonly live?: boolean } }): boolean =>
  view.live ?? true

const isApplied = ({ identity, json }: Named, { applied }: Moment): boolean =>
  identity !== undefined && applied.get(identityText(identity)) === json

const isWrite = ({ outcome }: Outcome): boolean => outcome !== 'unchanged' && outcome !== 'refused'

/** Documents as they were last applied, once these have been. */
function appliedAfter(
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

const documentsOf = (said: readonly Said[]) => said.map(({ document }) => document)
const objectsOf = (said: readonly Said[]) => said.map(({ document }) => document.object)

const includes = (identities: readonly Identity[], one: Identity): boolean =>
  identities.some((each) => identityText(each) === identityText(one))

const sessions = new WeakMap<Playground, ManifestSession>()

/**
 * The session of a playground, which lasts as long as it: the pane may be folded away and come
 * back.
 */
export function sessionOf(playground: Playground): ManifestSession {
  const known = sessions.get(playground)
  if (known) return known
  const session = new ManifestSession(playground)
  sessions.set(playground, session)
  return session
}
