import { tolerates } from '../../api/taints'
import type { DaemonSet, Node, Pod } from '../../resources'
import { isDemanded } from '../../resources/node-terms'
import type { PodSpec } from '../../resources/pod/spec'

type Toleration = NonNullable<PodSpec['tolerations']>[number]

const PREFIX = 'node.kubernetes.io'
const toleration = (name: string, effect: 'NoExecute' | 'NoSchedule'): Toleration => ({
  effect,
  key: `${PREFIX}/${name}`,
  operator: 'Exists',
})

/** What every Pod of a DaemonSet puts up with, for it is to run on every node. */
const TOLERATED: readonly Toleration[] = [
  toleration('not-ready', 'NoExecute'),
  toleration('unreachable', 'NoExecute'),
  toleration('disk-pressure', 'NoSchedule'),
  toleration('memory-pressure', 'NoSchedule'),
  toleration('pid-pressure', 'NoSchedule'),
  toleration('unschedulable', 'NoSchedule'),
]
const NETWORK = toleration('network-unavailable', 'NoSchedule')

/** A template's Pod for one node: bound to it by its name (daemon/util/daemonset_util.go). */
export function specFor({ spec }: DaemonSet['spec']['template'], node: string): PodSpec {
  const added = spec.hostNetwork ? [...TOLERATED, NETWORK] : TOLERATED
  const isNew = (each: Toleration): boolean =>
    !(spec.tolerations ?? []).some(
      ({ effect, key, operator }) =>
        key === each.key && effect === each.effect && operator === each.operator,
    )
  return {
    ...spec,
    affinity: {
      ...spec.affinity,
      nodeAffinity: {
        ...spec.affinity?.nodeAffinity,
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchFields: [{ key: 'metadata.name', operator: 'In', values: [node] }] },
          ],
        },
      },
    },
    tolerations: [...(spec.tolerations ?? []), ...added.filter(isNew)],
  }
}

/** The node that a Pod is on, or is bound for. */
export function nodeOf({ spec }: Pod): string | undefined {
  if (spec.nodeName) return spec.nodeName
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  for (const { matchFields = [] } of required?.nodeSelectorTerms ?? []) {
    for (const { key, values = [] } of matchFields) if (key === 'metadata.name') return values[0]
  }
  return undefined
}

/** Whether a node is to have a Pod of a set, and whether one that it has may stay. */
export interface Place {
  readonly runs: boolean
  readonly stays: boolean
}

/** What a set is to a node (NodeShouldRunDaemonPod): the scheduler's filters, but for room. */
export function placeOn(node: Node, { spec }: DaemonSet): Place {
  const { template } = spec
  const { affinity, nodeName, nodeSelector, tolerations = [] } = template.spec
  const place = { name: node.metadata.name, labels: node.metadata.labels ?? {} }
  const isWanted = !nodeName || nodeName === place.name
  if (!isWanted || !isDemanded(nodeSelector, affinity?.nodeAffinity, place)) {
    return { runs: false, stays: false }
  }
  const all = [...tolerations, ...TOLERATED, ...(template.spec.hostNetwork ? [NETWORK] : [])]
  const bearsAll = (effects: readonly string[]): boolean =>
    (node.spec.taints ?? [])
      .filter(({ effect }) => effects.includes(effect))
      .every((taint) => all.some((each) => tolerates(each, taint)))
  return { runs: bearsAll(['NoSchedule', 'NoExecute']), stays: bearsAll(['NoExecute']) }
}
