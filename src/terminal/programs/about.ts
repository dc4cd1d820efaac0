import { UsageError } from './options'
import { defineProgram } from './program'

/** Shows the environment, or runs a command in another one. */
export const env = defineProgram({
  name: 'env',
  use: '[NAME=VALUE]... [COMMAND [ARG]...]',
  short: 'Set each NAME to VALUE in the environment and run COMMAND.',
  options: { flags: 'i', values: 'u', strict: true },
  run: async ({ words }, laptop) => {
    const at = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word))
    const given = Object.fromEntries(
      (at < 0 ? words : words.slice(0, at)).map((word) => {
        const [name = '', ...value] = word.split('=')
        return [name, value.join('=')]
      }),
    )
    if (at >= 0) return laptop.run(words.slice(at), { environment: given })
    for (const [name, value] of Object.entries({ ...laptop.environment, ...given })) {
      laptop.stdout.write(`${name}=${value}\n`)
    }
    return 0
  },
})

/** Shows variables of the environment. */
export const printenv = defineProgram({
  name: 'printenv',
  use: '[VARIABLE]...',
  short: 'Print the values of the specified environment VARIABLE(s).',
  run: ({ words }, { stdout, environment }) => {
    if (words.length === 0) {
      for (const [name, value] of Object.entries(environment)) stdout.write(`${name}=${value}\n`)
      return 0
    }
    let status = 0
    for (const word of words) {
      const value = Object.hasOwn(environment, word) ? environment[word] : undefined
      if (value === undefined) status = 1
      else stdout.write(`${value}\n`)
    }
    return status
  },
})

/** Lists what was typed before. */
export const history = defineProgram({
  name: 'history',
  use: '[n]',
  short: 'Display the history list.',
  run: ({ words: [count] }, laptop) => {
    if (count !== undefined && !/^\d+$/.test(count)) {
      throw new UsageError(`${count}: numeric argument required`)
    }
    const lines = laptop.history()
    const from = count === undefined ? 0 : Math.max(lines.length - Number(count), 0)
    for (const [at, line] of lines.entries()) {
      if (at >= from) laptop.stdout.write(`${String(at + 1).padStart(5)}  ${line}\n`)
    }
    return 0
  },
})

/** Wipes the terminal. */
export const clear = defineProgram({
  name: 'clear',
  use: '',
  short: 'Clear the terminal screen.',
  run: (_, { stdout }) => {
    stdout.write('\x1b[H\x1b[2J\x1b[3J')
    return 0
  },
})

/** Says where programs are. */
export const which = defineProgram({
  name: 'which',
  use: 'COMMAND...',
  short: 'Write the full path of COMMAND(s) to standard output.',
  run: ({ words }, { stdout, programs }) => {
    const missing = words.filter((word) => !programs.includes(word))
    for (const word of words) if (programs.includes(word)) stdout.write(`/usr/bin/${word}\n`)
    return missing.length > 0 || words.length === 0 ? 1 : 0
  },
})

/** Says who one is. */
export const whoami = defineProgram({
  name: 'whoami',
  use: '',
  short: 'Print the user name.',
  run: (_, { stdout, environment }) => {
    stdout.write(`${environment['USER'] ?? 'learner'}\n`)
    return 0
  },
})

/** Says what the machine is called. */
export const hostname = defineProgram({
  name: 'hostname',
  use: '',
  short: "Show the system's host name.",
  run: (_, { stdout, environment }) => {
    stdout.write(`${environment['HOSTNAME'] ?? 'laptop'}\n`)
    return 0
  },
})

/** Opens a text in the page's editor. */
export const nano = defineProgram({
  name: 'nano',
  use: 'FILE',
  short: "Edit FILE in the page's editor. vi, vim, nano and edit are the same here.",
  options: {},
  run: async ({ words: [file, ...more] }, laptop) => {
    if (file === undefined || more.length > 0) throw new UsageError('name one file')
    if (!laptop.edit) throw new UsageError('there is no editor here')
    if (laptop.files.status(file)?.directory) throw new UsageError(`${file}: Is a directory`)
    const before = laptop.files.read(file) ?? ''
    const after = await laptop.edit(file, before)
    if (after !== before) laptop.files.write(file, after)
    return 0
  },
})
