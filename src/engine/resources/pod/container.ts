import {
  always,
  any,
  boolean,
  enumeration,
  given,
  type Infer,
  int32,
  list,
  map,
  object,
  optional,
  pointer,
  quantity,
  string,
} from '../../api/schema'
import { envFromSource, envVar } from './environment'
import { lifecycle, probe } from './probe'
import { securityContext } from './security'

/** The transport protocols, in the order in which messages list them. */
export const protocol = enumeration('Protocol', 'SCTP', 'TCP', 'UDP')

/** When an image is pulled, in the order in which messages list the values. */
export const imagePullPolicy = enumeration('PullPolicy', 'Always', 'IfNotPresent', 'Never')

const containerPort = object('ContainerPort', {
  containerPort: given(int32),
  hostIP: optional(string),
  hostPort: optional(int32),
  name: optional(string),
  protocol: always(protocol),
})

/** A port that a container declares. */
export type ContainerPort = Infer<typeof containerPort>

/** What a container asks for, and may use at most (core/v1 ResourceRequirements). */
export const resourceRequirements = object('ResourceRequirements', {
  claims: optional(
    list(object('ResourceClaim', { name: given(string), request: optional(string) }), {
      keys: ['name'],
    }),
  ),
  limits: optional(map(quantity, { name: 'ResourceList' })),
  requests: optional(map(quantity, { name: 'ResourceList' })),
})

const volumeMount = object('VolumeMount', {
  mountPath: given(string),
  mountPropagation: pointer(
    enumeration('MountPropagationMode', 'None', 'HostToContainer', 'Bidirectional'),
  ),
  name: given(string),
  readOnly: optional(boolean),
  recursiveReadOnly: pointer(string),
  subPath: optional(string),
  subPathExpr: optional(string),
})

/** A volume in a container's file system. */
export type VolumeMount = Infer<typeof volumeMount>

const fields = {
  args: optional(list(string)),
  command: optional(list(string)),
  env: optional(list(envVar, { mergeKey: 'name', keys: ['name'] })),
  envFrom: optional(list(envFromSource)),
  image: optional(string),
  imagePullPolicy: always(imagePullPolicy),
  lifecycle: pointer(lifecycle),
  livenessProbe: pointer(probe),
  name: given(string),
  ports: optional(
    list(containerPort, { mergeKey: 'containerPort', keys: ['containerPort', 'protocol'] }),
  ),
  readinessProbe: pointer(probe),
  resizePolicy: optional(
    list(
      object('ContainerResizePolicy', {
        resourceName: given(string),
        restartPolicy: given(string),
      }),
    ),
  ),
  resources: always(resourceRequirements),
  restartPolicy: pointer(string),
  restartPolicyRules: optional(list(any)),
  securityContext: pointer(securityContext),
  startupProbe: pointer(probe),
  stdin: optional(boolean),
  stdinOnce: optional(boolean),
  terminationMessagePath: always(string),
  terminationMessagePolicy: always(
    enumeration('TerminationMessagePolicy', 'FallbackToLogsOnError', 'File'),
  ),
  tty: optional(boolean),
  volumeDevices: optional(
    list(object('VolumeDevice', { devicePath: given(string), name: given(string) }), {
      mergeKey: 'devicePath',
      keys: ['devicePath'],
    }),
  ),
  volumeMounts: optional(list(volumeMount, { mergeKey: 'mountPath', keys: ['mountPath'] })),
  workingDir: optional(string),
} as const

/** A container of a Pod (core/v1 Container). */
export const container = object('Container', fields)

/** A container of a Pod. */
export type Container = Infer<typeof container>

/** A container put into a running Pod by `kubectl debug` (core/v1 EphemeralContainer). */
export const ephemeralContainer = object('EphemeralContainer', {
  ...fields,
  targetContainerName: optional(string),
})
