import type { Cause } from '../../api/trace'
import type { WhyChain } from '../../api/why'
import type { View } from '../trace/view'
import { conditionOf, sinceOf } from './since'

/** Why a node is not Ready; nothing when it is. */
export function nodeChain(name: string, view: View): WhyChain {
  const node = view.reader.get('Node', '', name)
  const ready = conditionOf(node?.status.conditions, 'Ready')
  const fault = view.faultOf(name)
  if (ready?.status === 'True') return fault ? [faultOf(name, fault)] : []
  return [
    {
      code: 'node-not-ready',
      data: { node: name, status: ready?.status ?? 'Unknown' },
      ...sinceOf(ready?.lastTransitionTime, view),
      ...(ready?.message ? { told: ready.message } : {}),
    },
    ...(fault ? [faultOf(name, fault)] : []),
  ]
}

/** Why a node's rules may be those of before; nothing when its kube-proxy goes on. */
export function proxyChain(name: string, { reader, podFaultOf }: View): WhyChain {
  const proxy = reader
    .list('Pod', 'kube-system')
    .find(
      ({ metadata, spec }) =>
        spec.nodeName === name && metadata.labels?.['k8s-app'] === 'kube-proxy',
    )
  const pod = `kube-system/${proxy?.metadata.name}`
  if (!proxy || !podFaultOf(pod)?.isHung) return []
  const change = { type: 'mend-pod', pod, fault: {} } as const
  return [{ code: 'proxy-hangs', data: { node: name }, change }]
}

/** What somebody has broken about a node. */
const faultOf = (node: string, fault: 'kubelet' | 'network'): Cause => ({
  code: fault === 'network' ? 'node-cut' : 'kubelet-hangs',
  data: { node },
  change: { type: 'mend-node', node },
})
