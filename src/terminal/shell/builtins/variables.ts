import { readLine } from '../../streams'
import { complain, inputOf, outputOf, type Process } from '../process'
import type { Option, Variable } from '../state'
import { ShellError } from '../stop'
import { numberIn } from '../words/arithmetic'
import { splitText } from '../words/split'
import type { Builtin } from './builtin'

const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text)

interface Given {
  readonly name: string
  readonly value?: string
  readonly append: boolean
}

/** `NAME`, `NAME=value`, `NAME+=value`. */
function givenBy(word: string, command: string): Given {
  const [, name = word, plus = '', value] = /^([^=+]*)(\+?)=([\s\S]*)$/.exec(word) ?? []
  if (!isName(name)) throw new ShellError(`${command}: \`${word}': not a valid identifier`)
  return { name, append: plus !== '', ...(value === undefined ? {} : { value }) }
}

function put({ name, value, append }: Given, { state }: Process): void {
  if (value !== undefined) state.set(name, append ? (state.get(name) ?? '') + value : value)
}

const shown = (value: Variable['value']): string => {
  const quoted = (text: string) => `"${text.replace(/["\\$`]/g, '\\$&')}"`
  if (typeof value === 'string') return quoted(value)
  return `(${value.map((each, at) => `[${at}]=${quoted(each)}`).join(' ')})`
}

function listVariables(process: Process, keep: (variable: Variable) => boolean): number {
  for (const [name, variable] of [...process.state.variables].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    if (!isName(name) || !keep(variable)) continue
    const array = typeof variable.value === 'string' ? '' : 'a'
    const flags = `${array}${variable.readonly ? 'r' : ''}${variable.exported ? 'x' : ''}`
    outputOf(process).write(`declare -${flags || '-'} ${name}=${shown(variable.value)}\n`)
  }
  return 0
}

const exports: Builtin = (words, process) => {
  const names = words.filter((word) => !/^-\w+$/.test(word))
  const taken = words.includes('-n')
  if (names.length === 0) return listVariables(process, ({ exported }) => exported === true)
  for (const word of names) {
    const given = givenBy(word, 'export')
    put(given, process)
    process.state.mark(given.name, { exported: !taken })
  }
  return 0
}

const readonly: Builtin = (words, process) => {
  for (const word of words.filter((each) => !/^-\w+$/.test(each))) {
    const given = givenBy(word, 'readonly')
    put(given, process)
    process.state.mark(given.name, { readonly: true })
  }
  return words.length > 0 ? 0 : listVariables(process, (each) => each.readonly === true)
}

const declare: Builtin = (words, process) => {
  const flags = words.filter((word) => /^[-+]\w+$/.test(word)).join('')
  const names = words.filter((word) => !/^[-+]\w+$/.test(word))
  if (names.length === 0) return listVariables(process, () => true)
  if (flags.includes('A')) throw new ShellError('declare: -A: not supported here')
  for (const word of names) {
    const given = givenBy(word, 'declare')
    if (process.state.inFunction && !flags.includes('g')) process.state.local(given.name)
    put(given, process)
    if (flags.includes('x')) process.state.mark(given.name, { exported: true })
    if (flags.includes('r')) process.state.mark(given.name, { readonly: true })
  }
  return 0
}

const local: Builtin = (words, process) => {
  if (!process.state.inFunction) throw new ShellError('local: can only be used in a function')
  return declare(words, process)
}

const unset: Builtin = (words, { state }) => {
  const functions = words[0] === '-f'
  for (const name of words.filter((word) => !/^-[fv]$/.test(word))) {
    if (functions || !state.variables.has(name)) state.functions.delete(name)
    else state.unset(name)
  }
  return 0
}

const optionNames: Readonly<Record<string, Option>> = {
  errexit: 'e',
  xtrace: 'x',
  nounset: 'u',
  noglob: 'f',
  pipefail: 'pipefail',
}

const sets: Builtin = (words, process) => {
  const { state } = process
  if (words.length === 0) {
    for (const [name, { value }] of [...state.variables].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (isName(name) && typeof value === 'string') outputOf(process).write(`${name}=${value}\n`)
    }
    return 0
  }
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (word === '--' || !/^[-+]./.test(word)) {
      state.positional = words.slice(word === '--' ? at + 1 : at)
      return 0
    }
    const long = word.slice(1) === 'o' ? [words[++at] ?? ''] : [...word.slice(1)]
    for (const each of long.flatMap((name) => (name === 'o' ? [words[++at] ?? ''] : [name]))) {
      const option = optionNames[each] ?? (/^[exuf]$/.test(each) ? (each as Option) : undefined)
      if (!option) throw new ShellError(`set: ${word}: invalid option`, 2)
      if (word.startsWith('-')) state.options.add(option)
      else state.options.delete(option)
    }
  }
  return 0
}

const shift: Builtin = ([count = '1'], { state }) => {
  if (Number(count) > state.positional.length) return 1
  state.positional = state.positional.slice(Number(count))
  return 0
}

const alias: Builtin = (words, process) => {
  const { aliases } = process.state
  const show = (name: string, value: string) =>
    outputOf(process).write(`alias ${name}='${value.replaceAll("'", "'\\''")}'\n`)
  if (words.length === 0) {
    for (const [name, value] of [...aliases].sort(([a], [b]) => (a < b ? -1 : 1))) show(name, value)
  }
  let status = 0
  for (const word of words) {
    const at = word.indexOf('=')
    const value = aliases.get(word)
    if (at > 0) aliases.set(word.slice(0, at), word.slice(at + 1))
    else if (value !== undefined) show(word, value)
    else {
      complain(process, `alias: ${word}: not found`)
      status = 1
    }
  }
  return status
}

const unalias: Builtin = (words, process) => {
  if (words[0] === '-a') process.state.aliases.clear()
  let status = 0
  for (const name of words.filter((word) => word !== '-a')) {
    if (process.state.aliases.delete(name)) continue
    complain(process, `unalias: ${name}: not found`)
    status = 1
  }
  return status
}

const read: Builtin = async (words, process) => {
  const names: string[] = []
  let raw = false
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (word === '-p') outputOf(process, 2).write(words[++at] ?? '')
    else if (/^-[rs]+$/.test(word)) raw ||= word.includes('r')
    else if (word.startsWith('-')) throw new ShellError(`read: ${word}: invalid option`, 2)
    else names.push(givenBy(word, 'read').name)
  }
  const found = await readLine(inputOf(process))
  const line = raw ? (found?.line ?? '') : (found?.line ?? '').replace(/\\(.)/g, '$1')
  const separators = process.state.get('IFS') ?? ' \t\n'
  if (names.length === 0) process.state.set('REPLY', line)
  const trimmed = separators === '' ? line : line.trim()
  const parts = splitText(trimmed, separators)
  for (const [index, name] of names.entries()) {
    const last = index === names.length - 1
    process.state.set(name, last ? restOf(trimmed, parts, index) : (parts[index] ?? ''))
  }
  return found?.whole ? 0 : 1
}

/** What is left of a line from one of its parts on, separators included. */
function restOf(line: string, parts: readonly string[], from: number): string {
  if (from >= parts.length) return ''
  let at = 0
  for (const part of parts.slice(0, from)) {
    at = line.indexOf(part, at) + part.length
    if (part === '') at++
  }
  return from === 0 ? line : line.slice(line.indexOf(parts[from] ?? '', at))
}

const lets: Builtin = async (words, process) => {
  let value = 0
  for (const word of words) value = await numberIn(word, process)
  return value === 0 ? 1 : 0
}

/** Commands about variables, options and aliases. */
export const variables: Readonly<Record<string, Builtin>> = {
  export: exports,
  readonly,
  declare,
  typeset: declare,
  local,
  unset,
  set: sets,
  shift,
  alias,
  unalias,
  read,
  let: lets,
}
