/** Whole microseconds since the cluster was created. */
export type Instant = number

/** Whole microseconds. */
export type Duration = number

/** `count` milliseconds, in microseconds. */
export const milliseconds = (count: number): Duration => Math.round(count * 1_000)

/** `count` seconds, in microseconds. */
export const seconds = (count: number): Duration => Math.round(count * 1_000_000)

/** `count` minutes, in microseconds. */
export const minutes = (count: number): Duration => seconds(count * 60)

/** `count` hours, in microseconds. */
export const hours = (count: number): Duration => minutes(count * 60)

const MICROS_A_DAY = 86_400_000_000

/**
 * An instant as the API writes it, RFC 3339 in UTC with whole seconds.
 * `epochSeconds` is the Unix time at which the cluster was created.
 */
export function timestamp(epochSeconds: number, at: Instant): string {
  const second = epochSeconds + Math.floor(at / 1_000_000)
  const known = written.get(second)
  if (known !== undefined) return known
  const { date, time } = calendar(second, 0)
  const text = `${date}T${time}Z`
  if (written.size >= MOST_WRITTEN) written.clear()
  written.set(second, text)
  return text
}

// Much happens within one second, and all of it is written with one text. Only a cache.
const written = new Map<number, string>()
const MOST_WRITTEN = 100

/** As `timestamp`, with the microseconds, as Events and leases have it. */
export function microTimestamp(epochSeconds: number, at: Instant): string {
  const { date, time } = calendar(epochSeconds, at)
  const micros = String(at % 1_000_000).padStart(6, '0')
  return `${date}T${time}.${micros}Z`
}

/** Date (`2026-11-23`) and time of day (`02:47:07`) of an instant, in UTC, by integers alone. */
export function calendar(epochSeconds: number, at: Instant): { date: string; time: string } {
  const micros = epochSeconds * 1_000_000 + at
  const days = Math.floor(micros / MICROS_A_DAY)
  const second = Math.floor((micros - days * MICROS_A_DAY) / 1_000_000)
  const [year, month, day] = civil(days)
  const two = (value: number): string => String(value).padStart(2, '0')
  const minute = Math.floor(second / 60)
  const time = `${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second % 60)}`
  return { date: `${year}-${two(month)}-${two(day)}`, time }
}

/**
 * Unix seconds of an RFC 3339 UTC timestamp with whole seconds, or undefined when it is not one.
 */
export function parseTimestamp(text: string): number | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z$/.exec(text)
  if (!match) return undefined
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map(Number)
  return daysFromCivil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
}

// Days since 1970-01-01 to year, month, day of the proleptic Gregorian calendar. The era is 400
// years, counted from 1 March.
function civil(days: number): readonly [number, number, number] {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day]
}

function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}
