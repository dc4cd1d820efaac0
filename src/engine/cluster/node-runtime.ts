import type { Reader } from '../apiserver/reader'
import type { CriContainer, CriImage, NodeRuntime, PodSandbox } from '../images/node-runtime'
import { hexOf } from '../images/reference'
import type { Pod } from '../resources'
import { parseTimestamp } from '../sim'

interface NodeImage {
  readonly id: string
  readonly reference: string
  readonly sizeBytes: number
}

type Log = NodeRuntime['log']
type ContainerStatus = NonNullable<Pod['status']['containerStatuses']>[number]

/** What a node's containerd has: what its kubelet has told of it, and the logs. */
export function runtimeOf(
  reader: Reader,
  node: string,
  { now, log, images }: { now: number; log: Log; images: Iterable<NodeImage> },
): NodeRuntime {
  const { status } = reader.get('Node', '', node) ?? {}
  const byId = new Map(Array.from(images, (image) => [image.id, image]))
  const pods = [...reader.indexed('Pod', 'node', node)].filter((pod) => pod.status.podIP)
  return {
    version: status?.nodeInfo?.containerRuntimeVersion.replace('containerd://', '') ?? '',
    now,
    pods: newestFirst(pods.map(sandboxOf)),
    containers: newestFirst(pods.flatMap(containersOf)),
    images: [...byId.values()].flatMap(imageOf),
    log,
  }
}

const newestFirst = <Made extends { readonly createdAt: number }>(all: readonly Made[]) =>
  [...all].sort((left, right) => right.createdAt - left.createdAt)

const secondOf = (text: string | undefined): number =>
  text === undefined ? 0 : (parseTimestamp(text) ?? 0)

function sandboxOf({ metadata, status }: Pod): PodSandbox {
  const { name, namespace = '', uid = '', labels = {}, creationTimestamp } = metadata
  return {
    id: hexOf(`sandbox/${uid}`),
    name,
    namespace,
    uid,
    createdAt: secondOf(status.startTime ?? creationTimestamp),
    isReady: status.phase === 'Running' || status.phase === 'Pending',
    address: status.podIP ?? '',
    labels,
  }
}

function containersOf(pod: Pod): readonly CriContainer[] {
  const { containerStatuses = [], initContainerStatuses = [] } = pod.status
  const sandbox = sandboxOf(pod)
  return [...initContainerStatuses, ...containerStatuses].flatMap((status) =>
    runsOf(status).map((run) => ({
      sandbox,
      name: status.name,
      image: status.image,
      imageId: digestOf(status.imageID),
      ...run,
    })),
  )
}

type Run = Pick<CriContainer, 'id' | 'createdAt' | 'isRunning' | 'attempt' | 'exitCode' | 'reason'>

// The container that is there, and the one before it.
function runsOf({ state, lastState, containerID, restartCount }: ContainerStatus): readonly Run[] {
  const runs: Run[] = []
  if (state?.running && containerID) {
    const createdAt = secondOf(state.running.startedAt)
    runs.push({ id: idOf(containerID), createdAt, isRunning: true, attempt: restartCount })
  }
  for (const ended of [state?.terminated, lastState?.terminated]) {
    if (!ended?.containerID) continue
    const isBefore = ended === lastState?.terminated && (state?.running || state?.terminated)
    runs.push({
      id: idOf(ended.containerID),
      createdAt: secondOf(ended.startedAt),
      isRunning: false,
      attempt: isBefore ? Math.max(restartCount - 1, 0) : restartCount,
      exitCode: ended.exitCode,
      ...(ended.reason === undefined ? {} : { reason: ended.reason }),
    })
  }
  return runs
}

const idOf = (text: string): string => text.replace(/^\w+:\/\//, '')
const digestOf = (text: string): string => text.replace(/^.*sha256:/, '')

function imageOf({ id, reference, sizeBytes }: NodeImage): readonly CriImage[] {
  const [, name = '', tag = ''] = /^(.*):([^:/]*)$/.exec(reference) ?? []
  return name === '' ? [] : [{ name, tag, id: digestOf(id), sizeBytes }]
}
