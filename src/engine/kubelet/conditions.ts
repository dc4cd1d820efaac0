import type { ContainerStatus, PodCondition, PodStatus } from '../resources/pod/status'
import type { PodRecord } from './memory'
import { isInitialized } from './phase'
import { isSidecar, type Turn } from './turn'
import { ephemeralFrom } from './words'

/** A finding before it is dated. */
interface Finding {
  readonly holds: boolean
  readonly reason?: string | undefined
  readonly message?: string | undefined
}

const TRUE: Finding = { holds: true }
const FALSE: Finding = { holds: false }

/**
 * What the kubelet says of a Pod, and what others have said of it (pkg/kubelet/status/generate.go).
 */
export function conditionsOf(
  record: PodRecord,
  containers: readonly ContainerStatus[],
  phase: PodStatus['phase'],
  turn: Turn,
): readonly PodCondition[] {
  const { pod, stage } = record
  const hasSandbox = stage === 'up' || stage === 'stopping'
  const containersReady = containersFinding(record, containers, phase)
  const before = pod.status.conditions ?? []
  const then = { record, before, turn }
  const own = [
    condition('PodReadyToStartContainers', hasSandbox ? TRUE : FALSE, then),
    condition('Initialized', initializedFinding(record, containers, phase), then),
    condition('Ready', readyFinding(record, containersReady, before), then),
    condition('ContainersReady', containersReady, then),
    before.find(({ type }) => type === 'PodScheduled') ?? condition('PodScheduled', TRUE, then),
  ]
  const others = before.filter(({ type }) => !OWN.has(type))
  return others.length === 0 ? shared(own) : [...own, ...others]
}

// Of Pods that are in the same state since the same second, all are the same. Only a cache.
const last: { conditions: readonly PodCondition[] } = { conditions: [] }

function shared(conditions: readonly PodCondition[]): readonly PodCondition[] {
  const isSame = conditions.every((each, index) => each === last.conditions[index])
  if (!isSame) last.conditions = conditions
  return last.conditions
}

const OWN = new Set([
  'PodReadyToStartContainers',
  'Initialized',
  'Ready',
  'ContainersReady',
  'PodScheduled',
])

interface Then {
  readonly record: PodRecord
  readonly before: readonly PodCondition[]
  readonly turn: Turn
}

// A finding keeps the time at which it began to hold; one that has not changed at all is kept as it
// is.
function condition(type: string, finding: Finding, { record, before, turn }: Then): PodCondition {
  const old = before.find((each) => each.type === type)
  const status = finding.holds ? 'True' : 'False'
  const observedGeneration = record.pod.metadata.generation ?? 1
  const { reason, message } = finding
  const isSame = old?.status === status && old.reason === reason && old.message === message
  if (isSame && old.observedGeneration === observedGeneration) return old
  const lastTransitionTime =
    old?.status === status && old.lastTransitionTime ? old.lastTransitionTime : turn.stamp()
  const last = latest[status].get(type)
  const isAlike =
    last?.lastTransitionTime === lastTransitionTime &&
    last.observedGeneration === observedGeneration &&
    last.reason === reason &&
    last.message === message
  if (isAlike) return last
  // The API shows `lastProbeTime: null`; nothing sets it.
  const plain = { type, observedGeneration, status, lastProbeTime: null, lastTransitionTime }
  const why = message === undefined ? { reason } : { reason, message }
  const fresh = (reason === undefined ? plain : Object.assign(plain, why)) as object as PodCondition
  latest[status].set(type, fresh)
  return fresh
}

// Many Pods are in the same state since the same second: they share what says so. Only a cache, of
// the types in `OWN`.
const latest: Readonly<Record<'True' | 'False', Map<string, PodCondition>>> = {
  True: new Map(),
  False: new Map(),
}

const completed = (phase: PodStatus['phase']): string | undefined =>
  phase === 'Succeeded' ? 'PodCompleted' : phase === 'Failed' ? 'PodFailed' : undefined

function containersFinding(
  { pod }: PodRecord,
  containers: readonly ContainerStatus[],
  phase: PodStatus['phase'],
): Finding {
  const reason = completed(phase)
  if (reason !== undefined) return { holds: false, reason }
  const initial = pod.spec.initContainers?.length ?? 0
  const own = containers.slice(0, ephemeralFrom(pod))
  const unready = own.filter(
    ({ ready }, place) => !ready && (place >= initial || isSidecar(pod, place)),
  )
  if (unready.length === 0) return TRUE
  const names = unready.map(({ name }) => name).join(' ')
  const message = `containers with unready status: [${names}]`
  return { holds: false, reason: 'ContainersNotReady', message }
}

function readyFinding(
  { pod }: PodRecord,
  containers: Finding,
  conditions: readonly PodCondition[],
): Finding {
  const gates = pod.spec.readinessGates
  if (!containers.holds || !gates) return containers
  const closed = gates.flatMap(({ conditionType }) => {
    const found = conditions.find(({ type }) => type === conditionType)
    const gate = `pod readiness gate "${conditionType}"`
    if (!found) return [`corresponding condition of ${gate} does not exist.`]
    if (found.status === 'True') return []
    return [`the status of ${gate} is not "True", but ${found.status}`]
  })
  if (closed.length === 0) return TRUE
  return { holds: false, reason: 'ReadinessGatesNotReady', message: closed.join(', ') }
}

function initializedFinding(
  record: PodRecord,
  containers: readonly ContainerStatus[],
  phase: PodStatus['phase'],
): Finding {
  const initial = record.pod.spec.initContainers?.length ?? 0
  if (initial === 0 || isInitialized(record)) {
    return phase === 'Succeeded' ? { holds: true, reason: 'PodCompleted' } : TRUE
  }
  const left = containers.slice(0, initial).filter(({ ready }) => !ready)
  const message = `containers with incomplete status: [${left.map(({ name }) => name).join(' ')}]`
  return { holds: false, reason: 'ContainersNotInitialized', message }
}
