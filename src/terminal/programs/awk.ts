import { linesOf } from '../streams'
import { parseAwk } from './awk-parse'
import { AwkRun } from './awk-run'
import { UsageError } from './options'
import { defineProgram, inputsOf } from './program'

/** Runs a short program over the fields of each line. */
export const awk = defineProgram({
  name: 'awk',
  use: "[-F fs] [-v var=value] 'prog' [file ...]",
  short: 'Pattern scanning and processing: patterns, print, printf, if, for, variables, arrays.',
  options: { values: 'Fv', strict: true, status: 2 },
  run: async (options, laptop) => {
    const [text, ...names] = options.words
    if (text === undefined) {
      throw new UsageError('usage: awk [-F fs][-v var=value][prog][file ...]', 2)
    }
    const run = new AwkRun(parseAwk(text), (output) => laptop.stdout.write(output))
    run.set('FS', options.value('F')?.replace(/^\\t$|^t$/, '\t') ?? ' ')
    for (const each of options.values('v')) {
      const [name = '', ...value] = each.split('=')
      run.set(name, value.join('='))
    }
    run.begin()
    let status = 0
    if (run.readsInput) {
      for await (const input of inputsOf(names, 'awk', laptop)) {
        if (!input) {
          status = 2
          continue
        }
        for await (const line of linesOf(input.source)) {
          run.line(line)
          await laptop.stdout.drain?.()
          if (run.over || laptop.signal.aborted) break
        }
        if (run.over) break
      }
    }
    run.end()
    return run.status || status
  },
})
