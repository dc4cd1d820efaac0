import { Cluster, type ClusterOptions, milliseconds, seconds } from '../engine'
import type { Traffic } from '../engine/api/traffic'
// Not the whole of kubectl: its printers bring a YAML parser, and the worker begins without.
import { type AppliedAll, applyAll } from '../kubectl/apply-all'
import { Connection } from '../kubectl/connection'
import type { JsonObject } from '../scenarios/manifest'
import { objectsOf } from '../scenarios/objects'
import type { Past } from '../scenarios/past'
import type { Scenario } from '../scenarios/scenario'
import { directClient } from './direct-client'
import { type Begun, type CameTo, replaying } from './past'

/** How often the cluster is asked whether it has settled. */
const step = milliseconds(100)
/** A cluster that has not settled by then is shown as it is: something in it may never do. */
const patience = seconds(60)

/** What a cluster is opened with. */
export type Opened = Pick<Scenario, 'manifest' | 'traffic'> &
  Partial<ClusterOptions> & {
    /** The preset whose text the manifest is: it need not be read then. */
    readonly preset?: string | undefined
    /** What was done to it, and is done again before it is open. */
    readonly past?: Past | undefined
  }

/**
 * From a scenario to the cluster that is shown: the bare cluster settles, the manifest is
 * applied document by document, the cluster settles again, traffic begins, and what was done to it
 * before, if that came along, is done again. Every door opens
 * scenarios this way, in the same steps of simulated time, so that the same scenario is the same
 * cluster behind each of them.
 */
export class Opening {
  readonly cluster: Cluster
  /** What came of the manifest; absent until it has been applied. */
  applied: AppliedAll | undefined
  /** What became of what was done again. */
  came: CameTo | undefined
  private phase: 'starting' | 'applying' | 'settling' | 'replaying' | 'done' = 'starting'
  private inputs = 0
  private readonly opened: Opened
  private replay: ReturnType<typeof replaying> | undefined
  private since = 0
  private stop: number | undefined
  private revision = -1
  private traffic: readonly Traffic[]
  private readonly objects: Promise<readonly JsonObject[]>
  private application: Promise<void> | undefined

  /** `waits`: more of the engine is wanted for it than there was when it was begun before. */
  constructor(
    given: Opened,
    readonly waits = false,
  ) {
    const opened = { ...given, ...given.past?.opened }
    this.opened = opened
    this.traffic = opened.traffic
    const { seed, environment, mode, nodes, epoch, dualStack, upstream } = opened
    const options = { seed, environment, mode, nodes, epoch, dualStack, upstream }
    this.cluster = Cluster.create(
      Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
    )
    // Read meanwhile: by the time the bare cluster has settled, the parser may have come.
    this.objects = objectsOf(opened.manifest, opened.preset)
  }

  /** True while the manifest is waiting to be applied, or is being applied. */
  get applying(): boolean {
    return this.phase === 'applying'
  }
  get done(): boolean {
    return this.phase === 'done'
  }
  /** True once the manifest has been applied: from then on there is something to see. */
  get visible(): boolean {
    return this.phase === 'settling' || this.phase === 'replaying' || this.done
  }
  /** What it was opened with, for when what is done from here on is to be done again. */
  get begun(): Begun {
    const { inputs, since } = this
    const { manifest, mode } = this.opened
    const opened = { manifest, traffic: this.traffic, ...(mode && { mode }) }
    return { opened, inputs, last: this.cluster.inputs[inputs - 1], at: since }
  }

  /**
   * Lets the cluster come a tenth of a second further, or so many messages on the way there;
   * nothing while the manifest is being applied.
   */
  advance(most?: number): void {
    if (this.phase === 'applying' || this.done) return
    if (this.phase === 'replaying') this.doAgain(most)
    else this.settle(most)
  }

  private settle(most: number | undefined): void {
    const { cluster } = this
    const stop = this.stop ?? cluster.now + step
    const isThere = cluster.advance(stop, most) !== most
    this.stop = isThere ? undefined : stop
    if (!isThere) return
    const changed = cluster.revision !== this.revision
    this.revision = cluster.revision
    if ((changed || !cluster.settled()) && cluster.now < this.since + patience) return
    if (this.phase === 'starting') this.phase = 'applying'
    else this.finish()
  }

  /** Applies the manifest, when the bare cluster is ready for it. */
  apply(): Promise<void> {
    if (!this.applying) return Promise.resolve()
    this.application ??= this.applyManifest()
    return this.application
  }

  private async applyManifest(): Promise<void> {
    const connection = new Connection(directClient(this.cluster))
    this.applied = await applyAll(connection, await this.objects)
    this.since = this.cluster.now
    this.phase = 'settling'
  }

  /** Replaces the traffic that is to begin. */
  setTraffic(traffic: readonly Traffic[]): void {
    this.traffic = traffic
  }

  /** The same opening from its beginning, for when the engine is complete. */
  again(): Opening {
    return new Opening({ ...this.opened, traffic: this.traffic }, true)
  }

  private finish(): void {
    if (this.traffic.length > 0) this.cluster.setTraffic(this.traffic)
    this.inputs = this.cluster.inputs.length
    this.since = this.cluster.now
    this.phase = this.opened.past ? 'replaying' : 'done'
  }

  private doAgain(most: number | undefined): void {
    const { past } = this.opened
    if (past) this.replay ??= replaying(this.cluster, past)
    this.came = this.replay?.(most)
    if (this.came) this.phase = 'done'
  }
}

/** Opens a scenario, start to end. */
export const open = (scenario: Opened): Promise<Opening> => opened(new Opening(scenario))

/** Goes on with an opening to its end. */
export async function opened(opening: Opening): Promise<Opening> {
  while (!opening.done) {
    opening.advance()
    await opening.apply()
  }
  return opening
}
