import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Turned } from '../../host/protocol'
import { identify } from '../../kubectl/apply'
import { type AppliedAll, applyAll, identityText } from '../../kubectl/apply-all'
import { Connection, type Identity } from '../../kubectl/connection'
import { looksDumped } from '../../scenarios/dump/looks-dumped'
import { type Manifest, parseManifest, type Span } from '../../scenarios/manifest'
import type { Scenario } from '../../scenarios/scenario'
import type { ChangedBy, ManifestPlace, OpenChange, Playground, PlaygroundState } from '../store'
import { Answers } from './answers'
import { ClusterSide } from './cluster-side'
import {
  appliedAfter,
  documentsOf,
  includes,
  isApplied,
  isWrite,
  knownAfter,
  listText,
  momentOf,
  type Named,
  objectsOf,
  type Plan,
  type Said,
} from './documents'
import { nothingBeyond } from './elsewhere'
import { allFindings, type Finding, problemOf, textFindings } from './findings'
import { firstDifference } from './first-difference'
import { changesOf, outcomesOf } from './outcomes'
import {
  type Moment,
  momentAt,
  nothingYet,
  withMoment,
  withoutChanges,
  withoutFuture,
} from './past'
import { spanOf } from './places'
import type { SessionState } from './session-state'

/** How long typing rests before it is read, and applied. */
const pauseMillis = { read: 150, apply: 400 } as const
/** How long the scrubber must rest before it is asked what applying would do there. */
const restMillis = 300
/** Of as many clusters that were left it is known what had been applied: more than come back. */
const leftKept = 5

/**
 * Keeps the cluster as the manifest says: while 'live' is on with every pause in typing, else when
 * asked. Typing applies what a document says otherwise than when it was last applied: what was
 * changed elsewhere stays, and is told of. Asking applies all. In the past, that of then counts.
 */
export class ManifestSession {
  readonly state: StoreApi<SessionState>
  /** What others have done to the cluster, and how the text takes it in. */
  readonly side: ClusterSide
  private connection: Connection
  /** Under way: what is asked for now belongs to it. */
  private change: OpenChange | undefined
  /** A text that is put into the pane and is applied already. */
  private put: string | undefined
  /** The pane as it was before each undo. */
  private readonly undone: { readonly past: readonly Moment[]; readonly text: string }[] = []
  /** What was applied when, oldest first; the same of clusters that were left. */
  private past: readonly Moment[] = []
  private left: ReadonlyMap<number, readonly Moment[]> = new Map()
  /** The text that the cluster was made from. */
  private opened: string
  private readonly answers = new Answers()
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
      beyond: nothingBeyond,
    }))
    this.connection = this.connect()
    this.side = new ClusterSide({
      playground,
      session: this,
      publish: (beyond) => this.state.setState({ beyond }),
    })
    const { loading, scenario } = playground.getState()
    this.opened = scenario.manifest
    if (!loading) this.begin()
    playground.subscribe((after, before) => {
      if (after.opened !== before.opened) this.leave(before.opened, after.scenario)
      if (after.loading) this.stop()
      else if (before.loading) this.begin()
      else if (after.turned && after.turned !== before.turned) this.turned(after.turned)
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
  apply(by: ChangedBy = 'manifest'): Promise<void> {
    this.stop()
    this.read()
    return this.next(() => this.applyText('all', by))
  }

  /** Puts a text into the pane that is applied already. */
  putApplied(text: string, known: Partial<Pick<Moment, 'applied' | 'owned' | 'known'>>): void {
    this.keep({ ...this.memory, ...known, text }, { wrote: false })
    this.putText(text)
  }

  /** What the text was read as last. */
  get parsed(): Manifest {
    this.read()
    return this.manifest
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

  private connect(): Connection {
    const { client } = this.playground
    return new Connection({ request: (request) => (this.change ?? client).request(request) })
  }

  private putText(text: string): void {
    this.stop()
    this.put = text
    const { actions, getState } = this.playground
    const { manifest } = getState().scenario
    actions.setManifest(text)
    actions.reveal({ line: firstDifference(manifest, text) })
  }

  /** The text of then comes back with the cluster of then; text that was never applied stays. */
  private turned({ how, changes, to }: Turned): void {
    const { manifest } = this.playground.getState().scenario
    const isApplied = manifest === this.memory.text
    if (how === 'undone') {
      this.undone.push({ past: this.past, text: manifest })
      this.past = withoutChanges(this.past, { changes: changes.map(({ id }) => id), to })
      const text = this.past.at(-1)?.text ?? manifest
      if (isApplied && text !== manifest) this.putText(text)
      return
    }
    const before = this.undone.pop()
    if (!before) return
    this.past = before.past
    if (isApplied && before.text !== manifest) this.putText(before.text)
  }

  private leave(opened: number, { manifest }: Scenario): void {
    this.left = new Map([...this.left, [opened, this.past] as const].slice(-leftKept))
    this.opened = manifest
  }

  /**
   * A cluster that has just been made from the text: what is in both is the manifest's own. Or one
   * that was left before: what had been applied there is known.
   */
  private begin(): void {
    const { opened, scenario } = this.playground.getState()
    const known = this.left.get(opened)
    this.cluster += 1
    this.connection = this.connect()
    this.undone.length = 0
    this.past = known ?? [{ ...nothingYet, text: this.opened }]
    this.answers.clear()
    this.schema = []
    this.state.setState({ phase: 'idle', outcomes: [], changes: [], beyond: nothingBeyond })
    this.read(this.opened)
    void this.next(() => this.compare(known))
    // Somebody may have typed meanwhile.
    if (scenario.manifest !== this.memory.text) this.typed()
  }

  get link(): Connection {
    return this.connection
  }
  private get now(): number {
    return this.playground.getState().picture.now
  }
  /** How the manifest stood to the cluster at the instant that is shown. */
  get memory(): Moment {
    return momentAt(this.past, this.now) ?? this.past[0] ?? nothingYet
  }

  private timePassed(after: Instants, before: Instants): void {
    if (after.end < before.end) this.past = withoutFuture(this.past, after.now)
    const isOther = after.revision !== before.revision || after.era !== before.era
    if (isOther || after.made !== before.made) this.side.lookSoon()
    if (after.era === before.era || isLive(this.playground.getState().scenario)) return
    this.stop()
    this.timers = [setTimeout(() => this.follow(), restMillis)]
  }

  private typed(): void {
    const { manifest } = this.playground.getState().scenario
    const isPut = manifest === this.put
    this.put = undefined
    this.stop()
    this.side.lookSoon()
    if (isPut) this.read()
    if (isPut && isLive(this.playground.getState().scenario)) return
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
    // What a server wrote would be refused: it is to be cleaned first.
    const live = isLive(this.playground.getState().scenario) && !looksDumped(this.text)
    void this.next(() => (live ? this.applyText('changed') : this.plan()))
  }

  /** One thing after another; what was meant for an earlier cluster is dropped. */
  next(job: Job): Promise<void> {
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

  /** Does something as one change: what it asks of the cluster is undone as one. */
  async asChange(what: readonly Identity[], job: Job, by: ChangedBy = 'manifest'): Promise<void> {
    this.change = this.playground.actions.change(`YAML: ${listText(what)}`, by)
    try {
      await job()
    } finally {
      this.change = undefined
    }
  }

  private async applyText(which: 'all' | 'changed', by?: ChangedBy): Promise<void> {
    if (this.isBroken()) return this.publish({ phase: 'broken', changes: [] })
    this.publish({ phase: 'working' })
    this.side.disownUntaken(this.text)
    const { memory, text } = this
    const all = await this.documents()
    const go = which === 'all' ? all : all.filter((each) => !isApplied(each, memory))
    const stay = all.filter((each) => !go.includes(each)).flatMap(({ identity }) => identity ?? [])
    const owned = memory.owned.filter((each) => !includes(stay, each))
    if (go.length === 0 && owned.length === 0) {
      // Comments are part of a text, too.
      if (text !== memory.text) this.keep({ ...memory, text }, { wrote: false })
      return this.publish({ phase: 'settled' })
    }
    const what = go.flatMap(({ identity }) => identity ?? [])
    const gone = owned.filter((each) => !includes(what, each))
    const plan = { text, stay, owned, since: which === 'changed' }
    await this.asChange([...gone, ...what], () => this.applyDocuments(go, plan), by)
  }

  private async applyDocuments(
    go: readonly Named[],
    { text, stay, owned, since }: Plan,
  ): Promise<void> {
    const { memory } = this
    const before = go.map(({ identity }) => {
      const known = identity && memory.known.get(identityText(identity))
      return since ? known?.document : undefined
    })
    const done = await applyAll(this.connection, objectsOf(go), { owned, since: before })
    const outcomes = outcomesOf(documentsOf(go), done)
    const applied = appliedAfter(memory.applied, go, done)
    const known = knownAfter(memory.known, go, { done, since })
    this.answers.keep(go, done, this.said)
    const wrote = outcomes.some(isWrite)
    this.keep({ text, applied, known, owned: [...stay, ...done.owned] }, { wrote })
    this.publish({ phase: 'settled', outcomes, changes: [] })
    this.side.lookSoon()
  }

  /** Every document of the text, with what it names. */
  documents(): Promise<readonly Named[]> {
    this.read()
    const identityOf = ({ document }: Said) => identify(this.connection, document.object)
    return Promise.all(
      this.said.map(async (each) => ({ ...each, identity: await identityOf(each) })),
    )
  }

  private keep(known: Omit<Moment, 'at' | 'changes'>, how: { readonly wrote: boolean }): void {
    const latest = this.playground.getState().history.undo
    const changes = [this.change, latest].flatMap((each) => each?.id ?? [])
    this.past = withMoment(this.past, { ...known, changes, at: this.now }, how)
  }

  /** Finds out what applying would do, without doing it. */
  private async plan(): Promise<void> {
    if (this.isBroken()) return this.publish({ phase: 'broken', changes: [] })
    this.side.disownUntaken(this.text)
    const { said } = this
    const tried = await this.tryOut(said)
    const changes = changesOf(documentsOf(said), tried)
    this.publish({ phase: 'settled', outcomes: [], changes })
  }

  /** The same for a new cluster: what is refused now was refused when it was made. */
  private async compare(known: readonly Moment[] | undefined): Promise<void> {
    if (this.isBroken()) return this.publish({ phase: 'broken' })
    const { said } = this
    const { applied } = await this.tryOut(said)
    if (!known) this.past = [momentOf(this.opened, said, applied)]
    this.publish({ phase: 'settled' })
  }

  private async tryOut(said: readonly Said[]): Promise<AppliedAll> {
    const { owned } = this.memory
    const tried = await applyAll(this.connection, objectsOf(said), { owned, dryRun: true })
    this.answers.keep(said, tried, this.said)
    return tried
  }

  private publish(changed: Partial<SessionState>): void {
    const answers = this.answers.findings(this.text, this.said)
    const findings = allFindings(textFindings(this.manifest), answers, this.schema)
    this.state.setState({ ...changed, findings })
    this.playground.actions.setProblems('manifest', findings.map(problemOf))
  }
}

type Job = () => Promise<void>
/** Where a picture stands in time. */
type Instants = Pick<PlaygroundState['picture'], 'now' | 'end' | 'era' | 'revision' | 'made'>

const isLive = ({ view }: { readonly view: { readonly live?: boolean } }): boolean =>
  view.live ?? true

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
