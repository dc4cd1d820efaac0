import type { Duration } from '../sim'

const MICROS: Readonly<Record<string, number>> = {
  ns: 0.001,
  us: 1,
  µs: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
}

/** A duration as Go writes it (time.ParseDuration): `5s`, `1m30s`; the error is Go's, too. */
export function parseDuration(text: string): Duration | { readonly error: string } {
  const quoted = JSON.stringify(text)
  const bare = text.replace(/^[+-]/, '')
  if (bare === '0') return 0
  if (bare === '') return { error: `time: invalid duration ${quoted}` }
  let sum = 0
  let rest = bare
  while (rest !== '') {
    const number = /^(\d+\.?\d*|\.\d+)/.exec(rest)?.[0]
    if (number === undefined) return { error: `time: invalid duration ${quoted}` }
    rest = rest.slice(number.length)
    const unit = /^[^\d.]+/.exec(rest)?.[0]
    if (unit === undefined) return { error: `time: missing unit in duration ${quoted}` }
    const micros = Object.hasOwn(MICROS, unit) ? MICROS[unit] : undefined
    if (micros === undefined) {
      return { error: `time: unknown unit ${JSON.stringify(unit)} in duration ${quoted}` }
    }
    sum += Number(number) * micros
    rest = rest.slice(unit.length)
  }
  return Math.round(text.startsWith('-') ? -sum : sum)
}

/** A duration as Go prints it: `5s`, `1m30s`, `500ms`. */
export function durationText(span: Duration): string {
  if (span === 0) return '0s'
  if (span < 0) return `-${durationText(-span)}`
  if (span < 1_000) return `${span}µs`
  if (span < 1_000_000) return `${span / 1_000}ms`
  const hours = Math.floor(span / 3_600_000_000)
  const minutes = Math.floor(span / 60_000_000) % 60
  const seconds = (span % 60_000_000) / 1_000_000
  const head = hours > 0 ? `${hours}h${minutes}m` : minutes > 0 ? `${minutes}m` : ''
  return `${head}${seconds}s`
}
