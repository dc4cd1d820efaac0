import type { Reader } from '../engine'
import { sameJson } from '../engine/api/equality'
import type { NodeFault, PodFault } from '../engine/api/fault'
import type { ProxyMode, Traffic } from '../engine/api/traffic'
import { SERVICE_NAME_LABEL } from '../engine/resources/endpointslice'
import type { OpenForward } from '../engine/runtime'
import { clientSummary, hostOf, laptopSummary } from './client'
import type { Crew } from './crew'
import { largestTogether } from './grouping'
import { projectionLimits } from './limits'
import { type Look, noLook, pageOf } from './look'
import { Memo, sameItems } from './memo'
import { nodeSummary, proxyPodsOf } from './node'
import { outsideSummaries } from './outside'
import { workloadId } from './pod'
import { Pods } from './pods'
import { Services, type Shown } from './services'
import { sliceSummary } from './slice'
import type {
  NodeSummary,
  PodGroup,
  PodSummary,
  SliceSummary,
  Summary,
  WorkloadSummary,
} from './summary'
import { laptopSource, sourceOf, type Tally } from './tally'
import { isBare, ownerSummary, workloadSummary } from './workload'

/** What is on screen, and what of it is new. */
export interface Projected {
  readonly changed: readonly Summary[]
  readonly gone: readonly string[]
}

/** What no object of the API tells. */
export interface Around {
  readonly traffic: readonly Traffic[]
  /** Ports of the laptop that lead to Pods. */
  readonly forwards: readonly OpenForward[]
  /** What is broken about a node. */
  faultOf(node: string): NodeFault | undefined
  /** What is broken about the app of a Pod, `namespace/name`. */
  podFaultOf?(pod: string): PodFault | undefined
  /** The mode of the kube-proxy that has written a node's rules. */
  proxyModeOn?(node: string): ProxyMode | undefined
  /** What the screen wants told besides. */
  readonly look?: Look
}

function nodeIn(node: NodeSummary, { faultOf, proxyModeOn, podFaultOf }: Around): NodeSummary {
  const [fault, proxyMode] = [faultOf(node.name), proxyModeOn?.(node.name)]
  const isProxyHung = node.proxyPod && podFaultOf?.(node.proxyPod)?.isHung
  return {
    ...node,
    ...(fault && { fault }),
    ...(proxyMode && { proxyMode }),
    ...(isProxyHung && { isProxyHung }),
  }
}

function podIn(pod: PodSummary, { podFaultOf }: Around): PodSummary {
  const fault = podFaultOf?.(`${pod.namespace}/${pod.name}`)
  return fault ? { ...pod, fault } : pod
}

/** A summary, with what no object of the API tells of it. */
function withFault(summary: Summary, around: Around): Summary {
  if (summary.type === 'node') return nodeIn(summary, around)
  return summary.type === 'pod' ? podIn(summary, around) : summary
}

/** What the objects of one revision come to. */
interface Scene {
  readonly revision: number
  /** What was wanted besides: another look is another scene. */
  readonly wanted: readonly unknown[]
  readonly summaries: readonly Summary[]
}

/** Pods one by one, and workloads that stand for theirs. */
interface Grouped {
  readonly pods: readonly PodSummary[]
  readonly groups: ReadonlyMap<string, PodGroup>
}

/**
 * From a cluster to what a screen shows of it. Each call tells what has changed since the last
 * one; a summary is made again only when an object that it is made of is another.
 */
export class Projection {
  private known = new Map<string, Summary>()
  private scene: Scene | undefined
  private readonly pods = new Pods()
  private readonly services = new Services()
  private readonly nodes = new Memo<NodeSummary>()
  private readonly workloads = new Memo<WorkloadSummary>()
  private readonly slices = new Memo<SliceSummary>()
  /** The workloads that stand for their Pods, and the Pods that are told all the same. */
  private apart: readonly string[] = []

  /** Everything known so far is void: the next call tells all there is. */
  reset(): void {
    this.known = new Map()
    this.scene = undefined
  }

  update(reader: Reader, tally: Tally, around: Around): Projected {
    const { traffic, forwards, look = noLook } = around
    const wanted = [look, ...traffic.map(hostOf)]
    const isSame = this.scene?.revision === reader.revision && sameItems(this.scene.wanted, wanted)
    const scene = isSame && this.scene ? this.scene : this.sceneOf(reader, wanted, look)
    this.scene = scene
    const clients = traffic.map((each) => {
      const host = hostOf(each)
      const count = tally.count(sourceOf(each.name, host, each.url))
      return clientSummary(each, count, this.pods.get(host)?.state)
    })
    const shown = scene.summaries.map((each) => withFault(each, around))
    const laptop = laptopSummary(tally.count(laptopSource), forwards)
    return this.tell([...shown, ...clients, ...(laptop ? [laptop] : [])])
  }

  /** Pods that are sought, as of the last update. */
  found(text: string): readonly PodSummary[] {
    return this.pods.found(text)
  }

  private tell(summaries: readonly Summary[]): Projected {
    const next = new Map<string, Summary>()
    const changed: Summary[] = []
    for (const summary of summaries) {
      const before = this.known.get(summary.id)
      if (before === summary || (before && sameJson(before, summary))) next.set(summary.id, before)
      else {
        next.set(summary.id, summary)
        changed.push(summary)
      }
    }
    const gone = [...this.known.keys()].filter((id) => !next.has(id))
    this.known = next
    return { changed, gone }
  }

  private sceneOf(reader: Reader, wanted: Scene['wanted'], look: Look): Scene {
    const proxyPods = proxyPodsOf(reader)
    const nodes = reader.list('Node').map((node) => {
      const proxyPod = proxyPods.get(node.metadata.name)
      return this.nodes.of(node.metadata.name, [node, proxyPod], () => nodeSummary(node, proxyPod))
    })
    this.pods.update(reader)
    const { pods, groups } = this.grouped(look, wanted)
    const workloads = this.workloadsOf(reader, groups)
    const services = this.services.of(reader, this.shownOf(pods, groups))
    const slices = this.slicesOf(reader)
    const addresses = new Set(nodes.map(({ address }) => address))
    for (const memo of [this.nodes, this.workloads, this.slices]) memo.sweep()
    return {
      revision: reader.revision,
      wanted,
      summaries: [
        ...nodes,
        ...pods,
        ...workloads,
        ...services,
        ...slices,
        ...outsideSummaries(services, addresses),
      ],
    }
  }

  /** Pods one by one, if there are not too many; else the largest workloads stand for theirs. */
  private grouped(look: Look, wanted: readonly unknown[]): Grouped {
    const { size, byOwner, bare } = this.pods
    const sizes = [...byOwner].map(([owner, crew]) => [owner, crew.size] as const)
    const together = largestTogether(sizes, { all: size, most: projectionLimits.podsShown })
    const pods = new Map<string, PodSummary>()
    for (const pod of bare) pods.set(pod.id, pod)
    const groups = new Map<string, PodGroup>()
    for (const [owner, crew] of byOwner) {
      const group = together.has(owner) ? groupOf(owner, crew, look) : undefined
      for (const pod of group?.pods ?? crew.inOrder()) pods.set(pod.id, pod)
      if (group) groups.set(owner, group.asOne)
    }
    for (const id of [...look.pods, ...wanted]) {
      const pod = typeof id === 'string' ? this.pods.get(id) : undefined
      if (pod) pods.set(pod.id, pod)
    }
    return { pods: [...pods.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), groups }
  }

  private shownOf(pods: readonly PodSummary[], groups: Grouped['groups']): Shown {
    const likenesses = new Map<string, PodSummary>()
    for (const workload of groups.keys()) {
      const pod = this.pods.byOwner.get(workload)?.first
      if (pod) likenesses.set(workload, pod)
    }
    const told = pods.filter(({ owner }) => owner !== undefined && groups.has(owner))
    const apart = [...groups.keys(), ...told.map(({ id }) => id)]
    if (!sameItems(apart, this.apart)) this.apart = apart
    const ids = new Set(told.map(({ id }) => id))
    const groupOf = (id: string): string | undefined => {
      const owner = ids.has(id) ? undefined : this.pods.get(id)?.owner
      return owner !== undefined && groups.has(owner) ? owner : undefined
    }
    return { pods, likenesses, groupOf, grouping: this.apart }
  }

  private slicesOf(reader: Reader): readonly SliceSummary[] {
    const all = reader.list('EndpointSlice')
    const serviceOf = ({ metadata: { namespace, labels } }: (typeof all)[number]) =>
      `${namespace}/${labels?.[SERVICE_NAME_LABEL]}`
    const counts = new Map<string, number>()
    for (const slice of all) counts.set(serviceOf(slice), (counts.get(serviceOf(slice)) ?? 0) + 1)
    return all.map((slice) => {
      const isOneOfMany = (counts.get(serviceOf(slice)) ?? 0) > projectionLimits.slicesWithEndpoints
      return this.slices.of(slice.metadata.uid, [slice, isOneOfMany], () =>
        sliceSummary(slice, isOneOfMany),
      )
    })
  }

  private workloadsOf(reader: Reader, groups: Grouped['groups']): readonly WorkloadSummary[] {
    const workloads = [...reader.list('Deployment'), ...reader.list('ReplicaSet').filter(isBare)]
    const summaries = workloads.map((workload) => {
      const { kind, metadata } = workload
      const group = groups.get(workloadId(kind, metadata.namespace ?? '', metadata.name))
      return this.workloads.of(metadata.uid, [workload, group], () =>
        workloadSummary(workload, group),
      )
    })
    const told = new Set(summaries.map(({ id }) => id))
    const others = [...groups].filter(([id]) => !told.has(id))
    return [...summaries, ...others.map(([id, group]) => ownerSummary(id, group))]
  }
}

/** A workload's Pods as one, and those of them that are told all the same. */
function groupOf(owner: string, crew: Crew, { workloads }: Look) {
  const wanted = workloads.find(({ id }) => id === owner)
  if (!wanted) return { pods: [], asOne: crew.asOne() }
  const { pods, page } = pageOf(crew, wanted)
  return { pods, asOne: { ...crew.asOne(), page } }
}
