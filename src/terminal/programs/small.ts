import { nameOf } from '../files'
import { linesOf, readAll } from '../streams'
import { UsageError } from './options'
import { countFrom, defineProgram, inputsOf } from './program'

/** Does nothing, well. */
export const yesMan = defineProgram({
  name: 'true',
  use: '',
  short: 'Exit with a status code indicating success.',
  run: () => 0,
})

/** Does nothing, badly. */
export const nayMan = defineProgram({
  name: 'false',
  use: '',
  short: 'Exit with a status code indicating failure.',
  run: () => 1,
})

/** Says a word without end, as long as somebody listens. */
export const yes = defineProgram({
  name: 'yes',
  use: '[STRING]...',
  short: 'Repeatedly output a line with all specified STRING(s), or y.',
  run: async ({ words }, laptop) => {
    const lines = `${words.length > 0 ? words.join(' ') : 'y'}\n`.repeat(512)
    while (!laptop.signal.aborted) {
      laptop.stdout.write(lines)
      await laptop.stdout.drain?.()
      await laptop.turn()
    }
    return 0
  },
})

const unitSeconds: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3_600, d: 86_400 }

/** `1.5`, `2m` …, in milliseconds. */
export function spanFrom(text: string): number {
  const [, number, unit = ''] = /^(\d*\.?\d+|\d+\.)([smhd]?)$/.exec(text) ?? []
  if (number === undefined) throw new UsageError(`invalid time interval '${text}'`)
  return Number(number) * (unitSeconds[unit] ?? 1) * 1_000
}

/** Waits, on the cluster's clock. */
export const sleep = defineProgram({
  name: 'sleep',
  use: 'NUMBER[SUFFIX]...',
  short: "Pause for NUMBER seconds of the cluster's clock.",
  run: async ({ words }, laptop) => {
    if (words.length === 0) throw new UsageError('missing operand')
    const spans = words.map(spanFrom)
    await laptop.sleep(spans.reduce((sum, each) => sum + each, 0))
    return 0
  },
})

/** Runs a command, and stops it when it takes too long. */
export const timeout = defineProgram({
  name: 'timeout',
  use: '[OPTION] DURATION COMMAND [ARG]...',
  short: 'Start COMMAND, and kill it if still running after DURATION.',
  options: { values: 'sk', strict: true, status: 125, long: { signal: 's', 'kill-after': 'k' } },
  run: async ({ words: [span, ...command] }, laptop) => {
    if (span === undefined || command.length === 0) throw new UsageError('missing operand', 125)
    const controller = new AbortController()
    let late = false
    const clock = laptop.sleep(spanFrom(span)).then(() => {
      late = true
      controller.abort()
      return 0
    })
    const running = laptop.run(command, { signal: controller.signal })
    await Promise.race([running, clock])
    const status = await running
    return late && !laptop.signal.aborted ? 124 : status
  },
})

/** Counts. */
export const seq = defineProgram({
  name: 'seq',
  use: '[OPTION]... [FIRST [INCREMENT]] LAST',
  short: 'Print numbers from FIRST to LAST, in steps of INCREMENT.',
  run: async ({ words: all }, laptop) => {
    const attached = /^-s(.+)$/s.exec(all[0] ?? '')?.[1]
    const separated = attached ?? (all[0] === '-s' ? all[1] : undefined)
    const padded = all[0] === '-w'
    const taken = separated === undefined ? Number(padded) : attached === undefined ? 2 : 1
    const words = all.slice(taken)
    if (words.length === 0) throw new UsageError('missing operand')
    if (words.length > 3) throw new UsageError(`extra operand '${words[3]}'`)
    const numbers = words.map((word) => {
      if (word === '' || Number.isNaN(Number(word))) {
        throw new UsageError(`invalid floating point argument: '${word}'`)
      }
      return Number(word)
    })
    const last = numbers.at(-1) ?? 0
    const first = numbers.length > 1 ? (numbers[0] ?? 1) : 1
    const step = numbers.length > 2 ? (numbers[1] ?? 1) : 1
    if (step === 0) throw new UsageError("invalid Zero increment value: '0'")
    const places = Math.max(...words.map((word) => (word.split('.')[1] ?? '').length))
    const width = padded ? Math.max(...[first, last].map((each) => each.toFixed(places).length)) : 0
    const separator = separated ?? '\n'
    const count = Math.floor((last - first) / step + 1e-9)
    for (let at = 0; at <= count; at++) {
      const text = (first + at * step).toFixed(places).padStart(width, '0')
      laptop.stdout.write(at === count ? `${text}\n` : text + separator)
      if (at % 256 === 255) {
        await laptop.stdout.drain?.()
        await laptop.turn()
        if (laptop.signal.aborted) break
      }
    }
    return 0
  },
})

/** The last part of a path. */
export const basename = defineProgram({
  name: 'basename',
  use: 'NAME [SUFFIX]',
  short: 'Print NAME with any leading directory components removed.',
  run: ({ words: [path, suffix = ''] }, { stdout }) => {
    if (path === undefined) throw new UsageError('missing operand')
    const name = nameOf(path.replace(/(?<=.)\/+$/, '')) || '/'
    const bare = name !== suffix && suffix !== '' && name.endsWith(suffix)
    stdout.write(`${bare ? name.slice(0, -suffix.length) : name}\n`)
    return 0
  },
})

/** A path without its last part. */
export const dirname = defineProgram({
  name: 'dirname',
  use: 'NAME...',
  short: 'Output each NAME with its last non-slash component removed.',
  run: ({ words }, { stdout }) => {
    if (words.length === 0) throw new UsageError('missing operand')
    for (const word of words) {
      const path = word.replace(/(?<=.)\/+$/, '')
      const at = path.lastIndexOf('/')
      stdout.write(`${at < 0 ? '.' : path.slice(0, at) || '/'}\n`)
    }
    return 0
  },
})

/** Turns a text into base64, or back. */
export const base64 = defineProgram({
  name: 'base64',
  use: '[OPTION]... [FILE]',
  short: 'Base64 encode or decode FILE, or standard input, to standard output.',
  options: { flags: 'diD', values: 'w', long: { decode: 'd', wrap: 'w' } },
  run: async (options, laptop) => {
    const wrap = countFrom(options.value('w'), 76, 'invalid wrap size')
    for await (const input of inputsOf(options.words.slice(0, 1), 'base64', laptop)) {
      if (!input) return 1
      const text = await readAll(input.source)
      if (options.has('d') || options.has('D')) {
        const clean = text.replace(/\s+/g, '')
        if (!/^[\w+/]*=*$/.test(clean) || clean.length % 4 === 1) {
          throw new UsageError('invalid input')
        }
        laptop.stdout.write(textFromBase64(clean))
      } else {
        const encoded = base64From(text)
        const lines = wrap > 0 ? (encoded.match(new RegExp(`.{1,${wrap}}`, 'g')) ?? []) : [encoded]
        laptop.stdout.write(lines.join('\n') + (wrap > 0 && encoded !== '' ? '\n' : ''))
      }
    }
    return 0
  },
})

const base64From = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))

const textFromBase64 = (text: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(text), (each) => each.charCodeAt(0)))

/** Lines, the last one first. */
export const tac = defineProgram({
  name: 'tac',
  use: '[FILE]...',
  short: 'Write each FILE to standard output, last line first.',
  options: {},
  run: async (options, laptop) => {
    for await (const input of inputsOf(options.words, 'tac', laptop)) {
      if (!input) return 1
      const lines = (await readAll(input.source)).split(/(?<=\n)/)
      laptop.stdout.write(lines.reverse().join(''))
    }
    return 0
  },
})

/** Lines, each backwards. */
export const rev = defineProgram({
  name: 'rev',
  use: '[FILE]...',
  short: 'Reverse lines characterwise.',
  options: {},
  run: async (options, laptop) => {
    for await (const input of inputsOf(options.words, 'rev', laptop)) {
      if (!input) return 1
      for await (const line of linesOf(input.source)) {
        laptop.stdout.write(`${[...line].reverse().join('')}\n`)
      }
    }
    return 0
  },
})

/** Numbers lines. */
export const nl = defineProgram({
  name: 'nl',
  use: '[FILE]...',
  short: 'Write each FILE to standard output, with line numbers added.',
  options: { values: 'bw' },
  run: async (options, laptop) => {
    let number = 0
    for await (const input of inputsOf(options.words, 'nl', laptop)) {
      if (!input) return 1
      for await (const line of linesOf(input.source)) {
        const numbered = line !== '' || options.value('b') === 'a'
        const head = numbered ? `${String(++number).padStart(6)}\t` : '       '
        laptop.stdout.write(`${head}${line}\n`)
      }
    }
    return 0
  },
})

/** Joins lines: of all files side by side, or of each one after the other. */
export const paste = defineProgram({
  name: 'paste',
  use: '[OPTION]... [FILE]...',
  short: 'Write lines consisting of the sequentially corresponding lines from each FILE.',
  options: { flags: 's', values: 'd', long: { serial: 's', delimiters: 'd' } },
  run: async (options, laptop) => {
    const delimiter = (options.value('d') ?? '\t').replaceAll('\\n', '\n').replaceAll('\\t', '\t')
    const files: (readonly string[])[] = []
    for await (const input of inputsOf(options.words, 'paste', laptop)) {
      if (!input) return 1
      files.push((await readAll(input.source)).replace(/\n$/, '').split('\n'))
    }
    const count = Math.max(...files.map((lines) => lines.length))
    const rows = options.has('s')
      ? files
      : Array.from({ length: count }, (_, at) => files.map((lines) => lines[at] ?? ''))
    for (const row of rows) laptop.stdout.write(`${row.join(delimiter)}\n`)
    return 0
  },
})

/** Lines up columns. */
export const column = defineProgram({
  name: 'column',
  use: '[options] [<file>...]',
  short: 'Columnate lists.',
  options: { flags: 't', values: 'so', long: { table: 't', separator: 's' } },
  run: async (options, laptop) => {
    const rows: (readonly string[])[] = []
    const separator = options.value('s')
    for await (const input of inputsOf(options.words, 'column', laptop)) {
      if (!input) return 1
      for await (const line of linesOf(input.source)) {
        if (line.trim() === '') continue
        rows.push(separator === undefined ? line.trim().split(/\s+/) : line.split(separator))
      }
    }
    if (!options.has('t')) {
      for (const row of rows) laptop.stdout.write(`${row.join(' ')}\n`)
      return 0
    }
    const widths: number[] = []
    for (const row of rows) {
      for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length)
    }
    for (const row of rows) {
      const cells = row.map((cell, at) =>
        at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0),
      )
      laptop.stdout.write(`${cells.join(options.value('o') ?? '  ')}\n`)
    }
    return 0
  },
})
