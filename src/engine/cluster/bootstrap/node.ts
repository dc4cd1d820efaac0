import type { Draft } from '../../apiserver/action'
import {
  nodeAddress,
  nodeName,
  nodePodCIDR,
  secondNodeAddress,
  secondNodePodCIDR,
} from '../options'
import { draft } from './draft'

// node-1 runs the API server. It takes Pods too, as after `kubectl taint nodes --all
// …control-plane-`: with three nodes a learner wants to see all three at work.
/** A node that has joined. */
export function node(index: number, isDual: boolean): Draft {
  const name = nodeName(index)
  const podCIDR = nodePodCIDR(index)
  return draft({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'beta.kubernetes.io/arch': 'amd64',
        'beta.kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        ...(index === 0 ? { 'node-role.kubernetes.io/control-plane': '' } : {}),
      },
      annotations: {
        'node.alpha.kubernetes.io/ttl': '0',
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
    },
    spec: { podCIDR, podCIDRs: [podCIDR, ...(isDual ? [secondNodePodCIDR(index)] : [])] },
    status: {
      addresses: [
        { type: 'InternalIP', address: nodeAddress(index) },
        ...(isDual ? [{ type: 'InternalIP', address: secondNodeAddress(index) }] : []),
        { type: 'Hostname', address: name },
      ],
    },
  })
}
