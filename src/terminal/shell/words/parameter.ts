import type { ParameterExpansionPart, Word } from 'unbash'
import type { Process } from '../process'
import type { State } from '../state'
import { DiscardError } from '../stop'
import { numberIn } from './arithmetic'
import { type PatternPart, patternSource } from './pattern'
import type { Piece } from './split'

/** `$x`, `$1`, `$@`, `$?` … */
export function simpleParameter(name: string, process: Process, quoted: boolean): readonly Piece[] {
  if (name === '@' || name === '*') {
    return listPieces(process.state.positional, { star: name === '*', quoted, process })
  }
  const value = lookUp(name, process.state)
  if (value === undefined) refuseUnset(name, process)
  return [{ text: value ?? '', kind: quoted ? 'quoted' : 'expanded' }]
}

function refuseUnset(name: string, { state }: Process): void {
  if (state.options.has('u')) throw new DiscardError(`${name}: unbound variable`, 127)
}

/** A parameter's value; undefined when it is not set. */
function lookUp(name: string, state: State): string | undefined {
  if (/^\d+$/.test(name)) return name === '0' ? state.name : state.positional[Number(name) - 1]
  switch (name) {
    case '?':
      return String(state.status)
    case '#':
      return String(state.positional.length)
    case '$':
      return state.get('$') ?? ''
    case '!':
      return state.lastJob === 0 ? '' : String(state.lastJob)
    case '-':
      return [...state.options].filter((each) => each.length === 1).join('')
    case '*':
    case '@':
      return state.positional.length > 0 ? state.positional.join(' ') : undefined
    case 'SECONDS':
    case 'RANDOM':
      return state.get(name)
    default:
      return state.get(name)
  }
}

interface ListSetting {
  readonly star: boolean
  readonly quoted: boolean
  readonly process: Process
}

function listPieces(values: readonly string[], setting: ListSetting): readonly Piece[] {
  const { star, quoted, process } = setting
  if (star && quoted) {
    const [separator = ''] = process.state.get('IFS') ?? ' '
    return [{ text: values.join(separator), kind: 'quoted' }]
  }
  const kind = quoted ? 'quoted' : 'expanded'
  return values.flatMap((text, index): readonly Piece[] =>
    index === 0 ? [{ text, kind }] : [{ kind: 'break' }, { text, kind }],
  )
}

/** `${…}` in all its forms. */
export async function parameterOf(
  part: ParameterExpansionPart,
  process: Process,
  quoted: boolean,
): Promise<readonly Piece[]> {
  const { operation } = part
  if (part.parameter === '') badSubstitution(part)
  const list = await listOf(part, process)
  if (part.prefix === '#') {
    const text = list ? String(list.length) : String([...(scalar(part, process) ?? '')].length)
    return [{ text, kind: 'quoted' }]
  }
  if (part.prefix === '!' && operation?.type !== 'Names') return indirect(part, process, quoted)
  if (list && (!operation || operation.type === 'Slice')) {
    const sliced = operation ? await sliceList(list, part, process) : list
    return listPieces(sliced, { star: isStar(part), quoted, process })
  }
  const value = await elementOf(part, process)
  if (operation?.type === 'Default') return defaulted(part, value, process, quoted)
  if (value === undefined && !operation) refuseUnset(part.parameter, process)
  const values = list ?? [value ?? '']
  const changed: string[] = []
  for (const each of values) changed.push(await change(each, part, process))
  return listPieces(changed, { star: isStar(part), quoted, process })
}

const badSubstitution = ({ text }: ParameterExpansionPart): never => {
  throw new DiscardError(`${text}: bad substitution`)
}

const isStar = ({ parameter, index }: ParameterExpansionPart): boolean =>
  parameter === '*' || index?.text === '*'

/** The list that `$@`, `${x[@]}` or `${!x[@]}` names; undefined for one value. */
async function listOf(
  { parameter, index, prefix }: ParameterExpansionPart,
  { state }: Process,
): Promise<readonly string[] | undefined> {
  if (parameter === '@' || parameter === '*') return state.positional
  if (index?.text !== '@' && index?.text !== '*') return undefined
  const value = state.variables.get(parameter)?.value
  const values = typeof value === 'string' ? [value] : (value ?? [])
  return prefix === '!' ? values.map((_, at) => String(at)) : values
}

const scalar = ({ parameter }: ParameterExpansionPart, { state }: Process) =>
  lookUp(parameter, state)

async function elementOf(
  part: ParameterExpansionPart,
  process: Process,
): Promise<string | undefined> {
  if (!part.index || /^[@*]$/.test(part.index.text)) return scalar(part, process)
  const value = process.state.variables.get(part.parameter)?.value
  const at = await numberIn(await process.interpreter.text(part.index, process), process)
  return (typeof value === 'string' ? [value] : (value ?? [])).at(at)
}

function indirect(
  part: ParameterExpansionPart,
  process: Process,
  quoted: boolean,
): readonly Piece[] {
  const values = process.state.variables.get(part.parameter)?.value
  if (part.index && values !== undefined) {
    const list = typeof values === 'string' ? [values] : values
    const indices = list.map((_, at) => String(at))
    return listPieces(indices, { star: isStar(part), quoted, process })
  }
  return simpleParameter(scalar(part, process) ?? '', process, quoted)
}

async function sliceList(
  list: readonly string[],
  { operation, parameter }: ParameterExpansionPart,
  process: Process,
): Promise<readonly string[]> {
  if (operation?.type !== 'Slice') return list
  const whole = parameter === '@' || parameter === '*' ? [process.state.name, ...list] : list
  const from = await numberOf(operation.offset, process)
  const length = operation.length ? await numberOf(operation.length, process) : undefined
  const start = from < 0 ? whole.length + from : from
  return whole.slice(start, length === undefined ? undefined : start + length)
}

const numberOf = async (word: Word, process: Process): Promise<number> =>
  numberIn(await process.interpreter.text(word, process), process)

async function defaulted(
  part: ParameterExpansionPart,
  value: string | undefined,
  process: Process,
  quoted: boolean,
): Promise<readonly Piece[]> {
  const { operation } = part
  if (operation?.type !== 'Default') return []
  const { operator, operand } = operation
  const absent = value === undefined || (operator.startsWith(':') && value === '')
  const kind = quoted ? 'quoted' : 'expanded'
  const own: readonly Piece[] = [{ text: value ?? '', kind }]
  switch (operator.at(-1)) {
    case '+':
      return absent ? [] : wordPieces(operand, process, quoted)
    case '-':
      return absent ? wordPieces(operand, process, quoted) : own
    case '=': {
      if (!absent) return own
      const text = await process.interpreter.text(operand, process)
      process.state.set(part.parameter, text)
      return [{ text, kind }]
    }
    default: {
      if (!absent) return own
      const text = await process.interpreter.text(operand, process)
      throw new DiscardError(`${part.parameter}: ${text || 'parameter null or not set'}`, 127)
    }
  }
}

async function wordPieces(
  word: Word,
  process: Process,
  quoted: boolean,
): Promise<readonly Piece[]> {
  if (quoted) return [{ text: await process.interpreter.text(word, process), kind: 'quoted' }]
  const pieces = await process.interpreter.pieces(word, process)
  // Text that was written out is split as what it replaces would be.
  return pieces.map((piece) =>
    piece.kind === 'quoted' && !/['"\\]/.test(word.text) ? { ...piece, kind: 'expanded' } : piece,
  )
}

async function change(
  value: string,
  part: ParameterExpansionPart,
  process: Process,
): Promise<string> {
  const { operation } = part
  switch (operation?.type) {
    case undefined:
    case 'Default':
      return value
    case 'Remove':
      return removed(
        value,
        operation.operator,
        await process.interpreter.pattern(operation.operand, process),
      )
    case 'Replace': {
      const pattern = patternSource(await process.interpreter.pattern(operation.pattern, process))
      const by = await process.interpreter.text(operation.replacement, process)
      return replaced(value, operation.operator, pattern, by)
    }
    case 'Slice': {
      const characters = [...value]
      const from = await numberOf(operation.offset, process)
      const start = from < 0 ? Math.max(characters.length + from, 0) : from
      if (!operation.length) return characters.slice(start).join('')
      const length = await numberOf(operation.length, process)
      const end = length < 0 ? characters.length + length : start + length
      return characters.slice(start, end).join('')
    }
    case 'Transform':
      return transformed(value, operation.operand.value) ?? badSubstitution(part)
    case 'CaseModification':
      return recased(value, operation.operator)
    default:
      return badSubstitution(part)
  }
}

/** `${x@Q}` and its like. */
function transformed(value: string, operator: string): string | undefined {
  switch (operator) {
    case 'Q':
      return `'${value.replaceAll("'", "'\\''")}'`
    case 'U':
      return value.toUpperCase()
    case 'L':
      return value.toLowerCase()
    case 'u':
      return value.slice(0, 1).toUpperCase() + value.slice(1)
    default:
      return undefined
  }
}

function removed(value: string, operator: string, pattern: readonly PatternPart[]): string {
  const source = patternSource(pattern)
  const test = new RegExp(`^(?:${source})$`, 'u')
  const lengths = Array.from({ length: value.length + 1 }, (_, length) => length)
  if (operator.length === 2) lengths.reverse()
  for (const length of lengths) {
    if (operator.startsWith('#') && test.test(value.slice(0, length))) return value.slice(length)
    const rest = value.length - length
    if (operator.startsWith('%') && test.test(value.slice(rest))) return value.slice(0, rest)
  }
  return value
}

function replaced(value: string, operator: string, pattern: string, by: string): string {
  if (pattern === '') return value
  switch (operator) {
    case '/#':
      return value.replace(new RegExp(`^(?:${pattern})`, 'u'), () => by)
    case '/%':
      return value.replace(new RegExp(`(?:${pattern})$`, 'u'), () => by)
    default:
      return value.replace(new RegExp(pattern, operator === '//' ? 'gu' : 'u'), () => by)
  }
}

function recased(value: string, operator: string): string {
  const turn = (text: string) =>
    operator.startsWith('^') ? text.toUpperCase() : text.toLowerCase()
  return operator.length === 2 ? turn(value) : turn(value.slice(0, 1)) + value.slice(1)
}
