import { UsageError } from './options'
import { defineProgram } from './program'

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months =
  'January February March April May June July August September October November December'.split(' ')

const two = (value: number): string => String(value).padStart(2, '0')

/** One directive of a format, in UTC. */
function directive(letter: string, at: Date): string | undefined {
  const hours = at.getUTCHours()
  const simple: Readonly<Record<string, () => string>> = {
    Y: () => String(at.getUTCFullYear()),
    y: () => two(at.getUTCFullYear() % 100),
    m: () => two(at.getUTCMonth() + 1),
    d: () => two(at.getUTCDate()),
    e: () => String(at.getUTCDate()).padStart(2),
    H: () => two(hours),
    I: () => two(hours % 12 || 12),
    p: () => (hours < 12 ? 'AM' : 'PM'),
    M: () => two(at.getUTCMinutes()),
    S: () => two(at.getUTCSeconds()),
    N: () => `${String(at.getUTCMilliseconds()).padStart(3, '0')}000000`,
    s: () => String(Math.floor(at.getTime() / 1_000)),
    F: () => format('%Y-%m-%d', at),
    T: () => format('%H:%M:%S', at),
    R: () => format('%H:%M', at),
    D: () => format('%m/%d/%y', at),
    a: () => (days[at.getUTCDay()] ?? '').slice(0, 3),
    A: () => days[at.getUTCDay()] ?? '',
    b: () => (months[at.getUTCMonth()] ?? '').slice(0, 3),
    B: () => months[at.getUTCMonth()] ?? '',
    u: () => String(at.getUTCDay() || 7),
    Z: () => 'UTC',
    z: () => '+0000',
    n: () => '\n',
    t: () => '\t',
    '%': () => '%',
  }
  return simple[letter]?.()
}

const format = (text: string, at: Date): string =>
  text.replace(/%[-_0^]?(\d*)([A-Za-z%])/g, (all, width: string, letter: string) => {
    const value = directive(letter, at)
    if (value === undefined) return all
    if (letter === 'N' && width !== '') return value.slice(0, Number(width))
    return all[1] === '-' ? value.replace(/^[0 ]+(?=.)/, '') : value
  })

/** Tells the cluster's time. */
export const date = defineProgram({
  name: 'date',
  use: '[OPTION]... [+FORMAT]',
  short: "Display the current time: the cluster's.",
  options: {
    flags: 'uR',
    values: 'dI',
    long: { utc: 'u', universal: 'u', date: 'd', 'rfc-email': 'R' },
  },
  run: (options, { stdout, now }) => {
    const [wanted] = options.words
    if (wanted !== undefined && !wanted.startsWith('+')) {
      throw new UsageError(`cannot set date: Operation not permitted`)
    }
    const given = options.value('d')
    const at = given === undefined ? new Date(now()) : dateFrom(given, now())
    if (Number.isNaN(at.getTime())) throw new UsageError(`invalid date '${given}'`)
    const usual = options.has('R') ? '%a, %d %b %Y %H:%M:%S +0000' : '%a %b %e %H:%M:%S UTC %Y'
    const iso = options.has('I') ? '%Y-%m-%dT%H:%M:%S+00:00' : usual
    stdout.write(`${format(wanted?.slice(1) ?? iso, at)}\n`)
    return 0
  },
})

function dateFrom(text: string, now: number): Date {
  if (/^@\d+$/.test(text)) return new Date(Number(text.slice(1)) * 1_000)
  return text === 'now'
    ? new Date(now)
    : new Date(/[zZ]|[-+]\d\d:?\d\d$/.test(text) ? text : `${text}Z`)
}
