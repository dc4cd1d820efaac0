import type { Reader } from '../engine'
import type { Node } from '../engine/resources'
import type { NodeSummary } from './summary'

const rolePrefix = 'node-role.kubernetes.io/'

/** What the picture shows of a Node. */
export function nodeSummary(
  { metadata, spec, status }: Node,
  proxyPod: string | undefined,
): NodeSummary {
  const { addresses = [], conditions = [] } = status ?? {}
  return {
    type: 'node',
    id: nodeId(metadata.name),
    name: metadata.name,
    address: addresses.find(({ type }) => type === 'InternalIP')?.address ?? '',
    podCIDR: spec?.podCIDR ?? '',
    ready: conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True'),
    schedulable: spec?.unschedulable !== true,
    roles: Object.keys(metadata.labels ?? {})
      .filter((label) => label.startsWith(rolePrefix))
      .map((label) => label.slice(rolePrefix.length))
      .sort(),
    ...(proxyPod === undefined ? undefined : { proxyPod }),
  }
}

/** The id of a Node's summary. */
export const nodeId = (name: string): string => `node/${name}`

/** By node: the Pod that its kube-proxy is. */
export const proxyPodsOf = (reader: Reader): ReadonlyMap<string, string> =>
  new Map(
    reader
      .list('Pod', 'kube-system')
      .filter(({ metadata }) => metadata.labels?.['k8s-app'] === 'kube-proxy')
      .map(({ metadata, spec }) => [spec.nodeName ?? '', `kube-system/${metadata.name}`]),
  )
