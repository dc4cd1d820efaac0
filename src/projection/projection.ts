import type { Reader } from '../engine'
import { sameJson } from '../engine/api/equality'
import type { NodeFault, PodFault } from '../engine/api/fault'
import type { ProxyMode, Traffic } from '../engine/api/traffic'
import type { EndpointSlice } from '../engine/resources'
import { SERVICE_NAME_LABEL } from '../engine/resources/endpointslice'
import type { OpenForward } from '../engine/runtime'
import { clientSummary, hostOf, laptopSummary } from './client'
import { type Grouping, grouping } from './grouping'
import { Memo, StableLists } from './memo'
import { nodeSummary, proxyPodsOf } from './node'
import { outsideSummaries } from './outside'
import { isShown, ownerOf, podSummary } from './pod'
import { type Candidate, serviceSummary } from './service'
import { sliceSummary } from './slice'
import type {
  NodeSummary,
  PodSummary,
  ServiceSummary,
  SliceSummary,
  Summary,
  WorkloadSummary,
} from './summary'
import { laptopSource, sourceOf, type Tally } from './tally'
import { isBare, workloadSummary } from './workload'

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
  readonly summaries: readonly Summary[]
  /** Of every Pod, shown or not. */
  readonly pods: ReadonlyMap<string, PodSummary>
}

/**
 * From a cluster to what a screen shows of it. Each call tells what has changed since the last
 * one; a summary is made again only when an object that it is made of is another.
 */
export class Projection {
  private known = new Map<string, Summary>()
  private scene: Scene | undefined
  private readonly nodes = new Memo<NodeSummary>()
  private readonly pods = new Memo<PodSummary>()
  private readonly workloads = new Memo<WorkloadSummary>()
  private readonly services = new Memo<ServiceSummary>()
  private readonly slices = new Memo<SliceSummary>()
  private readonly slicesOf = new StableLists<EndpointSlice>()
  private readonly candidates = new Map<string, readonly Candidate[]>()
  private groups: ReadonlyMap<string, string> = new Map()

  /** Everything known so far is void: the next call tells all there is. */
  reset(): void {
    this.known = new Map()
    this.scene = undefined
  }

  update(reader: Reader, tally: Tally, around: Around): Projected {
    const { traffic, forwards } = around
    if (this.scene?.revision !== reader.revision) this.scene = this.sceneOf(reader)
    const { summaries, pods } = this.scene
    const clients = traffic.map((each) => {
      const host = hostOf(each)
      const count = tally.count(sourceOf(each.name, host, each.url))
      return clientSummary(each, count, pods.get(host)?.state)
    })
    const shown = summaries.map((each) => withFault(each, around))
    const laptop = laptopSummary(tally.count(laptopSource), forwards)
    return this.tell([...shown, ...clients, ...(laptop ? [laptop] : [])])
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

  private sceneOf(reader: Reader): Scene {
    const proxyPods = proxyPodsOf(reader)
    const nodes = reader.list('Node').map((node) => {
      const proxyPod = proxyPods.get(node.metadata.name)
      return this.nodes.of(node.metadata.name, [node, proxyPod], () => nodeSummary(node, proxyPod))
    })
    const pods = reader
      .list('Pod')
      .filter(isShown)
      .map((pod) => {
        const owner = ownerOf(pod, reader)
        return this.pods.of(pod.metadata.uid, [pod, owner], () => podSummary(pod, owner))
      })
    const { shown, grouped } = grouping(pods)
    const workloads = this.workloadsOf(reader, grouped)
    const services = this.servicesOf(reader, { shown, grouped })
    const slices = reader
      .list('EndpointSlice')
      .map((slice) => this.slices.of(slice.metadata.uid, [slice], () => sliceSummary(slice)))
    const addresses = new Set(nodes.map(({ address }) => address))
    this.sweep()
    return {
      revision: reader.revision,
      pods: new Map(pods.map((pod) => [pod.id, pod])),
      summaries: [
        ...nodes,
        ...shown,
        ...workloads,
        ...services,
        ...slices,
        ...outsideSummaries(services, addresses),
      ],
    }
  }

  private sweep(): void {
    const { nodes, pods, workloads, services, slices } = this
    for (const memo of [nodes, pods, workloads, services, slices]) memo.sweep()
  }

  private workloadsOf(reader: Reader, grouped: Grouping['grouped']): readonly WorkloadSummary[] {
    const workloads = [...reader.list('Deployment'), ...reader.list('ReplicaSet').filter(isBare)]
    return workloads.map((workload) => {
      const plain = this.workloads.of(workload.metadata.uid, [workload], () =>
        workloadSummary(workload, undefined),
      )
      const pods = grouped.get(plain.id)
      return pods ? workloadSummary(workload, pods) : plain
    })
  }

  private servicesOf(reader: Reader, { shown, grouped }: Grouping): readonly ServiceSummary[] {
    const slices = this.slicesByService(reader)
    this.findCandidates(shown)
    this.groups = sameGroups(this.groups, grouped)
    return reader.list('Service').map((service) => {
      const { uid, name, namespace = '' } = service.metadata
      const around = {
        slices: slices.get(`${namespace}/${name}`) ?? none,
        candidates: this.candidates.get(namespace) ?? none,
      }
      const groupOf = (pod: string) => this.groups.get(pod)
      return this.services.of(uid, [service, around.slices, around.candidates, this.groups], () =>
        serviceSummary(service, { ...around, groupOf }),
      )
    })
  }

  private slicesByService(reader: Reader): ReadonlyMap<string, readonly EndpointSlice[]> {
    const found = new Map<string, EndpointSlice[]>()
    for (const slice of reader.list('EndpointSlice')) {
      const { namespace, labels } = slice.metadata
      const service = `${namespace}/${labels?.[SERVICE_NAME_LABEL]}`
      const all = found.get(service)
      if (all) all.push(slice)
      else found.set(service, [slice])
    }
    const stable = [...found].map(([name, all]) => [name, this.slicesOf.of(name, all)] as const)
    this.slicesOf.sweep()
    return new Map(stable)
  }

  // Most changes of a Pod are not seen by selectors: lists that say the same stay the same.
  private findCandidates(pods: readonly PodSummary[]): void {
    const found = new Map<string, Candidate[]>()
    for (const { id, labels, namespace, state } of pods) {
      if (state === 'completed' || state === 'terminating') continue
      const all = found.get(namespace)
      if (all) all.push({ id, labels })
      else found.set(namespace, [{ id, labels }])
    }
    for (const namespace of this.candidates.keys()) {
      if (!found.has(namespace)) this.candidates.delete(namespace)
    }
    for (const [namespace, all] of found) {
      if (!sameJson(this.candidates.get(namespace), all)) this.candidates.set(namespace, all)
    }
  }
}

const none: readonly never[] = []

/** The workload of each Pod that is not shown by itself; the old map while it says the same. */
function sameGroups(
  before: ReadonlyMap<string, string>,
  grouped: Grouping['grouped'],
): ReadonlyMap<string, string> {
  const after = new Map<string, string>()
  for (const [workload, pods] of grouped) for (const { id } of pods) after.set(id, workload)
  const same = after.size === before.size && [...after].every(([id, is]) => before.get(id) === is)
  return same ? before : after
}
