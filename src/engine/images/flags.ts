/** A command line of a Go program, taken apart. */
export interface Flags {
  readonly values: Readonly<Record<string, string>>
  /** What is left: arguments that are no flags. */
  readonly rest: readonly string[]
  /** The first flag that the program does not know, or that has no value. */
  readonly error?: string
}

/** Reads `--port=80`, `-port 80` and `--verbose`; `known` tells which flags take a value. */
export function parseFlags(
  args: readonly string[],
  known: Readonly<Record<string, 'value' | 'switch'>>,
): Flags {
  const values: Record<string, string> = {}
  const rest: string[] = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    const match = /^--?([a-z][a-z0-9-]*)(?:=(.*))?$/is.exec(arg)
    if (arg === '--') return { values, rest: [...rest, ...args.slice(index + 1)] }
    if (!match) {
      rest.push(arg)
      continue
    }
    const [, name = '', given] = match
    const kind = Object.hasOwn(known, name) ? known[name] : undefined
    if (kind === undefined)
      return { values, rest, error: `flag provided but not defined: -${name}` }
    if (kind === 'switch') values[name] = given ?? 'true'
    else if (given !== undefined) values[name] = given
    else if (index + 1 < args.length) values[name] = args[++index] ?? ''
    else return { values, rest, error: `flag needs an argument: -${name}` }
  }
  return { values, rest }
}

/** A port number as programs take it; undefined when it is none. */
export function parsePort(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65_535 ? port : undefined
}

/** The value of an option of a C program: `-h db`, `-hdb`, `--host db` or `--host=db`. */
export function optionIn(
  args: readonly string[],
  letter: string,
  name: string,
): string | undefined {
  for (const [index, arg] of args.entries()) {
    if (arg === `-${letter}` || arg === `--${name}`) return args[index + 1]
    if (arg.startsWith(`--${name}=`)) return arg.slice(name.length + 3)
    if (arg.startsWith(`-${letter}`) && !arg.startsWith('--')) return arg.slice(2)
  }
  return undefined
}
