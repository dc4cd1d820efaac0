import { defineProgram, inputsOf } from './program'

/** Writes files one after the other. */
export const cat = defineProgram({
  name: 'cat',
  use: '[OPTION]... [FILE]...',
  short: 'Concatenate FILE(s) to standard output.',
  options: { flags: 'nbAeEtTsuv', long: { number: 'n', 'show-all': 'A', 'show-ends': 'E' } },
  run: async (options, laptop) => {
    let status = 0
    let number = 0
    let lineStart = true
    const numbered = options.has('n') || options.has('b')
    const ends = options.has('A') || options.has('E') || options.has('e')
    const tabs = options.has('A') || options.has('T') || options.has('t')
    const decorate = (text: string): string => {
      const lines = text.split(/(?<=\n)/)
      return lines
        .map((line) => {
          const skip = options.has('b') && line === '\n'
          const head = numbered && lineStart && !skip ? `${String(++number).padStart(6)}\t` : ''
          lineStart = line.endsWith('\n')
          const shown = tabs ? line.replaceAll('\t', '^I') : line
          return head + (ends ? shown.replace(/\n$/, '$\n') : shown)
        })
        .join('')
    }
    for await (const input of inputsOf(options.words, 'cat', laptop)) {
      if (!input) status = 1
      for (;;) {
        const chunk = await input?.source.read()
        if (chunk === undefined || laptop.signal.aborted) break
        laptop.stdout.write(numbered || ends || tabs ? decorate(chunk) : chunk)
        await laptop.stdout.drain?.()
      }
    }
    return status
  },
})
