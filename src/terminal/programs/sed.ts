import { readAll } from '../streams'
import { type Options, UsageError } from './options'
import { defineProgram, inputsOf } from './program'
import { readScript, type SedCommand, type SedPlace } from './sed-script'

/** Edits lines by a script. */
export const sed = defineProgram({
  name: 'sed',
  use: '[OPTION]... {script-only-if-no-other-script} [input-file]...',
  short: 'Filter and transform text.',
  options: {
    flags: 'nErisu',
    values: 'e',
    long: { quiet: 'n', silent: 'n', expression: 'e', 'regexp-extended': 'E', 'in-place': 'i' },
  },
  run: async (options, laptop) => {
    const [first, ...others] = options.words
    const given = options.values('e')
    if (given.length === 0 && first === undefined) {
      laptop.stderr.write(
        'Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n',
      )
      return 1
    }
    const text = given.length > 0 ? given.join('\n') : (first ?? '')
    const names = given.length > 0 ? options.words : others
    const script = readScript(text, options.has('E') || options.has('r'))
    if (options.has('i')) {
      if (names.length === 0) throw new UsageError('no input files')
      for (const name of names) {
        const run = new Run(script, options)
        laptop.files.write(name, run.all(laptop.files.mustRead(name)))
      }
      return 0
    }
    let status = 0
    const run = new Run(script, options)
    for await (const input of inputsOf(names, 'sed', laptop)) {
      if (!input) {
        status = 2
        continue
      }
      if (input.source.isTerminal || names.length === 0) {
        status ||= await stream(run, laptop.stdin, laptop.stdout)
      } else laptop.stdout.write(run.all(await readAll(input.source)))
      if (run.quits) break
    }
    return status
  },
})

/** Line by line as it comes; one line is held back, to know the last. */
async function stream(
  run: Run,
  stdin: { read(): Promise<string | undefined> },
  stdout: { write(text: string): void; drain?(): Promise<void> },
): Promise<number> {
  let rest = ''
  for (;;) {
    const chunk = await stdin.read()
    if (chunk === undefined) break
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const [at, line] of lines.entries()) {
      const isLast = at === lines.length - 1 && rest === '' && run.needsLast
      if (isLast) {
        rest = `${line}\n`
        break
      }
      stdout.write(run.line(line, false))
      if (run.quits) return 0
    }
    await stdout.drain?.()
  }
  if (rest !== '') stdout.write(run.line(rest.replace(/\n$/, ''), true))
  return 0
}

/** One pass over lines. */
class Run {
  quits = false
  private number = 0
  /** Commands whose range is open, and where it ends when that is known. */
  private readonly open = new Map<SedCommand, number | undefined>()

  constructor(
    private readonly script: readonly SedCommand[],
    private readonly options: Options,
  ) {}

  /** Whether any command asks for the last line. */
  get needsLast(): boolean {
    return this.script.some(({ from, to }) => from?.type === 'last' || to?.type === 'last')
  }

  all(text: string): string {
    const lines = text.split('\n')
    const whole = lines.at(-1) === ''
    if (whole) lines.pop()
    let output = ''
    for (const [at, line] of lines.entries()) {
      if (this.quits) break
      output += this.line(line, at === lines.length - 1)
    }
    return whole ? output : output.replace(/\n$/, '')
  }

  line(line: string, last: boolean): string {
    this.number++
    let space = line
    let before = ''
    let after = ''
    for (const command of this.script) {
      if (!this.applies(command, space, last)) continue
      switch (command.name) {
        case 's': {
          const next = substituted(space, command)
          if (next !== undefined && command.print) before += `${next}\n`
          space = next ?? space
          break
        }
        case 'y':
          space = [...space].map((each) => command.map?.get(each) ?? each).join('')
          break
        case 'd':
          return before + after
        case 'p':
          before += `${space}\n`
          break
        case '=':
          before += `${this.number}\n`
          break
        case 'i':
          before += `${command.text}\n`
          break
        case 'a':
          after += `${command.text}\n`
          break
        case 'c':
          return `${before}${command.text}\n${after}`
        case 'q':
          this.quits = true
          return `${before}${this.options.has('n') ? '' : `${space}\n`}${after}`
      }
    }
    return `${before}${this.options.has('n') ? '' : `${space}\n`}${after}`
  }

  private applies(command: SedCommand, space: string, last: boolean): boolean {
    const { from, to, negated } = command
    if (!from) return true
    const at = (place: SedPlace) =>
      place.type === 'line'
        ? place.line === this.number
        : place.type === 'last'
          ? last
          : place.expression.test(space)
    if (!to) return at(from) !== negated
    let inside = this.open.has(command)
    if (inside) {
      if (to.type === 'line' ? this.number >= to.line : at(to)) this.open.delete(command)
      if (to.type === 'line' && this.number > to.line) inside = at(from)
    } else if (at(from)) {
      inside = true
      if (to.type !== 'line' || to.line > this.number) this.open.set(command, undefined)
    }
    return inside !== negated
  }
}

function substituted(space: string, command: SedCommand): string | undefined {
  const { expression, replace, global, nth = 1 } = command
  if (!expression || !replace) return undefined
  let seen = 0
  let changed = false
  const next = space.replace(expression, (...found) => {
    seen++
    if (seen < nth || (seen > nth && !global)) return String(found[0])
    changed = true
    const groups = found.slice(
      0,
      found.findIndex((each) => typeof each === 'number'),
    )
    return replace(groups.map((each) => (each === undefined ? '' : String(each))))
  })
  return changed ? next : undefined
}
