import { create, type Draft } from '../apiserver/action'
import type { Pod } from '../resources'
import { isMirror } from '../resources/pod/mirror'
import type { PodRecord } from './memory'
import { report } from './sync'
import { keyOf, type Turn } from './turn'

/**
 * What becomes of a static Pod when its image in the API is deleted: the Pod itself comes from a
 * file of the node, goes on, and gets another image (pkg/kubelet/pod/mirror_client.go). False for
 * any other Pod.
 */
export function keepStatic(record: PodRecord, pod: Pod, turn: Turn): boolean {
  if (!isMirror(pod) || record.stage !== 'up') return false
  const { name, namespace = '', uid } = pod.metadata
  const key = { namespace, name }
  turn.act({ verb: 'delete', kind: 'Pod', key, uid, gracePeriodSeconds: 0 })
  mirror(record, turn)
  return true
}

/** Makes the image of a static Pod in the API anew. */
export function mirror(record: PodRecord, turn: Turn): void {
  const { apiVersion, kind, metadata, spec, status } = record.pod
  const { annotations, labels, name, namespace, ownerReferences } = metadata
  const copy = { name, namespace, annotations, labels, ownerReferences }
  const draft = { apiVersion, kind, metadata: copy, spec, status } as Draft<Pod>
  const outcome = turn.act(create(draft))
  const made = outcome.refused ? undefined : (outcome.object as Pod | undefined)
  if (made && keyOf(made) === record.key) turn.save(report({ ...record, pod: made }, turn))
}
