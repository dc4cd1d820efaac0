import { linesOf } from '../streams'
import { UsageError } from './options'
import { defineProgram, inputsOf } from './program'

/** Writes parts of each line. */
export const cut = defineProgram({
  name: 'cut',
  use: 'OPTION... [FILE]...',
  short: 'Print selected parts of lines from each FILE to standard output.',
  options: {
    flags: 's',
    values: 'dfcb',
    long: { delimiter: 'd', fields: 'f', characters: 'c', bytes: 'b', 'only-delimited': 's' },
  },
  run: async (options, laptop) => {
    const characters = options.value('c') ?? options.value('b')
    const list = options.value('f') ?? characters
    if (list === undefined) {
      throw new UsageError('you must specify a list of bytes, characters, or fields')
    }
    const delimiter = options.value('d') ?? '\t'
    if (delimiter.length !== 1) throw new UsageError('the delimiter must be a single character')
    const chosen = rangesFrom(list)
    let status = 0
    for await (const input of inputsOf(options.words, 'cut', laptop)) {
      if (!input) {
        status = 1
        continue
      }
      for await (const line of linesOf(input.source)) {
        const parts = characters === undefined ? line.split(delimiter) : [...line]
        if (characters === undefined && parts.length === 1) {
          if (!options.has('s')) laptop.stdout.write(`${line}\n`)
          continue
        }
        const kept = parts.filter((_, at) => chosen(at + 1))
        laptop.stdout.write(`${kept.join(characters === undefined ? delimiter : '')}\n`)
      }
    }
    return status
  },
})

/** `1,3-5,7-`: whether a place is chosen. */
function rangesFrom(list: string): (place: number) => boolean {
  const ranges = list.split(',').map((text) => {
    const [, from = '', dash = '', to = ''] = /^(\d*)(-?)(\d*)$/.exec(text) ?? []
    if (from === '' && to === '') throw new UsageError('invalid field value')
    if (from === '0' || to === '0') throw new UsageError('fields are numbered from 1')
    const first = Number(from || 1)
    const last = dash === '' ? first : to === '' ? Number.POSITIVE_INFINITY : Number(to)
    if (last < first) throw new UsageError('invalid decreasing range')
    return [first, last] as const
  })
  return (place) => ranges.some(([first, last]) => place >= first && place <= last)
}
