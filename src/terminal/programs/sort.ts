import { linesOf } from '../streams'
import { type Options, UsageError } from './options'
import { defineProgram, inputsOf } from './program'

/** Sorts lines. */
export const sort = defineProgram({
  name: 'sort',
  use: '[OPTION]... [FILE]...',
  short: 'Write sorted concatenation of all FILE(s) to standard output.',
  options: {
    flags: 'nrufhVbsc',
    values: 'kto',
    status: 2,
    long: {
      'numeric-sort': 'n',
      'human-numeric-sort': 'h',
      reverse: 'r',
      unique: 'u',
      key: 'k',
      'field-separator': 't',
      'version-sort': 'V',
    },
  },
  run: async (options, laptop) => {
    const lines: string[] = []
    let status = 0
    for await (const input of inputsOf(options.words, 'sort: cannot read', laptop)) {
      if (!input) status = 2
      else for await (const line of linesOf(input.source)) lines.push(line)
    }
    const keys = options.values('k').map((text) => keyFrom(text, options))
    const compare = comparison(keys, options)
    lines.sort(compare)
    const same = (a: string, b: string) => compareKeys(keys, options, a, b) === 0
    const kept = options.has('u')
      ? lines.filter((line, at) => at === 0 || !same(lines[at - 1] ?? '', line))
      : lines
    const text = kept.map((line) => `${line}\n`).join('')
    const file = options.value('o')
    if (file === undefined) laptop.stdout.write(text)
    else laptop.files.write(file, text)
    return status
  },
})

type Order = (left: string, right: string) => number

interface Key {
  readonly of: (line: string) => string
  readonly order: Order
  readonly reversed: boolean
}

const byText: Order = (a, b) => (a < b ? -1 : Number(a > b))

const units = 'KMGTPE'

/** `1K`, `2.5Gi` … as a number. */
const sizeOf = (text: string): number => {
  const [, number = '0', unit = ''] = /^\s*(-?[\d.]+)([KMGTPEkm]?)/.exec(text) ?? []
  const power = units.indexOf(unit.toUpperCase()) + 1
  return (unit === 'm' ? 0.001 : 1024 ** (unit === '' ? 0 : power)) * Number(number)
}

const orderFrom = (letters: string): Order => {
  if (letters.includes('h')) return (a, b) => sizeOf(a) - sizeOf(b)
  if (letters.includes('n')) return (a, b) => numberOf(a) - numberOf(b)
  if (letters.includes('V')) return byVersion
  if (letters.includes('f')) return (a, b) => byText(a.toUpperCase(), b.toUpperCase())
  return byText
}

const numberOf = (text: string): number => Number(/^\s*(-?\d*\.?\d+)/.exec(text)?.[1] ?? 0)

const byVersion: Order = (a, b) => {
  const left = a.split(/(\d+)/)
  const right = b.split(/(\d+)/)
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [one = '', other = ''] = [left[at], right[at]]
    const order = at % 2 === 1 ? Number(one) - Number(other) : byText(one, other)
    if (order !== 0) return order
  }
  return 0
}

const letters = (options: Options): string =>
  ['n', 'h', 'V', 'f'].filter((each) => options.has(each)).join('')

/** `2,2nr`: from which field to which, and how they are compared. */
function keyFrom(text: string, options: Options): Key {
  const [, from = '', own = '', to, more = ''] =
    /^(\d+)(?:\.\d+)?([a-zA-Z]*)(?:,(\d+)(?:\.\d+)?([a-zA-Z]*))?$/.exec(text) ?? []
  if (Number(from) === 0) {
    throw new UsageError(`-: invalid field specification '${text}'`, 2)
  }
  const separator = options.value('t')
  const of = (line: string) => {
    const fields = separator === undefined ? line.split(/(?<=\S)(?=\s)/) : line.split(separator)
    const chosen = fields.slice(Number(from) - 1, to === undefined ? undefined : Number(to))
    return chosen.join(separator ?? '')
  }
  const flags = own + more
  const order = orderFrom(flags.replace(/[rb]/g, '') || letters(options))
  return { of, order, reversed: flags.includes('r') || (flags === '' && options.has('r')) }
}

function compareKeys(keys: readonly Key[], options: Options, a: string, b: string): number {
  if (keys.length === 0) return orderFrom(letters(options))(a, b)
  for (const { of, order, reversed } of keys) {
    const found = order(of(a), of(b))
    if (found !== 0) return reversed ? -found : found
  }
  return 0
}

function comparison(keys: readonly Key[], options: Options): Order {
  const reversed = options.has('r')
  return (a, b) => {
    const found = compareKeys(keys, options, a, b)
    if (found !== 0) return keys.length === 0 && reversed ? -found : found
    if (options.has('s') || options.has('u')) return 0
    return reversed ? byText(b, a) : byText(a, b)
  }
}
