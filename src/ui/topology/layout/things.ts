import type {
  ClientSummary,
  LaptopSummary,
  NodeSummary,
  OutsideSummary,
  PodSummary,
  ServiceSummary,
  SliceSummary,
  WorkloadSummary,
} from '../../../projection/summary'
import { naturally } from './naturally'
import { bookId, type LayoutInput } from './picture'

/** All things, by what they are drawn as, in the order in which they are placed. */
export interface Things {
  readonly nodes: readonly NodeSummary[]
  readonly pods: readonly PodSummary[]
  readonly system: readonly PodSummary[]
  readonly services: readonly ServiceSummary[]
  readonly book: ServiceSummary | undefined
  readonly clients: readonly (ClientSummary | LaptopSummary)[]
  readonly inner: readonly ClientSummary[]
  readonly slices: readonly SliceSummary[]
  readonly outside: readonly OutsideSummary[]
  readonly groups: readonly WorkloadSummary[]
  /** Pods that are not there to stay: for them, less is said of none. */
  readonly passing: ReadonlySet<string>
}

/** Sorts what there is; the cluster's own things are left out where they are not wanted. */
export function thingsOf({ summaries, system }: LayoutInput): Things {
  const all = [...summaries.values()].sort((a, b) => naturally(a.id, b.id))
  const pods = all.filter((each) => each.type === 'pod')
  const clients = all.filter((each) => each.type === 'client')
  const services = all.filter((each) => each.type === 'service')
  return {
    nodes: all.filter((each) => each.type === 'node'),
    pods: pods.filter((each) => !each.system),
    system: system ? pods.filter((each) => each.system) : [],
    services: services.filter((each) => !each.system || (system && isShown(each.id))),
    book: services.find(({ id }) => id === bookId),
    clients: [
      ...clients.filter(({ host }) => host.startsWith('external/')),
      ...all.filter((each) => each.type === 'laptop'),
    ],
    inner: clients.filter(({ host }) => !host.startsWith('external/')),
    slices: all
      .filter((each) => each.type === 'slice')
      .filter((each) => !each.system || (system && isShown(each.service))),
    outside: all.filter((each) => each.type === 'outside'),
    groups: all.filter((each) => each.type === 'workload').filter(({ grouped }) => grouped),
    passing: passingOf(pods, summaries),
  }
}

/** Those that go, and those that an owner has more of than it wants while they are replaced. */
function passingOf(
  pods: readonly PodSummary[],
  summaries: LayoutInput['summaries'],
): ReadonlySet<string> {
  const wanted = new Map<string, number>()
  const isPassing = ({ owner = '', state }: PodSummary): boolean => {
    if (state === 'terminating') return true
    const workload = summaries.get(owner)
    if (workload?.type !== 'workload') return false
    const left = wanted.get(owner) ?? workload.replicas
    wanted.set(owner, left - 1)
    return left <= 0
  }
  const readyFirst = [
    ...pods.filter(({ state }) => state === 'ready'),
    ...pods.filter(({ state }) => state !== 'ready'),
  ]
  return new Set(idsOf(readyFirst.filter(isPassing)))
}

// The name server has a shape of its own, and everybody has the API server's Service.
const isShown = (id?: string): boolean => id !== bookId && id !== 'service/default/kubernetes'

/** Their ids, in their order. */
export const idsOf = (things: readonly { readonly id: string }[]): readonly string[] =>
  things.map(({ id }) => id)
