import { readLine } from '../streams'
import { countFrom, defineProgram, inputsOf } from './program'

/** `-5`, as the first word, is `-n 5`. */
export const oldCount = (words: readonly string[]): readonly string[] =>
  words.flatMap((word, at) => (at === 0 && /^-\d+$/.test(word) ? ['-n', word.slice(1)] : [word]))

const definition = defineProgram({
  name: 'head',
  use: '[OPTION]... [FILE]...',
  short: 'Print the first 10 lines of each FILE to standard output.',
  options: { flags: 'qv', values: 'nc', long: { lines: 'n', bytes: 'c', quiet: 'q' } },
  run: async (options, laptop) => {
    const lines = countFrom(options.value('n'), 10, 'invalid number of lines')
    const characters = countFrom(options.value('c'), -1, 'invalid number of bytes')
    let status = 0
    let first = true
    for await (const input of inputsOf(options.words, 'head', laptop)) {
      if (!input) {
        status = 1
        continue
      }
      const titled = (options.words.length > 1 && !options.has('q')) || options.has('v')
      if (titled) laptop.stdout.write(`${first ? '' : '\n'}==> ${input.name} <==\n`)
      first = false
      if (options.has('c')) {
        let left = characters
        while (left > 0) {
          const chunk = await input.source.read()
          if (chunk === undefined) break
          laptop.stdout.write(chunk.slice(0, left))
          left -= chunk.length
        }
      } else if (lines >= 0) {
        for (let left = lines; left > 0; left--) {
          const found = await readLine(input.source)
          if (!found) break
          laptop.stdout.write(found.whole ? `${found.line}\n` : found.line)
        }
      } else {
        const held: string[] = []
        for (;;) {
          const found = await readLine(input.source)
          if (!found) break
          held.push(found.whole ? `${found.line}\n` : found.line)
          if (held.length > -lines) laptop.stdout.write(held.shift() ?? '')
        }
      }
    }
    return status
  },
})

/** Writes the first lines. */
export const head: typeof definition = {
  ...definition,
  program: (words, laptop) => definition.program(oldCount(words), laptop),
}
