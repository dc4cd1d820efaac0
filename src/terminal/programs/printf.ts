import { withEscapes } from './escapes'
import { UsageError } from './options'
import { defineProgram } from './program'

const directive = /%(?:%|([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d+))?([diouxXcsbqeEfgG]))/g

/** Writes its words by a format, again and again until they are used up. */
export const printf = defineProgram({
  name: 'printf',
  use: 'FORMAT [ARGUMENT]...',
  short: 'Print ARGUMENT(s) according to FORMAT.',
  run: ({ words }, { stdout, stderr }) => {
    const [format, ...rest] = words[0] === '--' ? words.slice(1) : words
    if (format === undefined) throw new UsageError('usage: printf [-v var] format [arguments]', 2)
    const values = [...rest]
    let status = 0
    const numberFrom = (text: string): number => {
      if (/^['"]/.test(text)) return text.codePointAt(1) ?? 0
      const number = Number(text === '' ? 0 : text)
      if (!Number.isNaN(number)) return number
      stderr.write(`bash: printf: ${text}: invalid number\n`)
      status = 1
      return Number.parseFloat(text) || 0
    }
    const hasDirectives = /%[^%]/.test(format.replaceAll('%%', ''))
    do {
      const { text, stopped } = withEscapes(format.replaceAll('\\%', '%'))
      stdout.write(fill(text, values, numberFrom))
      if (stopped) break
    } while (values.length > 0 && hasDirectives)
    return status
  },
})

/** A format filled in once, with its escapes as they are: awk's printf. */
export function formatText(format: string, values: readonly string[]): string {
  const rest = [...values]
  return fill(format, rest, (text) => Number.parseFloat(text) || 0)
}

function fill(text: string, values: string[], numberFrom: (text: string) => number): string {
  return text.replace(directive, (...found) => {
    const [, flags = '', width, precision, kind] = found as readonly (string | undefined)[]
    if (kind === undefined) return '%'
    const wide = width === '*' ? Number(values.shift() ?? 0) : Number(width ?? 0)
    const exact = precision === '*' ? values.shift() : precision
    const value = values.shift() ?? ''
    return padded(formatted({ kind, flags, value, exact, numberFrom }), wide, flags, kind)
  })
}

interface Field {
  readonly kind: string
  readonly flags: string
  readonly value: string
  readonly exact: string | undefined
  numberFrom(text: string): number
}

function formatted({ kind, flags, value, exact, numberFrom }: Field): string {
  const digits = exact === undefined ? undefined : Number(exact)
  switch (kind) {
    case 's':
      return digits === undefined ? value : value.slice(0, digits)
    case 'b':
      return withEscapes(value).text
    case 'c':
      return value.slice(0, 1)
    case 'q':
      return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`
    default:
      return signed(number(kind, numberFrom(value), digits), flags)
  }
}

function number(kind: string, value: number, digits: number | undefined): string {
  const whole = Math.trunc(value)
  if (kind === 'f') return value.toFixed(digits ?? 6)
  if (kind === 'e' || kind === 'E') {
    const text = value.toExponential(digits ?? 6).replace(/e([-+])(\d)$/, 'e$10$2')
    return kind === 'E' ? text.toUpperCase() : text
  }
  if (kind === 'g' || kind === 'G') return String(Number(value.toPrecision(digits ?? 6)))
  const base = kind === 'o' ? 8 : kind === 'x' || kind === 'X' ? 16 : 10
  const text = Math.abs(whole)
    .toString(base)
    .padStart(digits ?? 0, '0')
  const shown = kind === 'X' ? text.toUpperCase() : text
  return whole < 0 ? `-${shown}` : shown
}

const signed = (text: string, flags: string): string => {
  if (text.startsWith('-')) return text
  if (flags.includes('+')) return `+${text}`
  return flags.includes(' ') ? ` ${text}` : text
}

function padded(text: string, width: number, flags: string, kind: string): string {
  if (flags.includes('-') || width < 0) return text.padEnd(Math.abs(width))
  if (!flags.includes('0') || /[sbcq]/.test(kind)) return text.padStart(width)
  const sign = /^[-+ ]/.exec(text)?.[0] ?? ''
  return sign + text.slice(sign.length).padStart(width - sign.length, '0')
}
