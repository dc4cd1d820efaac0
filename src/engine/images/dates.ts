import { calendar } from '../sim'
import type { System } from './image'

/** One second, as servers write it. Kept by a process until the second is over. */
export interface Dates {
  readonly second: number
  /** `2026-11-23`. */
  readonly day: string
  /** `02:32:01`. */
  readonly time: string
  /** `Mon, 23 Nov 2026 02:32:01 GMT`, the header `Date`. */
  readonly http: string
  /** `2026/11/23 02:32:01`, as Go's log package and nginx's error log begin. */
  readonly log: string
  /** `23/Nov/2026:02:32:01 +0000`, the access logs' common form. */
  readonly common: string
}

const WEEKDAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed']
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

// The texts of a second are the same for every process and cluster: the latest ones are kept.
const known = new Map<number, Dates>()
const MOST_KNOWN = 64

/** The texts of this second; the last ones again while it lasts. */
export function datesAt(system: Pick<System, 'now' | 'epoch'>, last?: Dates): Dates {
  const second = system.epoch + Math.floor(system.now / 1_000_000)
  if (last?.second === second) return last
  const found = known.get(second)
  if (found) return found
  const dates = datesOf(second)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(second, dates)
  return dates
}

function datesOf(second: number): Dates {
  const { date, time } = calendar(second, 0)
  const [year = '', month = '', day = ''] = date.split('-')
  const weekday = WEEKDAYS[Math.floor(second / 86_400) % 7]
  const name = MONTHS[Number(month) - 1]
  return {
    second,
    day: date,
    time,
    http: `${weekday}, ${day} ${name} ${year} ${time} GMT`,
    log: `${year}/${month}/${day} ${time}`,
    common: `${day}/${name}/${year}:${time} +0000`,
  }
}
