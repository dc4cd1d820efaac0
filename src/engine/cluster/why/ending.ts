import { controllerOf } from '../../api/object'
import type { Cause } from '../../api/trace'
import type { WhyChain } from '../../api/why'
import type { Pod } from '../../resources'
import { seconds } from '../../sim'
import type { View } from '../trace/view'
import { nodeChain } from './node'
import { instantOf, sinceOf } from './since'

/** Why a Pod that was told to go gets no requests, why it was told, and why it is still there. */
export function endingLinks(pod: Pod, view: View): WhyChain {
  const { metadata, spec } = pod
  const grace = metadata.deletionGracePeriodSeconds ?? 0
  const end = instantOf(metadata.deletionTimestamp, view) ?? view.now
  const first: Cause = {
    code: 'pod-terminating',
    data: { pod: metadata.name },
    since: Math.max(0, end - seconds(grace)),
  }
  const node = nodeChain(spec.nodeName ?? '', view)
  const asked = spec.nodeName && node.length > 0 ? node : [stays(pod, view, end)]
  return [first, ...toldBy(pod, view), ...asked]
}

// It may finish what it has begun; one that hangs hears nothing until it is killed.
function stays(pod: Pod, view: View, end: number): Cause {
  const { namespace, name } = pod.metadata
  const key = `${namespace}/${name}`
  const fault = view.podFaultOf(key)
  if (fault?.isHung) {
    const { isHung: _, ...left } = fault
    const change = { type: 'mend-pod', pod: key, fault: left } as const
    return { code: 'app-hangs', data: { pod: key }, change }
  }
  const seconds = Math.max(0, Math.ceil((end - view.now) / 1_000_000))
  return {
    code: 'grace-runs',
    data: { pod: name, grace: pod.metadata.deletionGracePeriodSeconds ?? 0, left: seconds },
  }
}

// Who wants fewer Pods, or others, stands above it.
function toldBy(pod: Pod, view: View): readonly Cause[] {
  const { reader } = view
  const owner = controllerOf(pod)
  const namespace = pod.metadata.namespace ?? ''
  const set =
    owner?.kind === 'ReplicaSet' ? reader.get('ReplicaSet', namespace, owner.name) : undefined
  const above = set && controllerOf(set)
  if (!set || above?.kind !== 'Deployment') return []
  const deployment = reader.get('Deployment', namespace, above.name)
  if (!deployment) return []
  const field = { kind: 'Deployment', key: { namespace, name: above.name } }
  const newer = reader
    .list('ReplicaSet', namespace)
    .find(
      (each) =>
        controllerOf(each)?.uid === above.uid &&
        Number(each.metadata.annotations?.[REVISION] ?? 0) >
          Number(set.metadata.annotations?.[REVISION] ?? 0),
    )
  if (newer) {
    const data = { workload: above.name, revision: newer.metadata.annotations?.[REVISION] ?? '' }
    return [
      {
        code: 'rolled-over',
        data,
        ...sinceOf(newer.metadata.creationTimestamp, view),
        field: { ...field, path: 'spec.template' },
      },
    ]
  }
  const pods = reader
    .list('Pod', namespace)
    .filter((each) => controllerOf(each)?.uid === set.metadata.uid)
  const alive = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined).length
  const replicas = deployment.spec.replicas ?? 1
  // Where there are as many as wanted, somebody else has deleted it, and another stands in.
  if (pods.some((each) => each.metadata.creationTimestamp > pod.metadata.creationTimestamp))
    return []
  if (alive > replicas) return []
  return [
    {
      code: 'scaled-down',
      data: { workload: above.name, replicas },
      field: { ...field, path: 'spec.replicas' },
    },
  ]
}

const REVISION = 'deployment.kubernetes.io/revision'
