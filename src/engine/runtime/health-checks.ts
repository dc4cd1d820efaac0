import type { HealthChecks } from '../network/health-check'
import { TCP } from '../network/packet'
import { portKey } from './sockets'
import type { DataPlaneState } from './state'

/** Where kube-proxy tells of itself. */
const OWN_PORT = 10_256

/** Lets a node's kube-proxy listen on the health check node ports that there are now. */
export function tellHealth(state: DataPlaneState, name: string, health: HealthChecks): void {
  const node = state.network.nodeNamed(name)
  const host = node && state.network.hosts.get(node.address)
  if (!node || !host) return
  const before = node.health.services.map(({ port }) => portKey(port, TCP))
  node.health = health
  const process = state.listeners.get(host.id, portKey(OWN_PORT, TCP))?.process
  if (process === undefined) return
  const wanted = health.services.map(({ port }) => portKey(port, TCP))
  for (const key of before) if (!wanted.includes(key)) state.listeners.delete(host.id, key)
  for (const key of wanted) state.listeners.set(host.id, key, { process, isLoopbackOnly: false })
  const others = (state.listening.get(process) ?? []).filter((key) => !before.includes(key))
  state.listening.set(process, 0, [...new Set([...others, ...wanted])])
}
