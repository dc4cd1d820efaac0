import type { PodStatus } from '../resources/pod/status'
import type { ContainerRecord, PodRecord } from './memory'
import { isSidecar } from './turn'
import { containerOf, ephemeralFrom } from './words'

/** Whether a container has ended for good: nothing will start it again. */
export function isDone({ pod }: PodRecord, container: ContainerRecord, place: number): boolean {
  if (container.state !== 'exited' || !container.exit) return false
  if (place >= ephemeralFrom(pod)) return true
  if (isSidecar(pod, place)) return false
  const { restartPolicy } = pod.spec
  const initial = place < (pod.spec.initContainers?.length ?? 0)
  if (container.exit.code === 0) return initial || restartPolicy !== 'Always'
  return restartPolicy === 'Never'
}

/** Whether everything that comes before the Pod's own containers is done, or runs beside them. */
export const isInitialized = (record: PodRecord): boolean =>
  record.containers.every((container, place) => {
    if (place >= (record.pod.spec.initContainers?.length ?? 0)) return true
    if (!isSidecar(record.pod, place))
      return container.exit?.code === 0 && isDone(record, container, place)
    const { startupProbe } = containerOf(record.pod, place)
    const isUp = container.state === 'running' || container.exit !== undefined
    return isUp && (!startupProbe || container.probes.startup?.result === true)
  })

/** Whether one of the init containers has failed for good. */
export const hasFailedToInitialize = (record: PodRecord): boolean =>
  record.containers.some(
    (container, place) =>
      place < (record.pod.spec.initContainers?.length ?? 0) &&
      isDone(record, container, place) &&
      container.exit?.code !== 0,
  )

/**
 * The sum of a Pod in one word. Nobody is told that it has ended while one of its containers still
 * runs (pkg/kubelet/status/status_manager.go, mergePodStatus).
 */
export function phaseOf(record: PodRecord): PodStatus['phase'] {
  const phase = sumOf(record)
  const isEnd = phase === 'Succeeded' || phase === 'Failed'
  const isRunning = record.containers.some(({ state }) => state === 'running')
  return isEnd && isRunning ? record.pod.status.phase : phase
}

// pkg/kubelet/kubelet_pods.go, getPhase. Sidecars do not count, nor what was put in for debugging.
function sumOf(record: PodRecord): PodStatus['phase'] {
  const { pod, containers, failure, stage } = record
  if (failure || hasFailedToInitialize(record)) return 'Failed'
  const initial = pod.spec.initContainers?.length ?? 0
  const main = containers.slice(initial, ephemeralFrom(pod))
  if (main.some(({ state, exit }) => state !== 'running' && !exit)) return 'Pending'
  // What was told to stop is not started again, whatever the restart policy says.
  const areDone =
    stage === 'stopped' ||
    main.every((container, index) => isDone(record, container, initial + index))
  if (!areDone) return 'Running'
  return main.every(({ exit }) => exit?.code === 0) ? 'Succeeded' : 'Failed'
}
