import { seconds } from '../sim'
import type { CoreDNSMemory, Health } from './memory'
import type { Endpoint, Upstreams } from './plugins/plugin'
import { endpointText } from './serving'
import type { CoreDNSSystem } from './system'

/** How long a check waits for an answer (plugin/pkg/proxy, health.go). */
const CHECK_PATIENCE = seconds(1)
const TAG = /^check (\d+) (.+)$/

/** Whether a server has failed too many checks. */
export const isDown = (
  { health }: CoreDNSMemory,
  endpoint: Endpoint,
  { maxFails }: Upstreams,
): boolean => maxFails > 0 && (health.get(endpointText(endpoint))?.fails ?? 0) > maxFails

/** Looks at a server that has failed, again and again until it answers. */
export function beginCheck(
  memory: CoreDNSMemory,
  endpoint: Endpoint,
  upstreams: Upstreams,
  system: CoreDNSSystem,
): CoreDNSMemory {
  const key = endpointText(endpoint)
  if (upstreams.maxFails === 0 || memory.health.get(key)) return memory
  return checked(memory, key, { endpoint, upstreams, fails: 0 }, system)
}

function checked(
  memory: CoreDNSMemory,
  key: string,
  health: Health,
  system: CoreDNSSystem,
): CoreDNSMemory {
  const { check, forceTcp } = health.upstreams
  const id = system.ask({
    question: {
      name: check.domain,
      type: 'NS',
      ...(check.recurses ? {} : { recursionDesired: false }),
    },
    server: health.endpoint.address,
    port: health.endpoint.port,
    timeout: CHECK_PATIENCE,
    isSilent: true,
    ...(forceTcp ? { protocol: 'TCP' } : {}),
  })
  return {
    ...memory,
    health: memory.health.set(key, health),
    checks: memory.checks.set(String(id), key),
  }
}

/** A server has answered its check: it is well. Undefined when that was none. */
export function checkPassed(memory: CoreDNSMemory, id: number): CoreDNSMemory | undefined {
  const key = memory.checks.get(String(id))
  if (key === undefined) return undefined
  const checks = memory.checks.delete(String(id))
  return { ...memory, checks, health: memory.health.delete(key) }
}

/** A check has failed: there will be another. Undefined when that was none. */
export function checkFailed(
  memory: CoreDNSMemory,
  id: number,
  system: CoreDNSSystem,
): CoreDNSMemory | undefined {
  const key = memory.checks.get(String(id))
  if (key === undefined) return undefined
  const checks = memory.checks.delete(String(id))
  const health = memory.health.get(key)
  if (!health) return { ...memory, checks }
  system.sleep(health.upstreams.check.interval, `check ${memory.generation} ${key}`)
  const failed = { ...health, fails: health.fails + 1 }
  return { ...memory, checks, health: memory.health.set(key, failed) }
}

/** It is time for another check; undefined when the timer is about something else. */
export function checkedAgain(
  memory: CoreDNSMemory,
  tag: string,
  system: CoreDNSSystem,
): CoreDNSMemory | undefined {
  const [, generation, key = ''] = TAG.exec(tag) ?? []
  if (generation === undefined) return undefined
  const health = memory.health.get(key)
  const isOld = Number(generation) !== memory.generation || memory.draining
  return health && !isOld ? checked(memory, key, health, system) : memory
}
