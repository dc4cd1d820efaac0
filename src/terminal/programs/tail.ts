import { linesOf, readAll } from '../streams'
import { oldCount } from './head'
import { countFrom, defineProgram, inputsOf } from './program'

const everyMilliseconds = 1_000

const definition = defineProgram({
  name: 'tail',
  use: '[OPTION]... [FILE]...',
  short: 'Print the last 10 lines of each FILE to standard output.',
  options: { flags: 'qvfF', values: 'nc', long: { lines: 'n', bytes: 'c', follow: 'f' } },
  run: async (options, laptop) => {
    const given = options.value('n') ?? '10'
    const count = countFrom(given, 10, 'invalid number of lines')
    let status = 0
    let first = true
    for await (const input of inputsOf(options.words, 'tail', laptop)) {
      if (!input) {
        status = 1
        continue
      }
      const titled = (options.words.length > 1 && !options.has('q')) || options.has('v')
      if (titled) laptop.stdout.write(`${first ? '' : '\n'}==> ${input.name} <==\n`)
      first = false
      const characters = options.value('c')
      if (characters !== undefined) {
        const text = await readAll(input.source)
        const amount = countFrom(characters, 0, 'invalid number of bytes')
        laptop.stdout.write(text.slice(Math.max(text.length - Math.abs(amount), 0)))
      } else if (given.startsWith('+')) {
        let number = 0
        for await (const line of linesOf(input.source)) {
          if (++number >= count) laptop.stdout.write(`${line}\n`)
        }
      } else {
        const kept: string[] = []
        for await (const line of linesOf(input.source)) {
          kept.push(`${line}\n`)
          if (kept.length > Math.abs(count)) kept.shift()
        }
        laptop.stdout.write(kept.join(''))
      }
    }
    const [file] = options.words
    if ((options.has('f') || options.has('F')) && file !== undefined) {
      let seen = laptop.files.read(file)?.length ?? 0
      laptop.stdout.onLeft?.(() => laptop.stdout.write(''))
      while (!laptop.signal.aborted) {
        await laptop.sleep(everyMilliseconds)
        const text = laptop.files.read(file) ?? ''
        if (text.length < seen) {
          laptop.stderr.write(`tail: ${file}: file truncated\n`)
          seen = 0
        }
        laptop.stdout.write(text.slice(seen))
        seen = text.length
      }
    }
    return status
  },
})

/** Writes the last lines. */
export const tail: typeof definition = {
  ...definition,
  program: (words, laptop) => definition.program(oldCount(words), laptop),
}
