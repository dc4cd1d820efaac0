import type { Node } from '../engine/resources'
import type { NodeSummary } from './summary'

const rolePrefix = 'node-role.kubernetes.io/'

/** What the picture shows of a Node. */
export function nodeSummary({ metadata, spec, status }: Node): NodeSummary {
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
  }
}

/** The id of a Node's summary. */
export const nodeId = (name: string): string => `node/${name}`
