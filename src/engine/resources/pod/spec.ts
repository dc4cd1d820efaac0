import { objectMeta } from '../../api/meta-schema'
import {
  always,
  any,
  boolean,
  defaulted,
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
} from '../../api/schema'
import { localObjectReference } from '../references'
import { container, ephemeralContainer, resourceRequirements } from './container'
import { affinity, toleration, topologySpreadConstraint } from './placement'
import { podSecurityContext } from './security'
import { volume } from './volume'

const byName = { mergeKey: 'name', keys: ['name'] } as const

const dnsConfig = object('PodDNSConfig', {
  nameservers: optional(list(string)),
  options: optional(
    list(object('PodDNSConfigOption', { name: optional(string), value: pointer(string) })),
  ),
  searches: optional(list(string)),
})

const hostAlias = object('HostAlias', { hostnames: optional(list(string)), ip: given(string) })

/** What a Pod is to be (core/v1 PodSpec). */
export const podSpec = object('PodSpec', {
  activeDeadlineSeconds: pointer(int64),
  affinity: pointer(affinity),
  automountServiceAccountToken: pointer(boolean),
  containers: given(list(container, byName)),
  dnsConfig: pointer(dnsConfig),
  dnsPolicy: always(
    enumeration('DNSPolicy', 'ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'),
  ),
  enableServiceLinks: pointer(boolean),
  ephemeralContainers: optional(list(ephemeralContainer, byName)),
  hostAliases: optional(list(hostAlias, { mergeKey: 'ip', keys: ['ip'] })),
  hostIPC: optional(boolean),
  hostNetwork: optional(boolean),
  hostPID: optional(boolean),
  hostUsers: pointer(boolean),
  hostname: optional(string),
  hostnameOverride: pointer(string),
  imagePullSecrets: optional(list(localObjectReference, byName)),
  initContainers: optional(list(container, byName)),
  nodeName: optional(string),
  nodeSelector: optional(map(string, { atomic: true })),
  os: pointer(object('PodOS', { name: given(string) })),
  overhead: optional(map(quantity, { name: 'ResourceList' })),
  preemptionPolicy: pointer(enumeration('PreemptionPolicy', 'Never', 'PreemptLowerPriority')),
  priority: pointer(int32),
  priorityClassName: optional(string),
  readinessGates: optional(list(object('PodReadinessGate', { conditionType: given(string) }))),
  resourceClaims: optional(list(any, { ...byName, retainKeys: true })),
  resources: pointer(resourceRequirements),
  restartPolicy: always(enumeration('RestartPolicy', 'Always', 'OnFailure', 'Never')),
  runtimeClassName: pointer(string),
  schedulerName: always(string),
  schedulingGates: optional(list(object('PodSchedulingGate', { name: given(string) }), byName)),
  securityContext: defaulted(podSecurityContext),
  serviceAccount: optional(string),
  serviceAccountName: optional(string),
  setHostnameAsFQDN: pointer(boolean),
  shareProcessNamespace: pointer(boolean),
  subdomain: optional(string),
  terminationGracePeriodSeconds: defaulted(int64),
  tolerations: optional(list(toleration)),
  topologySpreadConstraints: optional(
    list(topologySpreadConstraint, {
      mergeKey: 'topologyKey',
      keys: ['topologyKey', 'whenUnsatisfiable'],
    }),
  ),
  volumes: optional(list(volume, { ...byName, retainKeys: true })),
})

/** What a Pod is to be. */
export type PodSpec = Infer<typeof podSpec>

/** What a workload makes its Pods from (core/v1 PodTemplateSpec). */
export const podTemplate = object('PodTemplateSpec', {
  metadata: always(objectMeta),
  spec: always(podSpec),
})

/** What a workload makes its Pods from. */
export type PodTemplate = Infer<typeof podTemplate>
