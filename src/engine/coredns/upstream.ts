import type { Answer } from '../api/dns'
import type { FetchFailure } from '../images/image'
import { seconds } from '../sim'
import type { CoreDNSMemory, Waiting } from './memory'
import type { Endpoint, Upstreams } from './plugins/plugin'
import { endpointText } from './serving'
import type { CoreDNSSystem } from './system'

/** `forward` begins no other attempt after this. */
const PATIENCE = seconds(5)

/** Puts a client's question off, and asks somebody else. */
export function wait(
  memory: CoreDNSMemory,
  waiting: Omit<Waiting, 'order' | 'attempts' | 'since'>,
  system: CoreDNSSystem,
): CoreDNSMemory {
  const order = orderOf(waiting.upstreams, memory, system)
  const begun: Waiting = { ...waiting, order, attempts: 0, since: system.now }
  return tried({ ...memory, turns: memory.turns + 1 }, begun, system)
}

function orderOf(
  { servers, policy }: Upstreams,
  { turns }: CoreDNSMemory,
  { random }: CoreDNSSystem,
): readonly Endpoint[] {
  if (servers.length < 2 || policy === 'sequential') return servers
  const first = policy === 'random' ? random.below(servers.length) : turns % servers.length
  return [...servers.slice(first), ...servers.slice(0, first)]
}

function tried(memory: CoreDNSMemory, waiting: Waiting, system: CoreDNSSystem): CoreDNSMemory {
  const { order, attempts, upstreams, question, asked } = waiting
  const endpoint = order[attempts % order.length]
  if (!endpoint) return memory
  const { id: _, ...bare } = question
  const byTcp = upstreams.forceTcp || (asked.protocol === 'TCP' && !upstreams.preferUdp)
  const id = system.ask({
    question: bare,
    server: endpoint.address,
    port: endpoint.port,
    timeout: upstreams.readTimeout,
    isSilent: true,
    ...(byTcp ? { protocol: 'TCP' } : {}),
  })
  const next = { ...waiting, attempts: attempts + 1 }
  return { ...memory, waiting: memory.waiting.set(String(id), next) }
}

/** Nobody has answered: another is asked, while there is time; undefined when there is none. */
export function triedAgain(
  memory: CoreDNSMemory,
  id: number,
  system: CoreDNSSystem,
): CoreDNSMemory | undefined {
  const waiting = memory.waiting.get(String(id))
  if (!waiting || system.now - waiting.since >= PATIENCE) return undefined
  return tried({ ...memory, waiting: memory.waiting.delete(String(id)) }, waiting, system)
}

/** Why nobody has answered, as Go says it. */
export function problemOf(
  { order, attempts, asked, upstreams }: Waiting,
  failure: FetchFailure,
  { address, port }: { readonly address: string; readonly port: number },
): string {
  const server = order[(attempts - 1) % order.length] ?? { address: '', port: 53 }
  const byTcp = upstreams.forceTcp || (asked.protocol === 'TCP' && !upstreams.preferUdp)
  const isLate = failure.reason === 'timeout'
  if (byTcp) {
    const why = isLate ? 'i/o timeout' : 'connect: connection refused'
    return `dial tcp ${endpointText(server)}: ${why}`
  }
  const ends = `${address}:${port}->${endpointText(server)}`
  return `read udp ${ends}: ${isLate ? 'i/o timeout' : 'read: connection refused'}`
}

/** An answer as it was heard, without the number that was ours. */
export function withoutNumber({ id: _, ...answer }: Answer): Answer {
  return answer
}
