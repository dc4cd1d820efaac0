import { linesOf } from '../streams'
import { defineProgram, inputsOf } from './program'

/** Drops lines that repeat the one before. */
export const uniq = defineProgram({
  name: 'uniq',
  use: '[OPTION]... [INPUT]',
  short: 'Filter adjacent matching lines.',
  options: { flags: 'cdui', long: { count: 'c', repeated: 'd', unique: 'u', 'ignore-case': 'i' } },
  run: async (options, laptop) => {
    let status = 0
    const write = (line: string, times: number) => {
      if (options.has('d') && times < 2) return
      if (options.has('u') && times > 1) return
      laptop.stdout.write(`${options.has('c') ? `${String(times).padStart(7)} ` : ''}${line}\n`)
    }
    for await (const input of inputsOf(options.words.slice(0, 1), 'uniq', laptop)) {
      if (!input) {
        status = 1
        continue
      }
      const same = (a: string, b: string) =>
        options.has('i') ? a.toLowerCase() === b.toLowerCase() : a === b
      let held: string | undefined
      let times = 0
      for await (const line of linesOf(input.source)) {
        if (held !== undefined && same(held, line)) times++
        else {
          if (held !== undefined) write(held, times)
          held = line
          times = 1
        }
      }
      if (held !== undefined) write(held, times)
    }
    return status
  },
})
