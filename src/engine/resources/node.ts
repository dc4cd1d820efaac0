import { sameJson } from '../api/equality'
import { duplicate, type FieldError, forbiddenField, invalid } from '../api/field-error'
import { NOT_A_CIDR, parseIpBlock } from '../api/ip'
import { dns1123Subdomain, labelValue, qualifiedName } from '../api/names'
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
} from '../api/schema'
import { checkOneOf, checkText } from './checks'
import { ageColumn, column, NONE, nameColumn, wide } from './columns'
import { byType, conditionFields } from './condition'
import { checkMetadata } from './metadata'
import { defineResource, type ObjectFrom } from './resource'
import { filled, replaced } from './sharing'

const taint = object('Taint', {
  effect: given(enumeration('TaintEffect', 'NoSchedule', 'PreferNoSchedule', 'NoExecute')),
  key: given(string),
  timeAdded: pointer(time),
  value: optional(string),
})

/** What keeps Pods off a node that do not tolerate it. */
export type Taint = Infer<typeof taint>

const nodeSpec = object('NodeSpec', {
  configSource: pointer(any),
  externalID: optional(string),
  podCIDR: optional(string),
  podCIDRs: optional(list(string, { set: true, merged: true })),
  providerID: optional(string),
  taints: optional(list(taint)),
  unschedulable: optional(boolean),
})

const condition = object('NodeCondition', {
  lastHeartbeatTime: optional(time),
  lastTransitionTime: optional(time),
  ...conditionFields,
})

/** One finding about a Node: `Ready`, `MemoryPressure` … */
export type NodeCondition = Infer<typeof condition>

const nodeInfo = object('NodeSystemInfo', {
  architecture: given(string),
  bootID: given(string),
  containerRuntimeVersion: given(string),
  kernelVersion: given(string),
  kubeProxyVersion: given(string),
  kubeletVersion: given(string),
  machineID: given(string),
  operatingSystem: given(string),
  osImage: given(string),
  swap: pointer(any),
  systemUUID: given(string),
})

const address = object('NodeAddress', {
  address: given(string),
  type: given(
    enumeration(
      'NodeAddressType',
      'Hostname',
      'InternalIP',
      'ExternalIP',
      'InternalDNS',
      'ExternalDNS',
    ),
  ),
})

const nodeStatus = object('NodeStatus', {
  addresses: optional(list(address, byType)),
  allocatable: optional(map(quantity, { name: 'ResourceList' })),
  capacity: optional(map(quantity, { name: 'ResourceList' })),
  conditions: optional(list(condition, byType)),
  config: pointer(any),
  daemonEndpoints: always(
    object('NodeDaemonEndpoints', {
      kubeletEndpoint: always(object('DaemonEndpoint', { Port: given(int32) })),
    }),
  ),
  features: pointer(any),
  images: optional(
    list(object('ContainerImage', { names: always(list(string)), sizeBytes: optional(int64) })),
  ),
  nodeInfo: always(nodeInfo),
  phase: optional(string),
  runtimeHandlers: optional(list(any)),
  volumesAttached: optional(list(any)),
  volumesInUse: optional(list(string)),
})

const schema = object('Node', { spec: always(nodeSpec), status: always(nodeStatus) })

/** A machine that runs Pods. */
export type Node = ObjectFrom<'Node', typeof schema.fields>

/** The label that tells which zone of its provider's region a node is in. */
export const ZONE = 'topology.kubernetes.io/zone'

const UNKNOWN: Node['status'] = {
  daemonEndpoints: { kubeletEndpoint: { Port: 0 } },
  nodeInfo: {
    architecture: '',
    bootID: '',
    containerRuntimeVersion: '',
    kernelVersion: '',
    kubeProxyVersion: '',
    kubeletVersion: '',
    machineID: '',
    operatingSystem: '',
    osImage: '',
    systemUUID: '',
  },
}

function defaultNode(node: Node): Node {
  const { spec = {}, status = UNKNOWN } = node
  const { podCIDR, podCIDRs = [] } = spec
  const first = podCIDR ?? podCIDRs[0]
  const addressed =
    first === undefined
      ? spec
      : filled(spec, { podCIDR: first, podCIDRs: podCIDRs.length > 0 ? podCIDRs : [first] })
  const allocatable = status.capacity && { allocatable: status.capacity }
  return replaced(node, { spec: addressed, status: filled(status, { ...allocatable }) })
}

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const

function validateNode(node: Node, previous?: Node): readonly FieldError[] {
  const report: FieldError[] = []
  const { podCIDRs = [], taints = [] } = node.spec
  const naming = { rule: dns1123Subdomain, namespaced: false }
  checkMetadata(report, node.metadata, naming, previous?.metadata)
  for (const [index, { effect, key, value = '' }] of taints.entries()) {
    const field = `spec.taints[${index}]`
    checkText(report, `${field}.key`, key, qualifiedName)
    checkText(report, `${field}.value`, value, labelValue)
    checkOneOf(report, `${field}.effect`, effect, EFFECTS)
    const isSame = (other: Taint): boolean => other.key === key && other.effect === effect
    if (taints.findIndex(isSame) < index) report.push(duplicate(field, taints[index]))
  }
  for (const [index, block] of podCIDRs.entries()) {
    if (parseIpBlock(block)) continue
    report.push(invalid(`spec.podCIDRs[${index}]`, block, NOT_A_CIDR))
  }
  const old = previous?.spec.podCIDRs
  const [first] = podCIDRs
  const isOther = node.spec.podCIDR !== undefined && node.spec.podCIDR !== first
  if (old && (isOther || !sameJson(old, podCIDRs))) {
    const detail = 'node updates may not change podCIDR except from "" to valid'
    report.push(forbiddenField('spec.podCIDRs', detail))
  }
  return report
}

const UNTOLD = '<unknown>'

function statusText({ spec, status }: Node): string {
  const ready = status.conditions?.find(({ type }) => type === 'Ready')
  const word = ready ? (ready.status === 'True' ? 'Ready' : 'NotReady') : 'Unknown'
  return spec.unschedulable ? `${word},SchedulingDisabled` : word
}

const ROLE_PREFIX = 'node-role.kubernetes.io/'

function rolesText({ metadata }: Node): string {
  const roles = Object.entries(metadata.labels ?? {}).flatMap(([key, value]) => {
    if (key.startsWith(ROLE_PREFIX)) return key.slice(ROLE_PREFIX.length) || []
    return key === 'kubernetes.io/role' && value !== '' ? value : []
  })
  return [...new Set(roles)].sort().join(',') || NONE
}

const addressOf = ({ status }: Node, wanted: string): string =>
  status.addresses?.find(({ type }) => type === wanted)?.address ?? NONE

/** Keeps Nodes (core/v1). */
export const node = defineResource<Node>({
  kind: 'Node',
  group: '',
  version: 'v1',
  plural: 'nodes',
  shortNames: ['no'],
  categories: [],
  namespaced: false,
  subresources: ['proxy', 'status'],
  schema,
  default: defaultNode,
  validate: validateNode,
  columns: [
    nameColumn,
    column('Status', statusText),
    column('Roles', rolesText),
    ageColumn,
    column('Version', ({ status }) => status.nodeInfo.kubeletVersion),
    wide('Internal-IP', (node) => addressOf(node, 'InternalIP')),
    wide('External-IP', (node) => addressOf(node, 'ExternalIP')),
    wide('OS-Image', ({ status }) => status.nodeInfo.osImage || UNTOLD),
    wide('Kernel-Version', ({ status }) => status.nodeInfo.kernelVersion || UNTOLD),
    wide('Container-Runtime', ({ status }) => status.nodeInfo.containerRuntimeVersion || UNTOLD),
  ],
  fieldSelectors: { 'spec.unschedulable': ({ spec }) => `${spec.unschedulable ?? false}` },
  indexes: {},
  countsGenerations: false,
})
