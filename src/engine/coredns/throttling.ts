import type { Answer } from '../api/dns'
import { milliseconds } from '../sim'
import type { CoreDNSMemory } from './memory'
import type { CoreDNSSystem } from './system'

/** The kernel shares processor time out in such periods (cpu.cfs_period_us). */
const PERIOD = milliseconds(100)
/** What one question costs. */
const COST = 60
/** So many questions wait in a socket's buffer; what comes beyond is lost (rmem_default). */
const MOST_WAITING = 277

/**
 * Answers as soon as the container's limit lets it: once a period's share is used up, the process
 * stands still until the next one. A question that finds the buffer full is never heard.
 */
export function throttled(
  memory: CoreDNSMemory,
  id: number,
  answer: Answer,
  system: CoreDNSSystem,
): CoreDNSMemory {
  const share = ((system.cpuMillis ?? 1_000) * PERIOD) / 1_000
  const period = Math.floor(system.now / PERIOD)
  const { used } = memory
  const left = Math.max(0, used.micros - (period - used.period) * share)
  const micros = left + COST
  if (micros - share > MOST_WAITING * COST) return memory
  const late = Math.ceil(micros / share) - 1
  system.reply(id, answer, late > 0 ? (period + late) * PERIOD - system.now : 0)
  return { ...memory, used: { period, micros } }
}
