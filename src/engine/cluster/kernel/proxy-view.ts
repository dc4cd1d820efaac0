import type { ProxyView } from '../../api/kernel'
import type { KubeProxyMemory } from '../../kube-proxy'
import type { NodeState } from '../../network/node-state'

/** How a node's kube-proxy stands to what there is, by what it remembers and has not been shown. */
export function proxyView(
  { ruleset }: NodeState,
  memory: KubeProxyMemory | undefined,
  unseen: number,
): ProxyView {
  if (!memory) return { isRunning: false, pending: 0, unseen: 0, isTouched: false }
  const { syncedAt, services, endpoints } = memory.status
  return {
    isRunning: true,
    syncedAt,
    pending: services.pending + endpoints.pending,
    unseen,
    isTouched: memory.written.ruleset !== ruleset,
  }
}
