import { sameJson } from '../../api/equality'
import type { Labels } from '../../api/object'
import { create, type Draft, update } from '../../apiserver/action'
import type { Reader } from '../../apiserver/reader'
import type { DaemonSet, Pod, Service } from '../../resources'
import type { PodSpec } from '../../resources/pod/spec'
import type { Step } from '../controller'
import { tell } from './balanced'

/** The namespace of what ServiceLB runs. */
export const NAMESPACE = 'kube-system'
const ACCOUNT = 'svclb'
const IMAGE = 'rancher/klipper-lb:v0.4.13'
const NAME_LABEL = 'svccontroller.k3s.cattle.io/svcname'
const NAMESPACE_LABEL = 'svccontroller.k3s.cattle.io/svcnamespace'

/** The name of a Service's DaemonSet. */
export const daemonSetName = ({ metadata }: Service): string =>
  `svclb-${metadata.name}-${metadata.uid.slice(0, 8)}`

/** The Service that a Pod of ServiceLB is for. */
export function serviceOf({ metadata }: Pod): { namespace: string; name: string } | undefined {
  const { labels } = metadata
  const name = labels?.[NAME_LABEL]
  const namespace = labels?.[NAMESPACE_LABEL]
  return name === undefined || namespace === undefined ? undefined : { name, namespace }
}

/** The Pods that carry a Service. */
export const podsOf = (service: Service, cluster: Reader): readonly Pod[] =>
  cluster
    .indexed('Pod', 'label', `${NAMESPACE}/app=${daemonSetName(service)}`)
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)

/** Sees to it that a Service's DaemonSet is there, and as the Service wants it. */
export function* applyDaemonSet(service: Service, cluster: Reader): Step<void> {
  const name = daemonSetName(service)
  const draft = daemonSetFor(service)
  const known = cluster.get('DaemonSet', NAMESPACE, name)
  if (known && sameJson(portsOf(known.spec.template.spec), portsOf(draft.spec.template.spec))) {
    return
  }
  if (!cluster.get('ServiceAccount', NAMESPACE, ACCOUNT)) {
    const metadata = { name: ACCOUNT, namespace: NAMESPACE }
    yield create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata })
  }
  const spec = { ...known?.spec, ...draft.spec }
  const { refused } = known ? yield update({ ...known, spec } as DaemonSet) : yield create(draft)
  if (refused) return
  const message = `Applied LoadBalancer DaemonSet ${NAMESPACE}/${name}`
  yield tell(service, 'AppliedDaemonSet', message)
}

const portsOf = ({ containers }: PodSpec) =>
  containers.flatMap(({ ports = [] }) =>
    ports.map(({ hostPort, protocol }) => `${hostPort}/${protocol ?? 'TCP'}`),
  )

/** Deletes a Service's DaemonSet. */
export function* deleteDaemonSet(service: Service): Step<void> {
  const name = daemonSetName(service)
  yield { verb: 'delete', kind: 'DaemonSet', key: { namespace: NAMESPACE, name } }
  yield tell(service, 'DeletedDaemonSet', `Deleted LoadBalancer DaemonSet ${NAMESPACE}/${name}`)
}

const TOLERATIONS = [
  { effect: 'NoSchedule', key: 'node-role.kubernetes.io/master', operator: 'Exists' },
  { effect: 'NoSchedule', key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' },
  { key: 'CriticalAddonsOnly', operator: 'Exists' },
] as const

function daemonSetFor(service: Service): Draft<DaemonSet> {
  const name = daemonSetName(service)
  const { metadata, spec } = service
  const labels: Labels = {
    app: name,
    [NAME_LABEL]: metadata.name,
    [NAMESPACE_LABEL]: metadata.namespace ?? '',
  }
  const pod = {
    serviceAccountName: ACCOUNT,
    automountServiceAccountToken: false,
    priorityClassName: 'system-node-critical',
    priority: 2_000_001_000,
    securityContext: { sysctls: [{ name: 'net.ipv4.ip_forward', value: '1' }] },
    tolerations: TOLERATIONS,
    containers: (spec.ports ?? []).map((port) => containerFor(service, port)),
  }
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: {
      name,
      namespace: NAMESPACE,
      labels: { 'svccontroller.k3s.cattle.io/nodeselector': 'false', ...labels },
    },
    spec: {
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels }, spec: pod },
      updateStrategy: { type: 'RollingUpdate' },
    },
  } as unknown as Draft<DaemonSet>
}

type Port = NonNullable<Service['spec']['ports']>[number]

function containerFor({ spec }: Service, { nodePort, port, protocol }: Port): object {
  const name = `lb-${protocol.toLowerCase()}-${port}`
  const isLocal = spec.externalTrafficPolicy === 'Local'
  const target = isLocal ? nodePort : port
  const addresses = isLocal
    ? { name: 'DEST_IPS', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } }
    : { name: 'DEST_IPS', value: (spec.clusterIPs ?? []).join(' ') }
  return {
    name,
    image: IMAGE,
    imagePullPolicy: 'IfNotPresent',
    ports: [{ name, containerPort: port, hostPort: port, protocol }],
    env: [
      { name: 'SRC_PORT', value: String(port) },
      { name: 'SRC_RANGES', value: (spec.loadBalancerSourceRanges ?? ['0.0.0.0/0']).join(' ') },
      { name: 'DEST_PROTO', value: protocol },
      { name: 'DEST_PORT', value: String(target ?? port) },
      addresses,
    ],
    securityContext: { capabilities: { add: ['NET_ADMIN'] } },
  }
}
