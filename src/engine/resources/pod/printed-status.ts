import type { Pod } from './schema'
import type { ContainerState, ContainerStatus } from './status'

/** What the columns of a Pod are made of. */
interface PrintedStatus {
  /** `Running`, `ContainerCreating`, `CrashLoopBackOff`, `Init:0/1`, `Terminating` … */
  readonly reason: string
  readonly ready: number
  readonly total: number
  /** The containers whose restarts count. */
  readonly counted: readonly ContainerStatus[]
}

/** How a Pod is doing in one word, and in numbers (printers/internalversion, printPod). */
export function printedStatus(pod: Pod): PrintedStatus {
  const { metadata, spec, status } = pod
  const sidecars = sidecarsOf(pod)
  const init = initializing(pod, sidecars)
  const initialized = init.reason === undefined || isTrue(pod, 'Initialized')
  const running = initialized ? runningReason(pod) : undefined
  const own = isGated(pod) ? 'SchedulingGated' : status.reason || status.phase
  const reason = running ?? init.reason ?? own
  const counted = initialized
    ? [...init.sidecars, ...(status.containerStatuses ?? [])]
    : (status.initContainerStatuses ?? [])
  const ready = initialized ? (status.containerStatuses ?? []).filter(isReady).length : 0
  return {
    reason: metadata.deletionTimestamp ? leaving(pod, reason) : reason,
    ready: init.ready + ready,
    total: spec.containers.length + sidecars.size,
    counted,
  }
}

const isTrue = ({ status }: Pod, wanted: string): boolean =>
  status.conditions?.some(({ type, status: is }) => type === wanted && is === 'True') ?? false

const isGated = ({ status }: Pod): boolean =>
  status.conditions?.some(
    ({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated',
  ) ?? false

const isReady = ({ ready, state }: ContainerStatus): boolean => ready && state.running !== undefined

const sidecarsOf = ({ spec }: Pod): ReadonlySet<string> =>
  new Set(
    (spec.initContainers ?? [])
      .filter(({ restartPolicy }) => restartPolicy === 'Always')
      .map(({ name }) => name),
  )

function leaving({ status }: Pod, reason: string): string {
  if (status.reason === 'NodeLost') return 'Unknown'
  return status.phase === 'Succeeded' || status.phase === 'Failed' ? reason : 'Terminating'
}

interface Initializing {
  /** Absent when all init containers are done. */
  readonly reason?: string
  readonly ready: number
  readonly sidecars: readonly ContainerStatus[]
}

/** The first init container that is not done says why. */
function initializing({ spec, status }: Pod, sidecars: ReadonlySet<string>): Initializing {
  const statuses = status.initContainerStatuses ?? []
  const seen: ContainerStatus[] = []
  let ready = 0
  for (const [index, each] of statuses.entries()) {
    const isSidecar = sidecars.has(each.name)
    if (isSidecar) seen.push(each)
    if (each.state.terminated?.exitCode === 0) continue
    if (!isSidecar || !each.started) {
      const reason = initReason(each.state, `${index}/${spec.initContainers?.length ?? 0}`)
      return { reason: `Init:${reason}`, ready, sidecars: seen }
    }
    if (each.ready) ready++
  }
  return { ready, sidecars: seen }
}

function initReason({ terminated, waiting }: ContainerState, progress: string): string {
  if (terminated) return terminated.reason ?? ended(terminated)
  return waiting?.reason && waiting.reason !== 'PodInitializing' ? waiting.reason : progress
}

const ended = ({ exitCode, signal }: NonNullable<ContainerState['terminated']>): string =>
  signal ? `Signal:${signal}` : `ExitCode:${exitCode}`

/** The first container that does not run says why; undefined when the phase says it all. */
function runningReason(pod: Pod): string | undefined {
  const statuses = pod.status.containerStatuses ?? []
  const reasons = statuses.map(({ state: { terminated, waiting } }) => {
    if (waiting?.reason) return waiting.reason
    return terminated && (terminated.reason ?? ended(terminated))
  })
  const reason = reasons.find((each) => each !== undefined)
  // One container is done and another still works: the Pod is at work.
  if (reason !== 'Completed' || !statuses.some(isReady)) return reason
  return isTrue(pod, 'Ready') ? 'Running' : 'NotReady'
}
