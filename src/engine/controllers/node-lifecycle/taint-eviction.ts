import { sameJson } from '../../api/equality'
import { keyOf, keyText, type ObjectKey } from '../../api/object'
import { tolerates } from '../../api/taints'
import { updateStatus } from '../../apiserver/action'
import type { Reader } from '../../apiserver/reader'
import type { Node, Pod } from '../../resources'
import { parseTimestamp, seconds, timestamp } from '../../sim'
import { withCondition } from '../conditions'
import { defineController, type ReconcileContext, type Step } from '../controller'
import { unixSeconds } from '../readiness'
import { drivingTaints } from './taints'

/**
 * Deletes Pods from nodes whose NoExecute taints they do not, or no longer, tolerate
 * (pkg/controller/tainteviction).
 */
export const taintEviction = defineController({
  name: 'taint-eviction-controller',
  watches: { Node: podsOn, Pod: (pod, cluster) => (isDriven(pod, cluster) ? [keyOf(pod)] : []) },
  ignores: { Pod: ({ spec }, before) => !spec.nodeName || before?.spec === spec },

  *reconcile({ namespace, name }, cluster, context) {
    const pod = cluster.get('Pod', namespace, name)
    if (!pod || pod.metadata.deletionTimestamp !== undefined) return
    const node = cluster.get('Node', '', pod.spec.nodeName ?? '')
    const end = node ? endOfToleration(pod, node) : undefined
    if (end === undefined) {
      if (context.due !== undefined) yield* cancel(pod)
      return
    }
    const left = end - unixSeconds(context)
    if (left <= 0) yield* evict(pod, context)
    else if (Number.isFinite(left)) yield { verb: 'requeue', after: seconds(left), idle: true }
  },
})

const isDriven = ({ spec }: Pod, cluster: Reader): boolean => {
  const node = spec.nodeName === undefined ? undefined : cluster.get('Node', '', spec.nodeName)
  return node !== undefined && drivingTaints(node).length > 0
}

function podsOn(node: Node, cluster: Reader, before?: Node): readonly ObjectKey[] {
  if (sameJson(drivingTaints(node), before ? drivingTaints(before) : [])) return []
  return cluster.indexed('Pod', 'node', node.metadata.name).map(keyOf)
}

// In Unix seconds; the past when a taint is not tolerated at all, undefined when nothing drives the
// Pod.
function endOfToleration({ spec }: Pod, node: Node): number | undefined {
  const taints = drivingTaints(node)
  if (taints.length === 0) return undefined
  const ends = taints.map((taint) => {
    const tolerating = (spec.tolerations ?? []).filter((each) => tolerates(each, taint))
    const spans = tolerating.map((each) => each.tolerationSeconds ?? Number.POSITIVE_INFINITY)
    if (spans.length === 0) return 0
    return (parseTimestamp(taint.timeAdded ?? '') ?? 0) + Math.max(0, Math.min(...spans))
  })
  return Math.min(...ends)
}

function* evict(pod: Pod, { epoch, now }: ReconcileContext): Step<void> {
  yield told(pod, `Marking for deletion Pod ${keyText(keyOf(pod))}`)
  const conditions = withCondition(pod.status.conditions, {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'DeletionByTaintManager',
    message: 'Taint manager: deleting due to NoExecute taint',
    lastTransitionTime: timestamp(epoch, now),
  })
  const { refused } = yield updateStatus({
    ...pod,
    status: { ...pod.status, conditions },
  } as Pod)
  if (refused) return
  yield { verb: 'delete', kind: 'Pod', key: keyOf(pod), uid: pod.metadata.uid }
}

// The timer cannot be taken back, but it may go off at once.
function* cancel(pod: Pod): Step<void> {
  yield told(pod, `Cancelling deletion of Pod ${keyText(keyOf(pod))}`)
  yield { verb: 'requeue', after: 0 }
}

const told = (about: Pod, message: string) =>
  ({ verb: 'record', about, type: 'Normal', reason: 'TaintManagerEviction', message }) as const
