import { defineProgram } from './program'

/** Copies its input to files and onward. */
export const tee = defineProgram({
  name: 'tee',
  use: '[OPTION]... [FILE]...',
  short: 'Copy standard input to each FILE, and also to standard output.',
  options: { flags: 'a', long: { append: 'a' } },
  run: async (options, laptop) => {
    const names = options.words
    for (const name of names) if (!options.has('a')) laptop.files.write(name, '')
    for (;;) {
      const chunk = await laptop.stdin.read()
      if (chunk === undefined) return 0
      laptop.stdout.write(chunk)
      for (const name of names) laptop.files.append(name, chunk)
      await laptop.stdout.drain?.()
    }
  },
})
