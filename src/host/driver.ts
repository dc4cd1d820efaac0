import type { ApiResponse } from '../engine/api/request'
import { failure } from '../engine/api/status'
import type { Look } from '../projection/look'
import { Arrival } from './arrival'
import { Changes, changeFor, pastPath } from './history'
import { LeftPlaces, type Place } from './left'
import { Opening } from './opening'
import { Pace } from './pace'
import type { Change, Command, History, Report, Turned } from './protocol'
import type { Rest } from './rest'
import { Scene } from './scene'
import { Streams } from './streams'

/** How long one tick may work, in real milliseconds. */
const budget = { running: 8, hurrying: 24 } as const
/** Messages between two looks at the clock, at most. */
const longestBatch = 100
/** In a large cluster one message may take as long as a tick: then they are taken one by one. */
const longestBatchMillis = 4
/** For each millisecond that a frame takes to make, so many pass before the next. */
const restAfterFrame = 2

const noCluster: ApiResponse = {
  status: 503,
  body: failure(503, 'ServiceUnavailable', 'there is no cluster yet').status,
}

/**
 * What waits until a cluster is open: amid its opening it would come to it at one time or another,
 * and nobody could undo it.
 */
const patient: ReadonlySet<Command['type']> = new Set(['request', 'input', 'cancel', 'fault'])

/** What the driver needs of the world. */
export interface DriverOptions {
  post(report: Report): void
  /** Real milliseconds; only ever goes up. */
  clock(): number
  /** What of the engine is still to come; without, all of it is there. */
  readonly rest?: Rest | undefined
}

/**
 * Drives a cluster by the real clock: takes the page's commands, lets simulated time pass, and
 * tells what is to be seen. The host calls `tick` some sixty times a second; nothing happens by
 * itself.
 */
export class Driver {
  private readonly pace = new Pace()
  private readonly streams: Streams
  private readonly arrival: Arrival
  private opening: Opening | undefined
  /** What was asked of a cluster before it was open. */
  private readonly early: Command[] = []
  private scene: Scene | undefined
  private running = true
  private visible = true
  private look: Look | undefined
  /** An instant not yet reached that time hurries to. */
  private goal: number | undefined
  private stale = false
  /** Not before then is the next frame made: in a large cluster time must go on, too. */
  private nextFrame = 0
  private batch = longestBatch
  private changes = new Changes()
  private readonly left = new LeftPlaces()
  private told: History = {}

  constructor(private readonly options: DriverOptions) {
    this.streams = new Streams(options.post)
    this.arrival = new Arrival(options.rest)
  }

  /** Takes a command of the page. */
  handle(command: Command): void {
    this.guard(() => {
      const opens = command.type === 'traffic' && this.opening
      if (!opens && this.arrival.holds(command)) return
      if (this.opening && patient.has(command.type)) this.early.push(command)
      else this.obey(command)
    })
  }

  /** Lets time pass, as much as has really passed, and posts at most one frame. */
  tick(): void {
    this.guard(() => {
      if (this.opening) this.open(this.opening)
      else if (this.scene && this.visible && this.arrival.there) this.proceed(this.scene)
      if (this.stale && this.options.clock() >= this.nextFrame) this.show()
    })
  }

  private obey(command: Command): void {
    switch (command.type) {
      case 'load':
        this.load(command)
        break
      case 'request':
        this.request(command)
        break
      case 'input':
        this.input(command)
        break
      case 'cancel':
        this.streams.cancel(command.id)
        break
      case 'clock':
        this.running = command.running
        this.pace.restart(command.speed)
        this.stale = true
        break
      case 'step':
        this.step()
        break
      case 'seek':
        this.seek(command.at)
        break
      case 'traffic':
        this.traffic(command)
        break
      case 'fault':
      case 'pod-fault':
        this.fault(command)
        break
      case 'undo':
        this.turn('undone')
        break
      case 'redo':
        this.turn('redone')
        break
      case 'drawn':
        this.bring()
        break
      case 'look':
        this.look = command.look
        this.stale = true
        break
      case 'visible':
        this.visible = command.visible
        this.pace.restart()
    }
  }

  private load({ scenario, preset, past, change }: Extract<Command, { type: 'load' }>): void {
    const { scene, changes } = this
    // Whoever waits for an earlier scenario waits no longer.
    if (this.opening) this.options.post({ type: 'loaded' })
    changes.stay()
    this.left.leave(scene && !this.opening ? { scene, changes } : undefined, change)
    this.stale = false
    this.streams.expire()
    this.goal = undefined
    this.changes = new Changes()
    this.begin(new Opening({ ...scenario, preset, past }))
  }

  private begin(opening: Opening): void {
    this.opening = opening
    this.scene = new Scene(opening.cluster)
    this.pace.restart()
  }

  /** Brings the rest of the engine; until it is there, nothing happens but openings. */
  private bring(): void {
    const done = (held: readonly Command[]) => {
      this.pace.restart()
      for (const command of held) this.handle(command)
    }
    this.arrival.bring().then(done, (error: unknown) => this.crash(error))
  }

  private open(opening: Opening): void {
    if (opening.waits && !this.arrival.there) return
    this.inPieces(budget.hurrying, (most) => {
      opening.advance(most)
      return opening.done || opening.applying
    })
    if (opening.applying) {
      // An opening that was left may fail unheard: its cluster is gone.
      opening.apply().catch((error: unknown) => {
        if (this.opening === opening) this.fail(error)
      })
      return
    }
    this.stale = opening.visible
    if (!opening.done) return
    this.opening = undefined
    this.pace.restart()
    this.changes.begun = opening.begun
    this.show()
    this.options.post({ type: 'loaded', ...(opening.came && { came: opening.came }) })
    for (const command of this.early.splice(0)) this.handle(command)
  }

  private request({ id, request, change }: Extract<Command, { type: 'request' }>): void {
    const cluster = this.scene?.cluster
    const isPast = request.path === pastPath
    const answer = () =>
      (isPast ? this.changes.past(cluster) : cluster?.request(request)) ?? noCluster
    const response = this.noting(answer, (given, wrote) => {
      // What runs in a container may leave something behind there.
      const isRun = 'stream' in given && /\/exec$/.test(request.path)
      const isSent = request.path === '/playground/v1/send'
      const counts = 'stream' in given ? isRun : wrote || isSent
      return counts ? (change ?? changeFor(id, request)) : undefined
    })
    const stream = 'stream' in response ? response.stream : undefined
    if (stream) this.streams.open(id, stream)
    if (request.method !== 'GET' || stream?.type === 'session') this.stale = true
    this.options.post({ type: 'response', id, response })
    // What is there when a watch begins is told before anything can change.
    if (stream && this.scene) this.streams.poll(this.scene.cluster)
  }

  private input({ id, input }: Extract<Command, { type: 'input' }>): void {
    const { scene } = this
    if (!scene) return
    this.noting(
      () => this.streams.send(id, input, scene.cluster),
      () => undefined,
    )
    this.stale = true
  }

  /** Does something to the cluster; if it was an input, notes what change it belongs to. */
  private noting<Result>(
    act: () => Result,
    belongsTo: (result: Result, wrote: boolean) => Change | undefined,
  ): Result {
    const cluster = this.scene?.cluster
    const { last, revision } = { last: cluster?.inputs.at(-1), revision: cluster?.revision }
    const result = act()
    if (!cluster || this.opening || cluster.inputs.at(-1) === last) return result
    const change = belongsTo(result, cluster.revision !== revision)
    this.changes.note(cluster.inputs.length - 1, cluster.now, change)
    this.left.stay()
    return result
  }

  private proceed(scene: Scene): void {
    const { cluster } = scene
    if (this.goal !== undefined) {
      this.work(scene, this.goal, budget.hurrying)
      if (cluster.now >= this.goal) this.goal = undefined
      this.pace.restart()
    } else if (this.running) {
      const from = cluster.now
      const target = this.pace.target(this.options.clock(), from)
      this.work(scene, target, budget.running)
      this.pace.came(from, cluster.now, target)
    } else return
    this.stale = true
  }

  private work({ cluster }: Scene, target: number, millis: number): void {
    this.inPieces(millis, (most) => {
      cluster.advance(target, most)
      return cluster.now >= target
    })
  }

  /** Works until all is done, or for so long; looks at the clock after so many messages. */
  private inPieces(millis: number, work: (most: number) => boolean): void {
    const began = this.options.clock()
    let now = began
    do {
      const before = now
      if (work(this.batch)) return
      now = this.options.clock()
      const isLong = now - before > longestBatchMillis
      this.batch = isLong ? Math.ceil(this.batch / 8) : Math.min(this.batch * 2, longestBatch)
    } while (now < began + millis)
  }

  private traffic({ traffic, change }: Extract<Command, { type: 'traffic' }>): void {
    if (this.opening) this.opening.setTraffic(traffic)
    else
      this.noting(
        () => this.scene?.cluster.setTraffic(traffic),
        () => change,
      )
    this.stale = true
  }

  private fault(command: Extract<Command, { type: 'fault' | 'pod-fault' }>): void {
    const cluster = this.scene?.cluster
    this.noting(
      () =>
        command.type === 'fault'
          ? cluster?.setFault(command.node, command.fault)
          : cluster?.setPodFault(command.pod, command.fault),
      () => command.change,
    )
    this.stale = true
  }

  /** Undoes, or does again; time hurries on to where that leads. */
  private turn(how: Turned['how']): void {
    const { scene, changes } = this
    if (!scene || this.opening) return
    const now = this.goal ?? scene.cluster.now
    const here = how === 'undone' ? changes.undo(scene, now) : changes.redo(scene, now)
    const turned = here ?? this.turnAway({ scene, changes }, how)
    if (!turned) return
    this.streams.expire()
    this.goal = turned.to > (this.scene ?? scene).cluster.now ? turned.to : undefined
    this.pace.restart()
    this.stale = true
    this.options.post({ type: 'turned', turned })
  }

  /** Goes to the cluster that was there before, or after, another was opened. */
  private turnAway(here: Place, how: Turned['how']): Turned | undefined {
    const from = here.scene.cluster.now
    const step = how === 'undone' ? this.left.back(here) : this.left.forth(here)
    if (!step) return undefined
    const { place, changes, to } = step
    this.scene = place.scene
    this.changes = place.changes
    place.scene.startAfresh()
    return { how, changes, from, to }
  }

  private step(): void {
    const cluster = this.scene?.cluster
    if (this.running || this.opening || cluster?.next === undefined) return
    cluster.advance(cluster.next, 1)
    this.stale = true
  }

  private seek(at: number): void {
    const { scene } = this
    if (!scene || this.opening || !Number.isFinite(at)) return
    const instant = Math.max(Math.floor(at), 0)
    this.goal = undefined
    if (instant > scene.cluster.now) this.goal = instant
    else {
      scene.goBack(instant)
      this.streams.expire()
    }
    this.pace.restart()
    this.stale = true
  }

  private show(): void {
    const { scene, pace, running } = this
    this.stale = false
    if (!scene) return
    const began = this.options.clock()
    this.streams.poll(scene.cluster)
    const { speed, reached } = pace
    this.options.post({ type: 'frame', frame: scene.frame({ running, speed, reached }, this.look) })
    this.tellHistory(scene.cluster.now)
    const now = this.options.clock()
    this.nextFrame = now + restAfterFrame * (now - began)
  }

  private tellHistory(now: number): void {
    const left = this.opening ? undefined : this.left.history()
    const history = { ...left, ...this.changes.at(this.goal ?? now) }
    const same = ({ undo, redo }: History) =>
      undo?.id === history.undo?.id && redo?.id === history.redo?.id
    if (same(this.told)) return
    this.told = history
    this.options.post({ type: 'history', history })
  }

  // The engine has broken a rule of its own: nothing it says from now on can be believed.
  private guard(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.fail(error)
    }
  }

  // A scenario that wants more of the engine than is there is opened anew when that has come.
  private fail(error: unknown): void {
    const { opening } = this
    if (opening && this.arrival.isMissing(error)) {
      this.stale = false
      this.begin(opening.again())
      this.bring()
    } else this.crash(error)
  }

  private crash(error: unknown): void {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const at = this.scene?.cluster.now ?? 0
    this.opening = undefined
    this.scene = undefined
    this.left.leave(undefined, undefined)
    this.stale = false
    this.options.post({ type: 'crash', message, at })
  }
}
