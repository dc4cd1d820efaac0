import type { Json } from '../../json'
import { goSyntax, goText, goTypeName } from '../go-value'

/** Go's fmt.Sprintf, for the values that JSON has. */
export function sprintf(format: string, values: readonly Json[]): string {
  let next = 0
  const text = format.replace(
    /%([-+# 0]*)(\d+|\*)?(?:\.(\d+))?(.)/gsu,
    (_, ...found: (string | undefined)[]) => {
      const [flags = '', width, precision, verb = ''] = found
      if (verb === '%') return '%'
      const size = width === '*' ? Number(values[next++]) : Number(width ?? 0)
      if (next >= values.length) return `%!${verb}(MISSING)`
      const value = values[next++] ?? null
      return padded(converted(verb, value, { flags, precision }), flags, size)
    },
  )
  const extra = values.slice(next).map((each) => `${goTypeName(each)}=${goText(each)}`)
  return extra.length === 0 ? text : `${text}%!(EXTRA ${extra.join(', ')})`
}

function padded(text: string, flags: string, size: number): string {
  if (flags.includes('-')) return text.padEnd(size)
  if (!flags.includes('0')) return text.padStart(size)
  const sign = /^[-+]/.exec(text)?.[0] ?? ''
  return sign + text.slice(sign.length).padStart(size - sign.length, '0')
}

interface Options {
  readonly flags: string
  readonly precision: string | undefined
}

function converted(verb: string, value: Json, { flags, precision }: Options): string {
  const wrong = () => `%!${verb}(${goTypeName(value)}=${goText(value)})`
  const plus = flags.includes('+') && typeof value === 'number' && value >= 0 ? '+' : ''
  switch (verb) {
    case 'v':
      return flags.includes('#') ? goSyntax(value) : plus + goText(value)
    case 's':
      if (typeof value === 'number' || typeof value === 'boolean') return wrong()
      return precision === undefined ? goText(value) : goText(value).slice(0, Number(precision))
    case 'q':
      return typeof value === 'string' ? JSON.stringify(value) : wrong()
    case 't':
      return typeof value === 'boolean' ? String(value) : wrong()
    case 'T':
      return goTypeName(value)
    case 'd':
      return Number.isInteger(value) ? plus + String(value) : wrong()
    case 'x':
    case 'X':
      return hexadecimal(verb, value) ?? wrong()
    case 'f':
      if (typeof value !== 'number' || Number.isInteger(value)) return wrong()
      return plus + value.toFixed(precision === undefined ? 6 : Number(precision))
    default:
      return wrong()
  }
}

function hexadecimal(verb: string, value: Json): string | undefined {
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : undefined
  const text = bytes
    ? [...bytes].map((each) => each.toString(16).padStart(2, '0')).join('')
    : Number.isInteger(value)
      ? Number(value).toString(16)
      : undefined
  return verb === 'X' ? text?.toUpperCase() : text
}
