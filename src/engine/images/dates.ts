import { calendar } from '../sim'
import type { System } from './image'

/** One second, as servers write it. */
export interface Dates {
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

/** `23 Nov 2026 02:31:50`, as Redis' log has it. */
export function monthOf(system: Pick<System, 'now' | 'epoch'>): string {
  const { common, time } = datesAt(system)
  return `${common.slice(0, 11).replaceAll('/', ' ')} ${time}`
}

// Whoever asks does so again within the second. Only a cache.
const latest: { second: number; dates: Dates | undefined } = { second: 0, dates: undefined }

/** The texts of this second. */
export function datesAt(system: Pick<System, 'now' | 'epoch'>): Dates {
  const second = system.epoch + Math.floor(system.now / 1_000_000)
  if (latest.dates && latest.second === second) return latest.dates
  const dates = datesOf(second)
  latest.second = second
  latest.dates = dates
  return dates
}

/** The texts of a second, as Unix counts them. */
export function datesOf(second: number): Dates {
  const { date, time } = calendar(second, 0)
  const [year = '', month = '', day = ''] = date.split('-')
  const weekday = WEEKDAYS[Math.floor(second / 86_400) % 7]
  const name = MONTHS[Number(month) - 1]
  return {
    day: date,
    time,
    http: `${weekday}, ${day} ${name} ${year} ${time} GMT`,
    log: `${year}/${month}/${day} ${time}`,
    common: `${day}/${name}/${year}:${time} +0000`,
  }
}
