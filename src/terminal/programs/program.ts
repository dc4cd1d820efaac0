import { FileError } from '../files'
import type { Laptop, LaptopProgram } from '../shell/process'
import { type Source, textSource } from '../streams'
import { type OptionShape, type Options, readOptions, UsageError } from './options'

/** A program by its definition: how it is called, and what it does. */
export interface Definition {
  readonly name: string
  /** What follows the name in its usage line. */
  readonly use: string
  readonly short: string
  readonly options?: OptionShape
  run(options: Options, laptop: Laptop): Promise<number> | number
}

/** After these, GNU programs tell where to read more. */
const asksForHelp = /operand|option|must specify|time interval/

/** A program that reads its options, and ends with a message when they are wrong. */
export function defineProgram(
  definition: Definition,
): Definition & { readonly program: LaptopProgram } {
  const { name, use, short, options: shape, run } = definition
  const program: LaptopProgram = async (words, laptop) => {
    if (shape && words.includes('--help') && words.indexOf('--help') === 0) {
      laptop.stdout.write(`Usage: ${name} ${use}\n${short}\n`)
      return 0
    }
    try {
      const options = shape ? readOptions(words, shape) : plain(words)
      return await run(options, laptop)
    } catch (error) {
      if (error instanceof UsageError) {
        const hint = asksForHelp.test(error.message)
          ? `Try '${name} --help' for more information.\n`
          : ''
        laptop.stderr.write(`${name}: ${error.message}\n${hint}`)
        return error.status
      }
      if (!(error instanceof FileError)) throw error
      laptop.stderr.write(`${name}: ${error.message}\n`)
      return 1
    }
  }
  return { ...definition, program }
}

const plain = (words: readonly string[]): Options => ({
  has: () => false,
  value: () => undefined,
  values: () => [],
  words,
})

/** One of the inputs that a program was given: a file, or standard input for `-`. */
export interface NamedInput {
  readonly name: string
  readonly source: Source
}

/** Opens what a program was given, standard input when that is nothing; tells what is not there. */
export async function* inputsOf(
  names: readonly string[],
  program: string,
  laptop: Laptop,
): AsyncGenerator<NamedInput | undefined> {
  for (const name of names.length > 0 ? names : ['-']) {
    if (name === '-') {
      yield { name: '(standard input)', source: laptop.stdin }
      continue
    }
    try {
      yield { name, source: textSource(laptop.files.mustRead(name)) }
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      laptop.stderr.write(`${program}: ${name}: ${error.message}\n`)
      yield undefined
    }
  }
}

/** A whole number from an option. */
export function countFrom(text: string | undefined, fallback: number, complaint: string): number {
  if (text === undefined) return fallback
  if (!/^[-+]?\d+$/.test(text)) throw new UsageError(`${complaint}: '${text}'`)
  return Number(text)
}
