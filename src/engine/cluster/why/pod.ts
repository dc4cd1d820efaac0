import type { Cause } from '../../api/trace'
import type { WhyChain } from '../../api/why'
import type { Pod } from '../../resources'
import type { View } from '../trace/view'
import { fieldOfPod } from '../trace/workload'
import { containerLinks } from './containers'
import { endingLinks } from './ending'
import { nodeChain } from './node'
import { schedulingLinks } from './scheduling'
import { conditionOf, sinceOf } from './since'

/** Why a Pod is sent no requests, whoever selects it; nothing when it is Ready. */
export function podChain(pod: Pod, view: View): WhyChain {
  const { metadata, status } = pod
  const ready = conditionOf(status.conditions, 'Ready')
  const isGoing = metadata.deletionTimestamp !== undefined
  if (!isGoing && ready?.status === 'True') return []
  if (isGoing) return endingLinks(pod, view)
  const since = sinceOf(ready?.lastTransitionTime ?? metadata.creationTimestamp, view)
  const data = { pod: metadata.name, status: wordOf(pod) }
  return [{ code: 'pod-not-ready', data, ...since }, ...behind(pod, view)]
}

/** What somebody has broken about the app of a Pod that is Ready all the same. */
export function brokenChain({ metadata }: Pod, { podFaultOf }: View): WhyChain {
  const pod = `${metadata.namespace}/${metadata.name}`
  const { isHung, slowMillis = 0, isUnready } = podFaultOf(pod) ?? {}
  const change = { type: 'mend-pod', pod, fault: {} } as const
  if (isHung) return [{ code: 'app-hangs', data: { pod }, change }]
  if (slowMillis > 0) {
    return [{ code: 'app-slow', data: { pod, slow: slowMillis / 1_000 }, change }]
  }
  return isUnready ? [{ code: 'unready-by-hand', data: { pod: metadata.name }, change }] : []
}

function behind(pod: Pod, view: View): WhyChain {
  const { spec, status } = pod
  if (status.phase === 'Succeeded' || status.phase === 'Failed') return [over(pod, view)]
  if (!spec.nodeName) return schedulingLinks(pod, view)
  const node = nodeChain(spec.nodeName, view)
  return node.length > 0 ? node : containerLinks(pod, view)
}

// What has come to its end is started again by nobody.
function over(pod: Pod, { reader }: View): Cause {
  const { metadata, status, spec } = pod
  const ended = (status.containerStatuses ?? []).find(({ state }) => state.terminated)
  const { exitCode = 0, reason = status.reason ?? '' } = ended?.state.terminated ?? {}
  return {
    code: 'pod-over',
    data: {
      pod: metadata.name,
      phase: status.phase ?? '',
      exit: exitCode,
      reason,
      policy: spec.restartPolicy ?? 'Always',
    },
    ...(status.message ? { told: status.message } : {}),
    field: fieldOfPod(reader, pod, 'spec.restartPolicy'),
  }
}

/** In a word, why it is not Ready: a container's reason, or the Pod's phase. */
function wordOf({ status }: Pod): string {
  const all = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]
  const reasons = all.flatMap(
    ({ state }) => state.waiting?.reason ?? state.terminated?.reason ?? [],
  )
  return status.reason ?? reasons[0] ?? status.phase ?? 'Pending'
}
