import { calendar } from '../../sim'

/** When something is to happen again and again: the values that each field of a line allows. */
export interface Schedule {
  readonly minute: readonly number[]
  readonly hour: readonly number[]
  readonly day: readonly number[]
  readonly month: readonly number[]
  readonly weekday: readonly number[]
  /** Set when any day of the month, or any weekday, will do: then the other alone decides. */
  readonly anyDay: boolean
  readonly anyWeekday: boolean
  /** For `@every 90s`: seconds from one time to the next; the fields mean nothing then. */
  readonly every?: number
}

/** Why a line is no schedule, in the words of the parser that Kubernetes uses. */
export interface ScheduleFault {
  readonly error: string
}

interface Bounds {
  readonly least: number
  readonly most: number
  readonly names: readonly string[]
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

const BOUNDS: readonly Bounds[] = [
  { least: 0, most: 59, names: [] },
  { least: 0, most: 23, names: [] },
  { least: 1, most: 31, names: [] },
  { least: 1, most: 12, names: MONTHS },
  { least: 0, most: 6, names: WEEKDAYS },
]

const DESCRIPTORS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}

class Fault extends Error {}

const fail = (message: string): never => {
  throw new Fault(message)
}

/** Reads a line of five fields, or a descriptor such as `@hourly` (robfig/cron ParseStandard). */
export function parseSchedule(text: string): Schedule | ScheduleFault {
  try {
    return parsed(text)
  } catch (error) {
    if (error instanceof Fault) return { error: error.message }
    throw error
  }
}

function parsed(text: string): Schedule {
  if (text === '') fail('empty spec string')
  if (text.startsWith('@')) return descriptor(text)
  const fields = text.split(/\s+/).filter((each) => each !== '')
  if (fields.length !== BOUNDS.length) {
    fail(`expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`)
  }
  const read = fields.map((field, index) => fieldOf(field, BOUNDS[index] as Bounds))
  const [minute, hour, day, month, weekday] = read.map(({ values }) => values)
  return {
    minute: minute ?? [],
    hour: hour ?? [],
    day: day ?? [],
    month: month ?? [],
    weekday: weekday ?? [],
    anyDay: read[2]?.isAny ?? false,
    anyWeekday: read[4]?.isAny ?? false,
  }
}

function descriptor(text: string): Schedule {
  const line = Object.hasOwn(DESCRIPTORS, text) ? DESCRIPTORS[text] : undefined
  if (line !== undefined) return parsed(line)
  if (!text.startsWith('@every ')) return fail(`unrecognized descriptor: ${text}`)
  const every = durationOf(text.slice('@every '.length), text)
  return { ...parsed('* * * * *'), every: Math.max(1, every) }
}

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 }

function durationOf(text: string, whole: string): number {
  if (!/^(\d+[hms])+$/.test(text)) {
    fail(`failed to parse duration ${whole}: time: invalid duration "${text}"`)
  }
  return [...text.matchAll(/(\d+)([hms])/g)].reduce(
    (sum, [, count, unit = 's']) => sum + Number(count) * (UNITS[unit] ?? 1),
    0,
  )
}

interface ReadField {
  readonly values: readonly number[]
  readonly isAny: boolean
}

function fieldOf(text: string, bounds: Bounds): ReadField {
  const values = new Set<number>()
  let isAny = false
  for (const part of text.split(',').filter((each) => each !== '')) {
    const range = rangeOf(part, bounds)
    isAny ||= range.isAny
    for (let value = range.first; value <= range.last; value += range.step) values.add(value)
  }
  return { values: [...values].sort((left, right) => left - right), isAny }
}

interface Range {
  readonly first: number
  readonly last: number
  readonly step: number
  readonly isAny: boolean
}

function rangeOf(text: string, bounds: Bounds): Range {
  const [range = '', stepText, ...more] = text.split('/')
  const [low = '', high, ...rest] = range.split('-')
  const isAny = low === '*' || low === '?'
  if (!isAny && rest.length > 0) fail(`too many hyphens: ${text}`)
  if (more.length > 0) fail(`too many slashes: ${text}`)
  const first = isAny ? bounds.least : numberOf(low, bounds)
  const end = isAny ? bounds.most : high === undefined ? first : numberOf(high, bounds)
  const step = stepText === undefined ? 1 : plainNumber(stepText)
  // `5/15` means from 5 on.
  const last = stepText !== undefined && high === undefined ? bounds.most : end
  if (first < bounds.least) {
    fail(`beginning of range (${first}) below minimum (${bounds.least}): ${text}`)
  }
  if (last > bounds.most) fail(`end of range (${last}) above maximum (${bounds.most}): ${text}`)
  if (first > last) fail(`beginning of range (${first}) beyond end of range (${last}): ${text}`)
  if (step === 0) fail(`step of range should be a positive number: ${text}`)
  return { first, last, step, isAny: isAny && step === 1 }
}

function numberOf(text: string, { least, names }: Bounds): number {
  const index = names.indexOf(text.toLowerCase())
  return index < 0 ? plainNumber(text) : index + least
}

function plainNumber(text: string): number {
  if (/^-\d+$/.test(text)) fail(`negative number (${text}) not allowed: ${text}`)
  if (!/^\+?\d+$/.test(text)) {
    fail(
      `failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: ` +
        'invalid syntax',
    )
  }
  return Number(text)
}

const DAY = 86_400
/** A schedule that means no day in five years means none: 31 February, for instance. */
const DAYS_LOOKED_AT = 5 * 366

/** The first time of a schedule after a moment, both in Unix seconds (UTC); undefined for never. */
export function nextTime(schedule: Schedule, after: number): number | undefined {
  if (schedule.every !== undefined) return after + schedule.every
  const from = (Math.floor(after / 60) + 1) * 60
  const today = Math.floor(from / DAY)
  for (let day = today; day < today + DAYS_LOOKED_AT; day++) {
    if (!isDue(schedule, day)) continue
    const second = timeOn(schedule, day === today ? (from % DAY) / 60 : 0)
    if (second !== undefined) return day * DAY + second
  }
  return undefined
}

// 1 January 1970 was a Thursday.
const FIRST_WEEKDAY = 4

function isDue({ anyDay, anyWeekday, day, month, weekday }: Schedule, days: number): boolean {
  const [, monthNumber = 0, dayNumber = 0] = calendar(days * DAY, 0)
    .date.split('-')
    .map(Number)
  if (!month.includes(monthNumber)) return false
  const byDay = day.includes(dayNumber)
  const byWeekday = weekday.includes((days + FIRST_WEEKDAY) % 7)
  return anyDay || anyWeekday ? byDay && byWeekday : byDay || byWeekday
}

function timeOn({ hour, minute }: Schedule, fromMinute: number): number | undefined {
  for (const hours of hour) {
    for (const minutes of minute) {
      if (hours * 60 + minutes >= fromMinute) return (hours * 60 + minutes) * 60
    }
  }
  return undefined
}
