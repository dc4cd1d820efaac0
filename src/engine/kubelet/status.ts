import { sameJson } from '../api/equality'
import type { Pod } from '../resources'
import type { Container } from '../resources/pod/container'
import type { ContainerStatus, PodStatus } from '../resources/pod/status'
import { podIPsOf } from './addresses'
import { conditionsOf } from './conditions'
import type { ContainerRecord, Exit, PodRecord } from './memory'
import { phaseOf } from './phase'
import type { Turn } from './turn'
import { containerOf, ephemeralFrom } from './words'

const NOTHING: ContainerStatus['lastState'] = {}

/** A Pod's status as its kubelet finds it (pkg/kubelet/kubelet_pods.go, generateAPIPodStatus). */
export function statusOf(record: PodRecord, turn: Turn): PodStatus {
  const { pod, containers, failure } = record
  const before = pod.status
  const initial = pod.spec.initContainers?.length ?? 0
  const own = ephemeralFrom(pod)
  const all = containers.map((container, place) => containerStatus(record, container, place, turn))
  const phase = phaseOf(record)
  const { address } = turn.memory
  const { ip } = record
  // Every Pod passes here several times: what is always there is written out, the rest is added.
  const status: Mutable<PodStatus> = {
    observedGeneration: pod.metadata.generation ?? 1,
    phase,
    conditions: conditionsOf(record, all, phase, turn),
    hostIP: address,
    hostIPs: before.hostIPs ?? turn.memory.hostIPs,
    startTime: before.startTime ?? turn.stamp(record.admitted),
    containerStatuses: all.length === pod.spec.containers.length ? all : all.slice(initial, own),
    qosClass: before.qosClass,
  }
  if (initial > 0) status.initContainerStatuses = all.slice(0, initial)
  if (all.length > own) status.ephemeralContainerStatuses = all.slice(own)
  if (ip !== '') {
    status.podIP = ip
    status.podIPs =
      before.podIP === ip && before.podIPs ? before.podIPs : podIPsOf(record, turn.memory)
  }
  if (failure && phase === 'Failed') {
    status.reason = failure.reason
    status.message = failure.message
  }
  return status
}

// Of an object that is being built, before anybody else sees it.
type Mutable<Of> = { -readonly [Key in keyof Of]: Of[Key] }

/** The status of a Pod that its kubelet refuses: it has never had containers. */
export function rejectedStatus({ pod, failure }: PodRecord, turn: Turn): PodStatus {
  return {
    ...pod.status,
    observedGeneration: pod.metadata.generation ?? 1,
    phase: 'Failed',
    startTime: turn.stamp(),
    ...(failure ?? {}),
  }
}

function containerStatus(
  record: PodRecord,
  container: ContainerRecord,
  place: number,
  turn: Turn,
): ContainerStatus {
  const spec = containerOf(record.pod, place)
  const { image, id } = container
  const status = {
    containerID: id,
    image: image?.reference ?? spec.image ?? '',
    imageID: image?.id ?? '',
    lastState: lastState(container, turn),
    name: spec.name,
    ready: isReady(record, container, place),
    restartCount: container.restarts,
    started: container.state === 'running' && isStarted(container, spec),
    state: stateOf(record, container, turn),
  }
  if (place >= ephemeralFrom(record.pod)) return unprobed(status)
  if (id !== '') return status
  const { containerID: _, ...waiting } = status
  return shared(waiting)
}

// Nobody probes what was put into a running Pod: it is never ready, and has not `started`.
function unprobed({ containerID, started: _, ...status }: ContainerStatus): ContainerStatus {
  const whole = { ...status, ready: false }
  return containerID ? { containerID, ...whole } : whole
}

// Before they run, the containers of one template are all the same. Only a cache.
const last: { status?: ContainerStatus } = {}

function shared(status: ContainerStatus): ContainerStatus {
  if (!last.status || !sameJson(last.status, status)) last.status = status
  return last.status
}

function stateOf(
  record: PodRecord,
  container: ContainerRecord,
  turn: Turn,
): ContainerStatus['state'] {
  const { state, reason, message, exit, startedAt } = container
  if (state === 'running') {
    return runningSince(turn.stamp(startedAt))
  }
  if (exit && reason === '') return { terminated: terminated(exit, turn) }
  if (reason !== '') return { waiting: message === '' ? { reason } : { message, reason } }
  // The same word for every container of the Pod, the one that initializes it included.
  return (record.pod.spec.initContainers?.length ?? 0) > 0 ? INITIALIZING : CREATING
}

// Containers that began in the same second share it: the latest seconds are kept. Only a cache.
const running = new Map<string, ContainerStatus['state']>()
const MOST_RUNNING = 64

function runningSince(startedAt: string): ContainerStatus['state'] {
  const known = running.get(startedAt)
  if (known) return known
  if (running.size >= MOST_RUNNING) running.clear()
  const state = { running: { startedAt } }
  running.set(startedAt, state)
  return state
}

const CREATING: ContainerStatus['state'] = { waiting: { reason: 'ContainerCreating' } }
const INITIALIZING: ContainerStatus['state'] = { waiting: { reason: 'PodInitializing' } }

function lastState({ exit, last, reason }: ContainerRecord, turn: Turn): ContainerStatus['state'] {
  const before = exit && reason !== '' ? exit : last
  return before ? { terminated: terminated(before, turn) } : NOTHING
}

function terminated(
  { code, reason, message, id, startedAt, finishedAt }: Exit,
  turn: Turn,
): NonNullable<ContainerStatus['state']['terminated']> {
  return {
    ...(id === '' ? undefined : { containerID: id }),
    exitCode: code,
    finishedAt: turn.stamp(finishedAt),
    ...(message === '' ? undefined : { message }),
    reason,
    startedAt: turn.stamp(startedAt),
  }
}

/** Whether a container has come up as far as its startup probe is concerned. */
export const isStarted = ({ probes }: ContainerRecord, spec: Container): boolean =>
  !spec.startupProbe || probes.startup?.result === true

/** Whether a container counts as ready: it runs, has started, and its readiness probe says so. */
export function isReady({ pod }: PodRecord, container: ContainerRecord, place: number): boolean {
  const spec = containerOf(pod, place)
  const initial = pod.spec.initContainers?.length ?? 0
  if (place < initial && spec.restartPolicy !== 'Always') {
    return container.state === 'exited' && container.exit?.code === 0
  }
  if (container.state !== 'running' || !isStarted(container, spec)) return false
  return !spec.readinessProbe || container.probes.readiness?.result === true
}

/** A Pod with another status; nothing else of it changes. */
export const withStatus = ({ apiVersion, kind, metadata, spec }: Pod, status: PodStatus): Pod => ({
  apiVersion,
  kind,
  metadata,
  spec,
  status,
})
