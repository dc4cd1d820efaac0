import { type Cluster, seconds } from '../engine'
import type { Traffic } from '../engine/api/traffic'
import type { DroppedFuture } from '../engine/cluster'
import type { RequestRecord } from '../engine/network/record'
import type { Frame } from '../projection/frame'
import type { Look } from '../projection/look'
import { MadeObjects } from '../projection/made'
import { Projection } from '../projection/projection'
import { shownRequests } from '../projection/requests'
import { Tally } from '../projection/tally'
import { Wanted } from './wanted'

/** How much of the past a fresh frame tells of requests. */
const recent = seconds(3)

/** A cluster as it is shown: makes the frames, whichever way time goes. */
export class Scene {
  private readonly projection = new Projection()
  private readonly tally = new Tally()
  private readonly requests = new Map<number, RequestRecord>()
  private readonly objects: MadeObjects
  private readonly wanted: Wanted
  private told: Partial<Pick<Frame, 'made' | 'proxyMode' | 'traffic' | 'revision'>> = {}
  private loadTold = 0
  private fresh = true
  private counting = true
  private end = 0

  /** The cluster is still as it was created: nobody has done anything yet. */
  constructor(readonly cluster: Cluster) {
    this.objects = new MadeObjects(cluster.reader())
    this.wanted = new Wanted(cluster, this.projection)
    cluster.observe({ request: (record) => this.hear(record) })
  }

  /**
   * Goes back to an instant that was seen before. What happened shortly before it is told
   * again.
   */
  goBack(at: number): void {
    const { cluster, tally } = this
    this.counting = false
    cluster.seek(Math.max(at - recent, 0))
    this.requests.clear()
    cluster.seek(at)
    this.counting = true
    tally.turnTo(cluster.now)
    this.startAfresh()
  }

  /** Goes to just before an input, and drops it and all that came after. */
  drop(input: number): DroppedFuture | undefined {
    const { cluster } = this
    this.counting = false
    const future = cluster.dropFrom(input)
    this.counting = true
    if (!future) return undefined
    this.tally.forgetAfter(cluster.now)
    this.goBack(cluster.now)
    this.end = cluster.end
    return future
  }

  /** Puts back what was dropped, ahead of now; false when it cannot come any more. */
  recall(future: DroppedFuture): boolean {
    const { cluster } = this
    this.counting = false
    const recalled = cluster.recall(future)
    this.counting = true
    if (!recalled) return false
    this.tally.forgetAfter(cluster.now)
    this.requests.clear()
    this.end = cluster.end
    this.startAfresh()
    return true
  }

  /** The next frame tells everything. */
  startAfresh(): void {
    this.projection.reset()
    this.told = {}
    this.wanted.startAfresh()
    this.loadTold = 0
    this.fresh = true
  }

  frame(clock: Pick<Frame, 'running' | 'speed' | 'reached'>, look?: Look): Frame {
    this.noticeNewFuture()
    const { cluster, fresh } = this
    const traffic = trafficOf(cluster)
    const { changed, gone } = this.projection.update(cluster.reader(), this.tally, {
      traffic,
      forwards: cluster.forwards(),
      faultOf: (node) => cluster.faultOf(node),
      podFaultOf: (pod) => cluster.podFaultOf(pod),
      proxyModeOn: (node) => cluster.proxyModeOn(node),
      ...(look && { look }),
    })
    const requests = shownRequests(this.requests.values())
    this.requests.clear()
    this.fresh = false
    const { now, end, revision } = cluster
    const rest = { ...this.wanted.news(look ?? {}), ...this.news(traffic), ...this.loadNews() }
    return { now, end, ...clock, fresh, changed, gone, requests, revision, ...rest }
  }

  /** What seldom changes is told when it has. */
  private news(traffic: readonly Traffic[]): Pick<Frame, 'made' | 'proxyMode' | 'traffic'> {
    const { told, cluster } = this
    const isSame = told.made !== undefined && told.revision === cluster.revision
    const made = isSame ? told.made : this.objects.in(cluster.reader())
    const proxyMode = isSame ? told.proxyMode : cluster.proxyMode()
    this.told = { made, traffic, revision: cluster.revision, ...(proxyMode && { proxyMode }) }
    return {
      ...(proxyMode === told.proxyMode || !proxyMode ? {} : { proxyMode }),
      ...(made === told.made || !made ? {} : { made }),
      ...(traffic === told.traffic ? {} : { traffic }),
    }
  }

  private loadNews(): Pick<Frame, 'load'> {
    const load = this.tally.loadNews(this.cluster.now, this.loadTold)
    this.loadTold = load?.points.at(-1)?.second ?? this.loadTold
    return load ? { load } : {}
  }

  /** An input in the past makes another future: what was counted of the old one did not happen. */
  noticeNewFuture(): void {
    const { end, now } = this.cluster
    if (end < this.end) this.tally.forgetAfter(now)
    this.end = end
  }

  private hear(record: RequestRecord): void {
    this.requests.delete(record.id) // the latest last
    this.requests.set(record.id, record)
    if (this.counting) this.tally.record(record)
  }
}

/** The traffic as of now: the last that was set before. */
function trafficOf({ inputs, now, steps }: Cluster): readonly Traffic[] {
  const last = inputs.findLast(
    (each) => each.input.type === 'traffic' && each.at <= now && each.steps <= steps,
  )
  return last?.input.type === 'traffic' ? last.input.clients : nobody
}

const nobody: readonly Traffic[] = []
