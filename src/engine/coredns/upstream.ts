import type { Answer } from '../api/dns'
import type { FetchFailure } from '../images/image'
import { seconds } from '../sim'
import { beginCheck, isDown } from './health'
import type { CoreDNSMemory, Waiting } from './memory'
import type { Endpoint, Upstreams } from './plugins/plugin'
import { endpointText } from './serving'
import type { CoreDNSSystem } from './system'

/** `forward` begins no other attempt after this. */
const PATIENCE = seconds(5)
const NOBODY: Endpoint = { address: '', port: 53 }

type Begun = Omit<Waiting, 'order' | 'next' | 'downs' | 'attempts' | 'asking' | 'since'>

/** Puts a client's question off, and asks somebody else; undefined when there is nobody. */
export function wait(
  memory: CoreDNSMemory,
  begun: Begun,
  system: CoreDNSSystem,
): CoreDNSMemory | undefined {
  const turns = memory.turns + 1
  const order = orderOf(begun.upstreams, turns, system)
  const since = system.now
  const none = { next: 0, downs: 0, attempts: 0, asking: NOBODY }
  return tried({ ...memory, turns }, { ...begun, order, ...none, since }, system)
}

// In turn means that another one begins each time; the others follow as they are written.
function orderOf(
  { servers, policy }: Upstreams,
  turns: number,
  { random }: CoreDNSSystem,
): readonly Endpoint[] {
  if (servers.length < 2 || policy === 'sequential') return servers
  if (policy === 'round_robin') {
    const first = turns % servers.length
    return [...servers.slice(first, first + 1), ...servers.filter((_, at) => at !== first)]
  }
  const left = [...servers]
  return servers.flatMap(() => left.splice(random.below(left.length), 1))
}

// The next server that is not down; when all are, any of them (plugin/forward, ServeDNS).
function chosen(
  memory: CoreDNSMemory,
  waiting: Waiting,
  { random }: CoreDNSSystem,
): Pick<Waiting, 'next' | 'downs' | 'asking'> | undefined {
  const { order, upstreams } = waiting
  let { next, downs } = waiting
  for (;;) {
    if (next >= order.length) {
      next = 0
      downs = 0
    }
    const asking = order[next++]
    if (!asking) return undefined
    if (!isDown(memory, asking, upstreams)) return { next, downs, asking }
    downs++
    if (downs < order.length) continue
    if (upstreams.failsFast) return undefined
    return { next, downs, asking: order[random.below(order.length)] ?? asking }
  }
}

function tried(
  memory: CoreDNSMemory,
  before: Waiting,
  system: CoreDNSSystem,
): CoreDNSMemory | undefined {
  const choice = chosen(memory, before, system)
  if (!choice) return undefined
  const waiting = { ...before, ...choice, attempts: before.attempts + 1 }
  const { asking, upstreams, question } = waiting
  const { id: _, ...bare } = question
  const id = system.ask({
    question: bare,
    server: asking.address,
    port: asking.port,
    timeout: upstreams.readTimeout,
    isSilent: true,
    ...(isByTcp(waiting) ? { protocol: 'TCP' } : {}),
  })
  return { ...memory, waiting: memory.waiting.set(String(id), waiting) }
}

const isByTcp = ({ upstreams, asked }: Waiting): boolean =>
  upstreams.forceTcp || (asked.protocol === 'TCP' && !upstreams.preferUdp)

/**
 * Somebody has not answered: from now on that one is looked at, and another is asked, while there
 * is time. `goesOn` is false when the question has to be given up.
 */
export function triedAgain(
  before: CoreDNSMemory,
  id: number,
  system: CoreDNSSystem,
): { readonly memory: CoreDNSMemory; readonly goesOn: boolean } {
  const waiting = before.waiting.get(String(id))
  if (!waiting) return { memory: before, goesOn: false }
  const { asking, upstreams, order, downs, attempts, since } = waiting
  const memory = beginCheck(before, asking, upstreams, system)
  const isLast = upstreams.maxAttempts > 0 && attempts >= upstreams.maxAttempts
  const isOver = isLast || downs >= order.length || system.now - since >= PATIENCE
  const rest = { ...memory, waiting: memory.waiting.delete(String(id)) }
  const next = isOver ? undefined : tried(rest, waiting, system)
  return next ? { memory: next, goesOn: true } : { memory, goesOn: false }
}

/** Why nobody has answered, as Go says it. */
export function problemOf(
  waiting: Waiting,
  failure: FetchFailure,
  { address, port }: { readonly address: string; readonly port: number },
): string {
  const server = endpointText(waiting.asking)
  const isLate = failure.reason === 'timeout'
  if (isByTcp(waiting)) {
    return `dial tcp ${server}: ${isLate ? 'i/o timeout' : 'connect: connection refused'}`
  }
  const why = isLate ? 'i/o timeout' : 'read: connection refused'
  return `read udp ${address}:${port}->${server}: ${why}`
}

/** What is said when all servers are down, and nobody was asked. */
export const NO_HEALTHY = 'no healthy proxies'

/** An answer as it was heard, without the number that was ours. */
export function withoutNumber({ id: _, ...answer }: Answer): Answer {
  return answer
}
