import type { PodState, PodSummary, Summary, WorkloadSummary } from '../../projection/summary'
import { called, type Fact, type PodWord, second } from './happening'

/** Pods that belong together: those of an owner. */
export interface PodSet {
  readonly key: string
  readonly name: string
  readonly ready: number
  readonly all: number
  readonly wanted: number
  readonly updated: number
  readonly trouble: string | undefined
  /** Whether there are as many as are wanted, of the latest kind, and started. */
  readonly isBuilt: boolean
  /** Changes as they come closer to that, or farther from it. */
  readonly progress: string
}

type Summaries = ReadonlyMap<string, Summary>

/** The Pods of each owner; those of one that is gone itself are not told: they only go. */
export function podSets(summaries: Summaries): readonly PodSet[] {
  const owned = new Map<string, PodSummary[]>()
  for (const each of summaries.values()) {
    if (each.type !== 'pod' || each.owner === undefined) continue
    const others = owned.get(each.owner)
    if (others) others.push(each)
    else owned.set(each.owner, [each])
  }
  const workloads = [...summaries.values()].filter((each) => each.type === 'workload')
  const known = new Set(workloads.map(({ id }) => id))
  return [
    ...workloads.map((workload) => setOf(workload.id, owned.get(workload.id) ?? [], workload)),
    ...[...owned]
      .filter(([owner, pods]) => !known.has(owner) && pods.some(isStaying))
      .map(([owner, pods]) => setOf(owner, pods, undefined)),
  ]
}

const isStaying = ({ state }: PodSummary): boolean => state !== 'terminating'

function setOf(
  key: string,
  pods: readonly PodSummary[],
  workload: WorkloadSummary | undefined,
): PodSet {
  const [, namespace = '', name = ''] = key.split('/')
  const states = workload?.grouped?.states ?? count(pods)
  const { ready: counted = 0, completed = 0 } = states
  const { pending = 0, creating = 0, terminating = 0 } = states
  const all = Object.values(states).reduce((sum, each) => sum + each, 0) - completed
  const ready = workload?.grouped ? counted : (workload?.ready ?? counted)
  const wanted = workload?.replicas ?? all
  const updated = workload?.updated ?? all
  const isBuilt = all === wanted && updated === wanted && pending + creating + terminating === 0
  const progress = [ready, all, wanted, updated, JSON.stringify(states)].join()
  return {
    ...{ key, ready, all, wanted, updated, isBuilt, progress },
    name: called({ namespace, name }),
    trouble: (pods.find(({ state }) => state === 'failing') ?? pods.find(isPending))?.status,
  }
}

const isPending = ({ state }: PodSummary): boolean => state === 'pending'

function count(pods: readonly PodSummary[]): Readonly<Partial<Record<PodState, number>>> {
  const states: Partial<Record<PodState, number>> = {}
  for (const { state } of pods) states[state] = (states[state] ?? 0) + 1
  return states
}

/**
 * Whether Pods that belong together are on their way: until they are built, and once that has been
 * told, until they are ready.
 */
export const isMoving = ({ isBuilt, ready, wanted }: PodSet, told: Fact | undefined): boolean =>
  !isBuilt || (ready < wanted && (told?.sign === 'rollout' || told?.sign === 'move'))

/** What is told of Pods that belong together: that they are on their way, and where they end. */
export function podsFact(set: PodSet, moves: boolean): Fact {
  const { key, name, ready, wanted, updated, trouble } = set
  const about = { key, name, count: wanted }
  const told = { name, ready, wanted, trouble: ready < wanted ? trouble : undefined }
  if (!moves) {
    return {
      ...about,
      sign: `rest ${ready}/${wanted} ${told.trouble ?? ''}`,
      patience: ready < wanted ? 2.5 * second : 0,
      tell(before) {
        const after = before?.sign === 'rollout' && ready >= wanted ? 'rollout' : 'pods'
        return { kind: 'pods-rest', after, ...told }
      },
    }
  }
  if (updated < wanted) {
    return {
      ...{ ...about, sign: 'rollout', patience: 0 },
      tell: () => ({ kind: 'pods-move', why: 'rollout', ...told }),
    }
  }
  return {
    ...{ ...about, sign: 'move', patience: 1.5 * second },
    tell(before) {
      if (before?.sign === 'rollout') return undefined // it goes on
      const why = before?.count === wanted ? 'pods' : 'scale'
      const isSeen = why === 'scale' || ready < wanted
      return isSeen ? { kind: 'pods-move', why, ...told } : undefined
    },
  }
}

/** How long each state must last before it is told: most only pass. */
const patience: Readonly<Record<PodWord, number>> = {
  ready: 0,
  completed: 0,
  failing: second,
  running: 3 * second,
  creating: 8 * second,
  terminating: 20 * second,
}

/** What is told of Pods that nobody looks after. */
export function barePodFacts(summaries: Summaries): readonly Fact[] {
  return [...summaries.values()]
    .filter((each) => each.type === 'pod' && each.owner === undefined)
    .map((pod) => barePodFact(pod as PodSummary))
}

function barePodFact(pod: PodSummary): Fact {
  const { id, state, status } = pod
  const is = state === 'pending' ? 'creating' : state
  const name = called(pod)
  return {
    key: id,
    name,
    sign: is === 'failing' ? `${is} ${status}` : is,
    patience: patience[is],
    tell: () => ({ kind: 'pod', name, is, status }),
  }
}
