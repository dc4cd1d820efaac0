import { nothing, readAll } from '../streams'
import { UsageError } from './options'
import { countFrom, defineProgram } from './program'

/** Runs a command with words from standard input. */
export const xargs = defineProgram({
  name: 'xargs',
  use: '[OPTION]... COMMAND [INITIAL-ARGS]...',
  short: 'Run COMMAND with arguments INITIAL-ARGS and more arguments read from input.',
  options: {
    flags: 'rt0',
    values: 'nILPd',
    strict: true,
    long: { 'no-run-if-empty': 'r', 'max-args': 'n', null: '0', delimiter: 'd', verbose: 't' },
  },
  run: async (options, laptop) => {
    const command = options.words.length > 0 ? options.words : ['echo']
    const text = await readAll(laptop.stdin)
    const place = options.value('I')
    const items = place === undefined ? wordsIn(text, options.value('d')) : linesIn(text)
    if (items.length === 0 && (options.has('r') || place !== undefined)) return 0
    const most = countFrom(options.value('n') ?? options.value('L'), 5_000, 'invalid number')
    if (most < 1) throw new UsageError('value for -n option should be >= 1')
    let status = 0
    const each = place === undefined ? most : 1
    for (let at = 0; at < Math.max(items.length, 1); at += each) {
      const some = items.slice(at, at + each)
      const words =
        place === undefined
          ? [...command, ...some]
          : command.map((word) => word.replaceAll(place, some[0] ?? ''))
      if (options.has('t')) laptop.stderr.write(`${words.join(' ')}\n`)
      const code = await laptop.run(words, { stdin: nothing() })
      if (laptop.signal.aborted) return 130
      if (code === 127 || code === 126) return code
      if (code !== 0) status = 123
    }
    return status
  },
})

const linesIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** Words between blanks; quotes and backslashes keep what belongs together. */
function wordsIn(text: string, delimiter: string | undefined): readonly string[] {
  if (delimiter !== undefined) {
    return text.replace(/\n$/, '').split(delimiter === '\\n' ? '\n' : delimiter)
  }
  const found = text.match(/(?:"[^"\n]*"|'[^'\n]*'|\\.|[^\s"'\\])+/g) ?? []
  return found.map((word) =>
    word.replace(/"([^"]*)"|'([^']*)'|\\(.)/g, (_, a = '', b = '', c = '') => a + b + c),
  )
}
