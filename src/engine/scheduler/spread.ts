import { matchesSelector, selects } from '../api/labels'
import { controllerOf } from '../api/object'
import type { Pod } from '../resources'
import { ZONE } from '../resources/node'
import type { TopologySpreadConstraint } from '../resources/pod/placement'
import { labelPairs, unpaired } from '../resources/selection'
import type { Cycle } from './plugin'
import { type Counted, NOTHING_SELECTED, withLabelKeys } from './tally'

/** The label that makes each node a domain of its own. */
export const HOSTNAME = 'kubernetes.io/hostname'

/** How evenly some Pods are to be spread over the values of a label. */
export interface Spread {
  readonly topologyKey: string
  readonly maxSkew: number
  readonly minDomains: number
  readonly counted: Counted
  /** Whether the Pod itself will count. */
  readonly countsItself: boolean
  /** Whether nodes without the label are out of the question. */
  readonly needsLabel: boolean
  readonly honoursAffinity: boolean
}

type Enforcement = TopologySpreadConstraint['whenUnsatisfiable']

/** A Pod's own constraints of one kind. */
export const ownSpreads = (pod: Pod, kind: Enforcement): readonly Spread[] =>
  (pod.spec.topologySpreadConstraints ?? [])
    .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === kind)
    .map((constraint) => ownSpread(pod, constraint))

function ownSpread(pod: Pod, constraint: TopologySpreadConstraint): Spread {
  const { labelSelector, matchLabelKeys, topologyKey, maxSkew, minDomains = 1 } = constraint
  const { labels, namespace = '' } = pod.metadata
  // Without a selector nothing is counted.
  const selector = labelSelector
    ? withLabelKeys(labelSelector, matchLabelKeys, labels)
    : NOTHING_SELECTED
  return {
    topologyKey,
    maxSkew,
    minDomains,
    counted: { type: 'selected', namespaces: [namespace], selector, all: false },
    countsItself: matchesSelector(selector, labels),
    needsLabel: true,
    honoursAffinity: constraint.nodeAffinityPolicy !== 'Ignore',
  }
}

// The scheduler's own constraints for Pods that have none: over nodes, and more loosely over zones.
const DEFAULTS = [
  [HOSTNAME, 3],
  [ZONE, 5],
] as const

/**
 * The soft constraints of a Pod: its own, or the default ones if it belongs to a workload or a
 * Service.
 */
export function softSpreads({ pod, reader }: Cycle): readonly Spread[] {
  if (pod.spec.topologySpreadConstraints?.length) return ownSpreads(pod, 'ScheduleAnyway')
  const counted = fellows(pod, reader)
  if (!counted) return []
  return DEFAULTS.map(([topologyKey, maxSkew]) => ({
    topologyKey,
    maxSkew,
    minDomains: 1,
    counted,
    countsItself: true,
    needsLabel: false,
    honoursAffinity: true,
  }))
}

// The Pods of the same ReplicaSet, else those that the same Services select.
function fellows(pod: Pod, reader: Cycle['reader']): Counted | undefined {
  const owner = controllerOf(pod)
  if (owner?.kind === 'ReplicaSet') return { type: 'owned', uid: owner.uid }
  const { namespace = '', labels } = pod.metadata
  const selectors = [...labelPairs(pod), unpaired(namespace)]
    .flatMap((pair) => reader.indexed('Service', 'selector', pair))
    .flatMap(({ spec }) => (selects(spec.selector, labels) ? [spec.selector] : []))
  if (selectors.length === 0) return undefined
  const matchLabels = Object.assign({}, ...selectors)
  return { type: 'selected', namespaces: [namespace], selector: { matchLabels }, all: false }
}
