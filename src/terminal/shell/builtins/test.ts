import { binaryHolds, isBinary, isUnary, unaryHolds } from '../conditions'
import type { Process } from '../process'
import { ShellError } from '../stop'
import type { Builtin } from './builtin'

/** `test …` and `[ … ]`. */
const test: Builtin = async (words, process) => ((await new Reader(words, process).all()) ? 0 : 1)

const bracket: Builtin = (words, process) => {
  if (words.at(-1) !== ']') throw new ShellError("[: missing `]'", 2)
  return test(words.slice(0, -1), process)
}

/** Reads an expression: `!`, `-a`, `-o`, brackets, and the operators of `conditions`. */
class Reader {
  private at = 0

  constructor(
    private readonly words: readonly string[],
    private readonly process: Process,
  ) {}

  async all(): Promise<boolean> {
    if (this.words.length === 0) return false
    const value = await this.either()
    if (this.at < this.words.length) throw new ShellError('[: too many arguments', 2)
    return value
  }

  private async either(): Promise<boolean> {
    let value = await this.both()
    while (this.words[this.at] === '-o') {
      this.at++
      const other = await this.both()
      value ||= other
    }
    return value
  }

  private async both(): Promise<boolean> {
    let value = await this.one()
    while (this.words[this.at] === '-a') {
      this.at++
      const other = await this.one()
      value &&= other
    }
    return value
  }

  private async one(): Promise<boolean> {
    const [first = '', operator = '', right] = this.words.slice(this.at, this.at + 3)
    const left = this.words.length - this.at
    if (right !== undefined && isBinary(operator)) {
      this.at += 3
      return this.binary(first, operator, right)
    }
    if (first === '!' && left > 1) {
      this.at++
      return !(await this.one())
    }
    if (first === '(' && left > 2) {
      this.at++
      const value = await this.either()
      if (this.words[this.at++] !== ')') throw new ShellError("[: `)' expected", 2)
      return value
    }
    if (left > 1 && isUnary(first)) {
      this.at += 2
      return unaryHolds(first, operator, this.process)
    }
    if (left > 1 && first.startsWith('-')) {
      throw new ShellError(`[: ${first}: unary operator expected`, 2)
    }
    if (left === 3) throw new ShellError(`[: ${operator}: binary operator expected`, 2)
    this.at++
    return first !== ''
  }

  private async binary(left: string, operator: string, right: string): Promise<boolean> {
    if (/^-(eq|ne|lt|le|gt|ge)$/.test(operator)) {
      for (const each of [left, right]) {
        if (!/^\s*[-+]?\d+\s*$/.test(each)) {
          throw new ShellError(`[: ${each}: integer expression expected`, 2)
        }
      }
    }
    return binaryHolds({ left, operator, right }, this.process)
  }
}

/** Conditions as commands. */
export const conditions: Readonly<Record<string, Builtin>> = { test, '[': bracket }
