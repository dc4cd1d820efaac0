import type { Reader } from '../engine'
import { controllerOf } from '../engine/api/object'
import { type Pod, resourceOf } from '../engine/resources'
import type { PodState, PodSummary } from './summary'

/** What the picture shows of a Pod. */
export function podSummary(pod: Pod, owner: string | undefined): PodSummary {
  const { metadata, spec, status } = pod
  const namespace = metadata.namespace ?? ''
  const word = printed(pod, 'Status')
  return {
    type: 'pod',
    id: podId(namespace, metadata.name),
    namespace,
    name: metadata.name,
    ...(owner === undefined ? {} : { owner }),
    labels: metadata.labels ?? {},
    state: stateOf(pod, word),
    status: word,
    ready: printed(pod, 'Ready'),
    restarts: (status.containerStatuses ?? []).reduce((sum, each) => sum + each.restartCount, 0),
    ...(status.podIP ? { ip: status.podIP } : {}),
    ...(spec.nodeName ? { node: spec.nodeName } : {}),
    image: spec.containers[0]?.image ?? '',
    ...readinessOf(pod),
    system: isSystem(namespace),
  }
}

/**
 * Whether the picture has a Pod: the cluster's own that use their node's network are the node
 * itself, to whoever looks at Services.
 */
export const isShown = ({ metadata, spec }: Pod): boolean =>
  !(spec.hostNetwork && isSystem(metadata.namespace ?? ''))

/** The id of a Pod's summary. */
export const podId = (namespace: string, name: string): string => `pod/${namespace}/${name}`

/** Whether a namespace belongs to the cluster itself. */
export const isSystem = (namespace: string): boolean => /^kube-/.test(namespace)

function readinessOf({ spec }: Pod): Pick<PodSummary, 'readiness'> | undefined {
  const probe = spec.containers.find((each) => each.readinessProbe)?.readinessProbe
  if (!probe) return undefined
  const { httpGet, exec, tcpSocket } = probe
  return { readiness: httpGet ? 'http' : exec ? 'exec' : tcpSocket ? 'tcp' : 'grpc' }
}

// The API server knows how kubectl prints a Pod; its age is not asked for here.
const columns = resourceOf('Pod').columns
const printed = (pod: Pod, column: string): string =>
  String(columns.find(({ name }) => name === column)?.cell(pod, { unixSeconds: 0 }) ?? '')

// Why a container does not run, when that is no cause for worry.
const onTheWay = new Set(['ContainerCreating', 'PodInitializing', 'Pending', 'Running', 'NotReady'])

/** The shape a Pod is drawn with. */
function stateOf({ metadata, spec, status }: Pod, word: string): PodState {
  if (metadata.deletionTimestamp) return 'terminating'
  if (status.phase === 'Succeeded') return 'completed'
  if (status.phase === 'Failed') return 'failing'
  if (!onTheWay.has(word) && !/^Init:\d+\/\d+$/.test(word)) return 'failing'
  if (status.phase === 'Pending') return spec.nodeName ? 'creating' : 'pending'
  const ready = status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True')
  return ready ? 'ready' : 'running'
}

/**
 * The id of the workload that a Pod belongs to: the Deployment above its ReplicaSet, or what
 * there is.
 */
export function ownerOf(pod: Pod, reader: Reader): string | undefined {
  const owner = controllerOf(pod)
  if (!owner) return undefined
  const namespace = pod.metadata.namespace ?? ''
  const above =
    owner.kind === 'ReplicaSet' ? reader.get('ReplicaSet', namespace, owner.name) : undefined
  const top = (above && controllerOf(above)) ?? owner
  return workloadId(top.kind, namespace, top.name)
}

/** The id of a workload's summary: `deployment/default/web`. */
export const workloadId = (kind: string, namespace: string, name: string): string =>
  `${kind.toLowerCase()}/${namespace}/${name}`
