import { compareStrings, seconds } from '../../sim'
import { byteLength } from '../http'
import { defineProgram, type Program, type Programs } from '../program'
import {
  type CommandResult,
  done,
  type Filter,
  failed,
  filtering,
  hasOption,
  linesIn,
  type NamedText,
  operands,
  pathIn,
  textOf,
} from './command'

const escaped = (text: string): string => text.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&')

/** Whether an expression repeats what repeats: on the wrong text it would never be done. */
export const isEndless = (source: string): boolean => /[+*}|][^()]*\)[+*{]/.test(source)

// Basic expressions have `\|` and `\+` where JavaScript has `|` and `+`.
function expressionOf(pattern: string, args: readonly string[]): RegExp | undefined {
  const isFixed = hasOption(args, 'F')
  const swapped = pattern.replace(/\\?[+?|(){}]/g, (found) =>
    found.length === 2 ? found.slice(1) : `\\${found}`,
  )
  const source = isFixed ? escaped(pattern) : hasOption(args, 'E') ? pattern : swapped
  if (isEndless(source)) return undefined
  try {
    return new RegExp(
      hasOption(args, 'w') ? `\\b(${source})\\b` : source,
      hasOption(args, 'i') ? 'i' : '',
    )
  } catch {
    return undefined
  }
}

const patternOf = (args: readonly string[]): { pattern: string; files: readonly string[] } => {
  const at = args.findIndex((arg) => /^-[a-zA-Z]*e$/.test(arg))
  if (at >= 0) return { pattern: args[at + 1] ?? '', files: operands(args.toSpliced(at, 2)) }
  const [pattern = '', ...files] = operands(args)
  return { pattern, files }
}

function matchIn(
  args: readonly string[],
  { name, text }: NamedText,
  isMany: boolean,
): CommandResult {
  const expression = expressionOf(patternOf(args).pattern, args)
  if (!expression) return failed(`grep: bad regex '${patternOf(args).pattern}'`, 2)
  const isWanted = (line: string) => expression.test(line) !== hasOption(args, 'v')
  const found = linesIn(text)
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => isWanted(line))
  const prefix = isMany && !hasOption(args, 'h') ? `${name}:` : ''
  const code = found.length > 0 ? 0 : 1
  if (hasOption(args, 'q')) return { code }
  if (hasOption(args, 'l')) return { code, output: code === 0 ? `${name}\n` : '' }
  if (hasOption(args, 'c')) return { code, output: `${prefix}${found.length}\n` }
  const lines = found.map(({ line, number }) => {
    const shown = hasOption(args, 'o') ? (expression.exec(line)?.[0] ?? '') : line
    return `${prefix}${hasOption(args, 'n') ? `${number}:` : ''}${shown}`
  })
  return { code, output: textOf(lines) }
}

const grep: Filter = (args, texts) => {
  const results = texts.map((text) => matchIn(args, text, texts.length > 1))
  return {
    code:
      results.length > 0 && results.some(({ code }) => code === 0) ? 0 : (results[0]?.code ?? 1),
    output: results.map(({ output = '' }) => output).join(''),
    error: results.map(({ error = '' }) => error).join(''),
  }
}

// `-n 5`, `-n5` and `-5` are the same; with `-c` bytes are counted.
function countOf(args: readonly string[], letter: string): string | undefined {
  const at = args.findIndex((arg) => arg.startsWith(`-${letter}`))
  if (at >= 0) return args[at]?.slice(2) || args[at + 1]
  return letter === 'n' ? args.find((arg) => /^-\d+$/.test(arg))?.slice(1) : undefined
}

const withoutCount = (args: readonly string[]): readonly string[] =>
  operands(args.filter((_, index) => !/^-[nc]$/.test(args[index - 1] ?? ''))).filter(
    (path) => path !== '-',
  )

const DEFAULT_LINES = 10

const part =
  (isHead: boolean): Filter =>
  (args, texts) => {
    const bytes = countOf(args, 'c')
    const count = countOf(args, 'n') ?? String(DEFAULT_LINES)
    const cut = (text: string): string => {
      if (bytes !== undefined) {
        const size = Number(bytes)
        return isHead ? text.slice(0, size) : text.slice(Math.max(text.length - size, 0))
      }
      const lines = linesIn(text)
      const number = Number(count.replace(/^[+-]/, ''))
      if (isHead)
        return textOf(
          count.startsWith('-') ? lines.slice(0, -number || undefined) : lines.slice(0, number),
        )
      return textOf(
        count.startsWith('+')
          ? lines.slice(number - 1)
          : lines.slice(Math.max(lines.length - number, 0)),
      )
    }
    const shown = texts.map(({ name, text }, index) => {
      const title = texts.length > 1 ? `${index > 0 ? '\n' : ''}==> ${name} <==\n` : ''
      return title + cut(text)
    })
    return done(shown.join(''))
  }

// Who writes to it hears that nobody reads any more.
function hasAll(args: readonly string[], text: string): boolean {
  const bytes = countOf(args, 'c')
  if (bytes !== undefined) return text.length >= Number(bytes)
  const count = Number(countOf(args, 'n') ?? DEFAULT_LINES)
  return count >= 0 && text.split('\n').length > count
}

const plainTail = filtering({ name: 'tail', files: withoutCount, filter: part(false) })
const FOLLOW = seconds(1)

// `tail -f` looks every second for what has been added; of `/dev/null` it waits for ever.
const tail: Program = defineProgram<unknown>({
  reads: (argv) => plainTail.reads?.(argv) === true,
  start(system) {
    const args = system.argv.slice(1)
    const [path] = withoutCount(args)
    if (!hasOption(args, 'f') && !hasOption(args, 'F')) return plainTail.start(system)
    if (path === undefined) return plainTail.start(system)
    if (path === '/dev/null') return undefined
    const text = system.files.read(pathIn(system, path))
    if (text === undefined) {
      system.complain(`tail: can't open '${path}': No such file or directory\n`)
      system.exit(1)
      return undefined
    }
    system.print(part(false)(args, [{ name: path, text }]).output ?? '')
    system.sleep(FOLLOW)
    return text.length
  },
  receive(memory, message, system) {
    const args = system.argv.slice(1)
    if (message.type !== 'timer') return plainTail.receive(memory, message, system)
    const text = system.files.read(pathIn(system, withoutCount(args)[0] ?? '')) ?? ''
    const shown = Number(memory)
    system.print(text.slice(text.length < shown ? 0 : shown))
    system.sleep(FOLLOW)
    return text.length
  },
})

const wc: Filter = (args, texts) => {
  const chosen = ['l', 'w', 'c'].filter((letter) => hasOption(args, letter))
  const columns = chosen.length === 0 ? ['l', 'w', 'c'] : chosen
  const rows = texts.map(({ name, text }) => {
    const counts: Readonly<Record<string, number>> = {
      l: text.split('\n').length - 1,
      w: text.split(/\s+/).filter((word) => word !== '').length,
      c: byteLength(text),
    }
    return { name, numbers: columns.map((letter) => counts[letter] ?? 0) }
  })
  const total = columns.map((_, index) =>
    rows.reduce((sum, { numbers }) => sum + (numbers[index] ?? 0), 0),
  )
  const all = rows.length > 1 ? [...rows, { name: 'total', numbers: total }] : rows
  const isBare = columns.length === 1
  const line = ({ name, numbers }: (typeof all)[number]) => {
    const shown = isBare
      ? String(numbers[0])
      : numbers.map((each) => String(each).padStart(9)).join(' ')
    return name === '' ? shown : `${shown} ${name}`
  }
  return done(textOf(all.map(line)))
}

const sort: Filter = (args, texts) => {
  const key = Number(countOf(args, 'k') ?? '0')
  const keyOf = (line: string) => (key > 0 ? (line.trim().split(/\s+/)[key - 1] ?? '') : line)
  const order = (left: string, right: string): number => {
    const [a, b] = [keyOf(left), keyOf(right)]
    const numbers = hasOption(args, 'n')
      ? (Number.parseFloat(a) || 0) - (Number.parseFloat(b) || 0)
      : 0
    return numbers || compareStrings(a, b) || compareStrings(left, right)
  }
  const lines = texts.flatMap(({ text }) => linesIn(text)).sort(order)
  const unique = hasOption(args, 'u')
    ? lines.filter((line, index) => line !== lines[index - 1])
    : lines
  return done(textOf(hasOption(args, 'r') ? unique.toReversed() : unique))
}

const uniq: Filter = (args, texts) => {
  const lines = texts.flatMap(({ text }) => linesIn(text))
  const runs: { line: string; count: number }[] = []
  for (const line of lines) {
    const last = runs.at(-1)
    if (last?.line === line) last.count++
    else runs.push({ line, count: 1 })
  }
  const isCounted = hasOption(args, 'c')
  return done(
    textOf(
      runs.map(({ line, count }) => (isCounted ? `${String(count).padStart(7)} ${line}` : line)),
    ),
  )
}

const cut: Filter = (args, texts) => {
  const delimiter = countOf(args, 'd') ?? '\t'
  const wanted = (countOf(args, 'f') ?? '1').split(',').map(Number)
  const pick = (line: string): string => {
    const fields = line.split(delimiter)
    return fields.length === 1
      ? line
      : wanted.map((field) => fields[field - 1] ?? '').join(delimiter)
  }
  return done(textOf(texts.flatMap(({ text }) => linesIn(text)).map(pick)))
}

const tr: Filter = (args, texts) => {
  const [from = '', to = ''] = operands(args).map(range)
  const isDeleting = hasOption(args, 'd')
  const change = (char: string): string => {
    const at = from.indexOf(char)
    if (at < 0) return char
    return isDeleting ? '' : (to[Math.min(at, to.length - 1)] ?? '')
  }
  return done([...texts.map(({ text }) => text).join('')].map(change).join(''))
}

function range(text: string): string {
  return text.replace(/\\n/g, '\n').replace(/(\w)-(\w)/g, (_, first: string, last: string) => {
    const start = first.charCodeAt(0)
    const length = Math.max(last.charCodeAt(0) - start + 1, 0)
    return Array.from({ length }, (_each, index) => String.fromCharCode(start + index)).join('')
  })
}

// `s/from/to/g` alone: what configuration scripts use.
const sed: Filter = (args, texts) => {
  const [script = ''] = operands(args)
  const [, , from = '', to = '', flags = ''] = /^s(.)(.*?)\1(.*?)\1([gi]*)$/.exec(script) ?? []
  const expression = from === '' ? undefined : expressionOf(from, args)
  if (!expression) return failed(`sed: unsupported command ${script}`)
  const all = new RegExp(expression.source, [...new Set(flags)].join(''))
  const change = (line: string) =>
    line.replace(all, to.replace(/&/g, '$$&').replace(/\\(\d)/g, '$$$1'))
  return done(textOf(texts.flatMap(({ text }) => linesIn(text)).map(change)))
}

const afterFirst = (args: readonly string[]): readonly string[] => operands(args).slice(1)
const withoutValue =
  (...letters: readonly string[]) =>
  (args: readonly string[]): readonly string[] =>
    operands(args.filter((_, index) => !letters.includes(args[index - 1] ?? '')))

/** Commands that read a text and write another. */
export const filters: Programs = {
  grep: filtering({ name: 'grep', files: (args) => patternOf(args).files, filter: grep }),
  head: filtering({
    name: 'head',
    files: withoutCount,
    filter: part(true),
    isEnough: (args, text) => hasAll(args, text),
  }),
  tail,
  wc: filtering({ name: 'wc', files: operands, filter: wc }),
  sort: filtering({ name: 'sort', files: withoutValue('-k', '-t'), filter: sort }),
  uniq: filtering({ name: 'uniq', files: operands, filter: uniq }),
  cut: filtering({ name: 'cut', files: withoutValue('-d', '-f'), filter: cut }),
  tr: filtering({ name: 'tr', files: () => [], filter: tr }),
  sed: filtering({ name: 'sed', files: afterFirst, filter: sed }),
}
