import type { Reader } from '../../apiserver/reader'
import type { Node } from '../../resources'
import type { Taint } from '../../resources/node'
import { timestamp } from '../../sim'
import { conditionOf } from '../conditions'
import type { ReconcileContext } from '../controller'

const PREFIX = 'node.kubernetes.io'
const NOT_READY = `${PREFIX}/not-ready`
const UNREACHABLE = `${PREFIX}/unreachable`
const UNSCHEDULABLE = `${PREFIX}/unschedulable`
const PRESSURES = [
  ['MemoryPressure', `${PREFIX}/memory-pressure`],
  ['DiskPressure', `${PREFIX}/disk-pressure`],
  ['PIDPressure', `${PREFIX}/pid-pressure`],
  ['NetworkUnavailable', `${PREFIX}/network-unavailable`],
] as const
const MANAGED: readonly string[] = [
  NOT_READY,
  UNREACHABLE,
  UNSCHEDULABLE,
  ...PRESSURES.map(([, key]) => key),
]

/**
 * The taints of a node: those that somebody put there, and those that follow from its conditions.
 */
export function wantedTaints(
  node: Node,
  cluster: Reader,
  { epoch, now }: ReconcileContext,
): readonly Taint[] {
  const present = node.spec.taints ?? []
  const wanted = [...schedulingTaints(node), ...evictingTaints(node, cluster)]
  const isWanted = (taint: Taint): boolean =>
    !MANAGED.includes(taint.key) || wanted.some((each) => isSame(each, taint))
  const isPresent = (taint: Taint): boolean => present.some((each) => isSame(each, taint))
  const timeAdded = timestamp(epoch, now)
  return [
    ...present.filter(isWanted),
    ...wanted.filter((each) => !isPresent(each)).map((each) => ({ ...each, timeAdded })),
  ]
}

const isSame = (left: Taint, right: Taint): boolean =>
  left.key === right.key && left.effect === right.effect

function schedulingTaints({ spec, status }: Node): readonly Taint[] {
  const keys: string[] = []
  const ready = conditionOf(status.conditions, 'Ready')?.status ?? 'False'
  if (ready !== 'True') keys.push(ready === 'Unknown' ? UNREACHABLE : NOT_READY)
  for (const [type, key] of PRESSURES) {
    if (conditionOf(status.conditions, type)?.status === 'True') keys.push(key)
  }
  if (spec.unschedulable) keys.push(UNSCHEDULABLE)
  return keys.map((key) => ({ key, effect: 'NoSchedule' }))
}

// When every node seems to be down it is rather the control plane that is cut off: nothing is
// evicted.
function evictingTaints({ status }: Node, cluster: Reader): readonly Taint[] {
  const ready = conditionOf(status.conditions, 'Ready')?.status
  if (ready === undefined || ready === 'True') return []
  const anyUp = cluster
    .list('Node')
    .some((each) => conditionOf(each.status.conditions, 'Ready')?.status === 'True')
  if (!anyUp) return []
  return [{ key: ready === 'Unknown' ? UNREACHABLE : NOT_READY, effect: 'NoExecute' }]
}

/** Taints that drive Pods away which do not tolerate them. */
export const drivingTaints = ({ spec }: Node): readonly Taint[] =>
  (spec.taints ?? []).filter(({ effect }) => effect === 'NoExecute')
