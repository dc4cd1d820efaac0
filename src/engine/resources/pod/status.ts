import {
  always,
  any,
  boolean,
  enumeration,
  given,
  type Infer,
  int32,
  int64,
  list,
  map,
  object,
  optional,
  pointer,
  quantity,
  string,
  time,
} from '../../api/schema'
import { byType, conditionFields } from '../condition'

const containerState = object('ContainerState', {
  running: pointer(object('ContainerStateRunning', { startedAt: optional(time) })),
  terminated: pointer(
    object('ContainerStateTerminated', {
      containerID: optional(string),
      exitCode: given(int32),
      finishedAt: optional(time),
      message: optional(string),
      reason: optional(string),
      signal: optional(int32),
      startedAt: optional(time),
    }),
  ),
  waiting: pointer(
    object('ContainerStateWaiting', { message: optional(string), reason: optional(string) }),
  ),
})

/** Waiting, running or terminated: one of the three. */
export type ContainerState = Infer<typeof containerState>

const containerStatus = object('ContainerStatus', {
  allocatedResources: optional(map(quantity, { name: 'ResourceList' })),
  allocatedResourcesStatus: optional(list(any, { mergeKey: 'name', keys: ['name'] })),
  containerID: optional(string),
  image: given(string),
  imageID: given(string),
  lastState: always(containerState),
  name: given(string),
  ready: given(boolean),
  resources: pointer(any),
  restartCount: given(int32),
  started: pointer(boolean),
  state: always(containerState),
  stopSignal: pointer(string),
  user: pointer(any),
  volumeMounts: optional(list(any, { mergeKey: 'mountPath', keys: ['mountPath'] })),
})

/** How a container is doing, as its kubelet last said. */
export type ContainerStatus = Infer<typeof containerStatus>

const podCondition = object('PodCondition', {
  lastProbeTime: optional(time),
  lastTransitionTime: optional(time),
  ...conditionFields,
  observedGeneration: optional(int64),
})

/** One finding about a Pod: `Ready`, `PodScheduled` … */
export type PodCondition = Infer<typeof podCondition>

/** How a Pod is doing (core/v1 PodStatus). */
export const podStatus = object('PodStatus', {
  conditions: optional(list(podCondition, byType)),
  containerStatuses: optional(list(containerStatus)),
  ephemeralContainerStatuses: optional(list(containerStatus)),
  extendedResourceClaimStatus: pointer(any),
  hostIP: optional(string),
  hostIPs: optional(list(object('HostIP', { ip: given(string) }), { mergeKey: 'ip' })),
  initContainerStatuses: optional(list(containerStatus)),
  message: optional(string),
  nominatedNodeName: optional(string),
  observedGeneration: optional(int64),
  phase: always(enumeration('PodPhase', 'Pending', 'Running', 'Succeeded', 'Failed', 'Unknown')),
  podIP: optional(string),
  podIPs: optional(list(object('PodIP', { ip: given(string) }), { mergeKey: 'ip', keys: ['ip'] })),
  qosClass: always(enumeration('PodQOSClass', 'Guaranteed', 'Burstable', 'BestEffort')),
  reason: optional(string),
  resize: optional(string),
  resourceClaimStatuses: optional(
    list(any, { mergeKey: 'name', keys: ['name'], retainKeys: true }),
  ),
  startTime: pointer(time),
})

/** How a Pod is doing. */
export type PodStatus = Infer<typeof podStatus>
