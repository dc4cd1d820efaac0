import { withEscapes } from './escapes'
import { UsageError } from './options'
import { defineProgram } from './program'

/** Replaces, squeezes or drops characters. */
export const tr = defineProgram({
  name: 'tr',
  use: '[OPTION]... SET1 [SET2]',
  short: 'Translate, squeeze, or delete characters.',
  options: { flags: 'dscC', strict: true, long: { delete: 'd', 'squeeze-repeats': 's' } },
  run: async (options, laptop) => {
    const [first, second] = options.words
    if (first === undefined) throw new UsageError('missing operand')
    const drops = options.has('d')
    if (second === undefined && !drops && !options.has('s')) {
      throw new UsageError(
        `missing operand after '${first}'\nTwo strings must be given when translating.`,
      )
    }
    const listed = charactersOf(first)
    const other = options.has('c') || options.has('C')
    const isIn = (character: string) => listed.includes(character) !== other
    const target = second === undefined ? undefined : charactersOf(second)
    const squeezed = options.has('s') ? (target ?? listed) : ''
    let last = ''
    const change = (character: string): string => {
      if (drops && isIn(character)) return ''
      const turned = !drops && target && isIn(character) ? turn(character) : character
      const inSqueezed = target ? squeezed.includes(turned) : squeezed !== '' && isIn(turned)
      if (inSqueezed && turned === last) return ''
      last = turned
      return turned
    }
    const turn = (character: string): string => {
      const at = other ? Number.POSITIVE_INFINITY : listed.indexOf(character)
      return target?.[at] ?? target?.at(-1) ?? character
    }
    for (;;) {
      const chunk = await laptop.stdin.read()
      if (chunk === undefined) return 0
      laptop.stdout.write([...chunk].map(change).join(''))
      await laptop.stdout.drain?.()
    }
  },
})

const between = (from: string, to: string): string => {
  const first = from.charCodeAt(0)
  const length = Math.max(to.charCodeAt(0) - first + 1, 0)
  return Array.from({ length }, (_, at) => String.fromCharCode(first + at)).join('')
}

const classes: Readonly<Record<string, string>> = {
  alpha: between('A', 'Z') + between('a', 'z'),
  alnum: between('0', '9') + between('A', 'Z') + between('a', 'z'),
  blank: ' \t',
  digit: between('0', '9'),
  lower: between('a', 'z'),
  punct: between('!', '/') + between(':', '@') + between('[', '`') + between('{', '~'),
  space: ' \t\n\v\f\r',
  upper: between('A', 'Z'),
}

/** `a-z`, `[:upper:]`, `\n` … written out. */
const charactersOf = (set: string): string =>
  withEscapes(set)
    .text.replace(/\[:(\w+):\]/g, (all, name: string) => classes[name] ?? all)
    .replace(/(.)-(.)/gs, (_, from: string, to: string) => between(from, to))
