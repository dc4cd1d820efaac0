import { datesAt } from '../dates'
import type { System } from '../image'

/** `Mon Nov 23 02:31:50.123456 2026`, as Apache's error log has it. */
export function logTime(system: Pick<System, 'now' | 'epoch'>): string {
  const { http, time } = datesAt(system)
  const [weekday = '', day = '', month = '', year = ''] = http.replace(',', '').split(' ')
  const micros = String(system.now % 1_000_000).padStart(6, '0')
  return `${weekday} ${month} ${day} ${time}.${micros} ${year}`
}
