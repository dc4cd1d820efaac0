import { updateStatus } from '../apiserver/action'
import type { Pod } from '../resources'
import { allocate, release } from './addresses'
import { runContainer, startContainer } from './containers'
import type { NodeImage, PodRecord } from './memory'
import { mount, remount } from './mounts'
import { hasFailedToInitialize, isDone, isInitialized } from './phase'
import { hostnameOf, sharedResolver } from './resolver'
import { statusOf, withStatus } from './status'
import { stopContainer } from './stopping'
import { isSidecar, type Turn } from './turn'
import { missingVolume } from './volumes'
import { containerOf, ephemeralFrom } from './words'

/**
 * One round of a Pod's worker: tells the API server how the Pod is, as of the last round, and then
 * does what is to be done next (pkg/kubelet/kubelet.go, SyncPod).
 */
export function syncPod(record: PodRecord, turn: Turn): void {
  if (record.stage === 'stopped' || record.stage === 'finished') return
  const told = report(record.mounted ? remount(record, turn) : record, turn)
  if (hasEnded(told)) {
    turn.save(endPod(told, turn))
    return
  }
  turn.save(told.stage === 'up' ? startContainers(withoutSidecars(told, turn), turn) : told)
}

// Sidecars are told to stop once everything that they are there for has ended, or has to: the last
// one first.
function withoutSidecars(record: PodRecord, turn: Turn): PodRecord {
  if (!record.failure && !isOver(record)) return record
  const last = record.containers.findLastIndex(({ state }) => state === 'running')
  return last < 0 ? record : stopContainer(record, last, turn)
}

/**
 * Writes a Pod's status. A Conflict means that a newer version is on its way: the next look tries
 * again.
 */
export function report(record: PodRecord, turn: Turn): PodRecord {
  const outcome = turn.act(updateStatus(withStatus(record.pod, statusOf(record, turn))))
  if (outcome.refused) {
    if (outcome.refused.code === CONFLICT) turn.look(record.key)
    return record
  }
  return outcome.object ? { ...record, pod: outcome.object as Pod } : record
}

const CONFLICT = 409

// Whether a Pod has nothing left to run.
function hasEnded(record: PodRecord): boolean {
  const { containers, failure, stage } = record
  if (stage === 'stopping') return false
  if (containers.some(({ state }) => state === 'running' || state === 'pulling')) return false
  if (failure || hasFailedToInitialize(record)) return true
  return isOver(record)
}

// Whether a Pod's own containers have ended for good, whatever sidecars do.
function isOver(record: PodRecord): boolean {
  const initial = record.pod.spec.initContainers?.length ?? 0
  const own = record.containers.slice(0, ephemeralFrom(record.pod))
  return own.every((each, place) => place < initial || isDone(record, each, place))
}

/** Stops a Pod's sandbox: from now on its address belongs to nobody. Its logs stay. */
export function stopSandbox(record: PodRecord, turn: Turn): void {
  if (record.ip === '' || record.stage === 'stopped' || record.stage === 'finished') return
  turn.context.runtime.stopPod(record.key)
  const { addresses } = turn.memory
  if (addresses && !record.pod.spec.hostNetwork) {
    turn.change({ addresses: release(addresses, record.ip) })
  }
}

function endPod(record: PodRecord, turn: Turn): PodRecord {
  stopSandbox(record, turn)
  return report({ ...record, stage: 'finished' }, turn)
}

/** Makes a Pod's sandbox and starts what can be started, now that the time for both has passed. */
export function bringUp(record: PodRecord, turn: Turn): PodRecord {
  const made = makeSandbox(record, turn)
  return made ? startContainers(made, turn) : turn.retry(record)
}

/** Makes a Pod's sandbox; undefined, and told, when that fails. */
export function makeSandbox(record: PodRecord, turn: Turn): PodRecord | undefined {
  const { pod } = record
  const missing = missingVolume(pod, turn.context.reader)
  const hostname = hostnameOf(pod, turn.memory.node)
  if (missing) turn.warning(pod, 'FailedMount', missing)
  if ('error' in hostname) {
    turn.warning(pod, 'FailedCreatePodSandBox', `Failed to create pod sandbox: ${hostname.error}`)
  }
  const ip = missing || 'error' in hostname ? undefined : addressFor(pod, turn)
  if (ip === undefined || 'error' in hostname) return undefined
  const resolver = sharedResolver(pod, turn.memory.resolvers)
  if (resolver.known !== turn.memory.resolvers) turn.change({ resolvers: resolver.known })
  for (const warning of resolver.warnings) turn.warning(pod, 'DNSConfigForming', warning)
  turn.context.runtime.addPod({
    pod: record.key,
    uid: pod.metadata.uid,
    node: turn.memory.node,
    ip,
    hostNetwork: pod.spec.hostNetwork === true,
    hostname: hostname.hostname,
    resolver: resolver.config,
  })
  return mount({ ...record, stage: 'up', ip }, turn)
}

function addressFor(pod: Pod, turn: Turn): string | undefined {
  const { addresses, address } = turn.memory
  if (pod.spec.hostNetwork) return address
  const given = addresses && allocate(addresses)
  if (given) {
    turn.change({ addresses: given.pool })
    return given.address
  }
  const why = addresses
    ? 'failed to allocate for range 0: no IP addresses available in range set'
    : 'cni plugin not initialized'
  const setUp = `plugin type="bridge" failed (add): ${why}`
  turn.warning(pod, 'FailedCreatePodSandBox', `Failed to create pod sandbox: ${setUp}`)
  return undefined
}

/**
 * Starts every container that should run and does not, in order; what fails is tried again later.
 */
export function startContainers(before: PodRecord, turn: Turn, from = 0): PodRecord {
  if (before.failure || isOver(before)) return before
  const later = ephemeralFrom(before.pod)
  let { record, failed } = startEphemeral(before, turn)
  for (let place = from; place < later; place++) {
    const container = record.containers[place]
    if (!container || container.state === 'pulling') break
    if (container.stopping || !mayStart(record, place)) continue
    if (container.state !== 'running' && !isDone(record, container, place)) {
      const attempt = startContainer(record, place, turn)
      record = attempt.record
      if (attempt.result === 'pulling') break
      failed ||= attempt.result === 'failed'
    }
    if (isWaitedFor(record, place)) break
  }
  return failed ? turn.retry(record) : record
}

// What was put into a running Pod waits for nothing, and is started once.
function startEphemeral(before: PodRecord, turn: Turn): { record: PodRecord; failed: boolean } {
  let record = before
  let failed = false
  for (let place = ephemeralFrom(record.pod); place < record.containers.length; place++) {
    const container = record.containers[place]
    if (container?.state !== 'waiting') continue
    const attempt = startContainer(record, place, turn)
    record = attempt.record
    failed ||= attempt.result === 'failed'
  }
  return { record, failed }
}

// A Pod's own containers start when all that comes before them is done or up.
const mayStart = (record: PodRecord, place: number): boolean =>
  place < (record.pod.spec.initContainers?.length ?? 0) || isInitialized(record)

// An init container holds up those after it: one that works until it is done, a sidecar until it is
// up.
function isWaitedFor(record: PodRecord, place: number): boolean {
  const { pod, containers } = record
  if (place >= (pod.spec.initContainers?.length ?? 0)) return false
  const container = containers[place]
  if (!isSidecar(pod, place)) return container?.exit?.code !== 0
  const { startupProbe } = containerOf(pod, place)
  return container?.state !== 'running' || (!!startupProbe && !container.probes.startup?.result)
}

/** Goes on with a Pod whose container has waited for its image. */
export function goOn(before: PodRecord, place: number, image: NodeImage, turn: Turn): PodRecord {
  if (before.containers[place]?.state !== 'pulling') return before
  const { record, result } = runContainer(before, place, image, turn)
  const isOwn = place < ephemeralFrom(record.pod)
  const rest = isOwn ? startLater(record, place, turn) : record
  return result === 'failed' ? turn.retry(rest) : rest
}

/** Starts what comes after a container, unless that one has to be waited for. */
export const startLater = (record: PodRecord, place: number, turn: Turn): PodRecord =>
  isWaitedFor(record, place) ? record : startContainers(record, turn, place + 1)
