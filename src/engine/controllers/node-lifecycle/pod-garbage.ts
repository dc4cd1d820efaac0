import { keyOf } from '../../api/object'
import { updateStatus } from '../../apiserver/action'
import type { Pod } from '../../resources'
import { seconds, timestamp } from '../../sim'
import { withCondition } from '../conditions'
import { defineController } from '../controller'
import { isTerminal } from '../readiness'

// A node that comes back meanwhile finds its Pods.
const QUARANTINE = seconds(40)

/**
 * Deletes the Pods of a node that is no more: no kubelet will ever do it (pkg/controller/podgc).
 */
export const podGarbage = defineController({
  name: 'pod-garbage-collector',
  watches: {
    Node: (node, cluster) => (cluster.get('Node', '', node.metadata.name) ? [] : [keyOf(node)]),
  },
  cost: () => QUARANTINE,

  *reconcile({ name }, cluster, { epoch, now }) {
    if (cluster.get('Node', '', name)) return
    for (const pod of cluster.indexed('Pod', 'node', name)) {
      if (!isTerminal(pod)) {
        const { refused } = yield updateStatus(orphaned(pod, timestamp(epoch, now)))
        if (refused) continue
      }
      const { uid } = pod.metadata
      yield { verb: 'delete', kind: 'Pod', key: keyOf(pod), uid, gracePeriodSeconds: 0 }
    }
  },
})

function orphaned(pod: Pod, lastTransitionTime: string): Pod {
  const conditions = withCondition(pod.status.conditions, {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'DeletionByPodGC',
    message: 'PodGC: node no longer exists',
    lastTransitionTime,
  })
  return { ...pod, status: { ...pod.status, phase: 'Failed', conditions } } as Pod
}
