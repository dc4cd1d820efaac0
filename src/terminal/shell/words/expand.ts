import { type DoubleQuotedChild, parse, type Word, type WordPart } from 'unbash'
import type { Process } from '../process'
import { DiscardError } from '../stop'
import { divisionByZero, evaluate } from './arithmetic'
import { expandBraces } from './braces'
import { parameterOf, simpleParameter } from './parameter'
import { isPattern, matchPaths, type PatternPart } from './pattern'
import { fieldsOf, isBreak, type Piece } from './split'
import { substitute, substituteProcess } from './substitute'

/** The fields that a word becomes: none, one or many. */
export async function expandWord(word: Word, process: Process): Promise<readonly string[]> {
  if (!word.parts && !word.text.startsWith('~')) return [word.value]
  if (word.parts?.some(({ type }) => type === 'BraceExpansion')) {
    const fields: string[] = []
    for (const text of expandBraces(word.text)) {
      fields.push(...(text === '' ? [] : await expandWord(wordOf(text), process)))
    }
    return fields
  }
  const pieces = await piecesOf(word, process)
  const fields = fieldsOf(pieces, process.state.get('IFS'))
  return fields.flatMap((field) => paths(field, process))
}

/** Words as the fields of a command. */
export async function expandWords(
  words: readonly Word[],
  process: Process,
): Promise<readonly string[]> {
  const fields: string[] = []
  for (const word of words) fields.push(...(await expandWord(word, process)))
  return fields
}

/** A word as one text: where nothing is split and no names are looked for. */
export async function expandOne(word: Word, process: Process): Promise<string> {
  const pieces = await piecesOf(word, process)
  return pieces.map((piece) => (isBreak(piece) ? ' ' : piece.text)).join('')
}

/** A word as a pattern: what was quoted stands for itself. */
export async function expandPattern(word: Word, process: Process): Promise<readonly PatternPart[]> {
  const pieces = await piecesOf(word, process)
  return pieces.map((piece) =>
    isBreak(piece)
      ? { text: ' ', literal: true }
      : { text: piece.text, literal: piece.kind === 'quoted' },
  )
}

/** A text as if it stood in a here-document. */
export async function expandText(text: string, process: Process): Promise<string> {
  const [statement] = parse(`: <<@\n${text}\n@`).commands
  const command = statement?.command
  const document = command?.type === 'Command' ? command.redirects[0] : undefined
  if (document?.type !== 'HereDoc') return text
  return (await expandParts(document.body.parts, process)) ?? text
}

/** Parts of a here-document; undefined when there is nothing to expand. */
export async function expandParts(
  parts: readonly WordPart[] | undefined,
  process: Process,
): Promise<string | undefined> {
  if (!parts) return undefined
  const texts: string[] = []
  for (const part of parts) {
    for (const piece of await quotedPieces(part as DoubleQuotedChild, process)) {
      texts.push(isBreak(piece) ? ' ' : piece.text)
    }
  }
  return texts.join('').replace(/\n$/, '')
}

/** A text read as one word of a command. */
export function wordOf(text: string): Word {
  const [statement] = parse(`: ${text}`).commands
  const command = statement?.command
  const [word] = command?.type === 'Command' ? command.suffix : []
  if (word?.type === 'Word') return word
  return { type: 'Word', text, value: text, pos: 0, end: text.length }
}

function paths(field: readonly PatternPart[], process: Process): readonly string[] {
  const plain = field.map(({ text }) => text).join('')
  if (!isPattern(field) || process.state.options.has('f')) return [plain]
  const found = matchPaths(
    field,
    process.machine.disk.from(() => process.state.directory),
  )
  return found.length > 0 ? found : [plain]
}

/** What the parts of a word become. */
export async function piecesOf(word: Word, process: Process): Promise<readonly Piece[]> {
  const [tilde, rest] = tildeOf(word, process)
  const pieces: Piece[] = tilde === undefined ? [] : [{ text: tilde, kind: 'quoted' }]
  if (!word.parts) return [...pieces, { text: rest, kind: 'quoted' }]
  for (const [index, part] of word.parts.entries()) {
    if (index === 0 && tilde !== undefined) pieces.push({ text: rest, kind: 'quoted' })
    else pieces.push(...(await partPieces(part, process)))
  }
  return pieces
}

/** `~` at the beginning, and what follows it in the word's first part. */
function tildeOf(word: Word, process: Process): readonly [string | undefined, string] {
  const first = word.parts?.[0]
  const value = !word.parts ? word.value : first?.type === 'Literal' ? first.value : ''
  if (!/^~(\/|$)/.test(word.text) || !/^~(\/|$)/.test(value)) return [undefined, value]
  const alone = word.text === '~' || value.length > 1
  return alone ? [process.state.get('HOME') ?? '~', value.slice(1)] : [undefined, value]
}

async function partPieces(part: WordPart, process: Process): Promise<readonly Piece[]> {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return [{ text: part.value, kind: 'quoted' }]
    case 'Glob':
      return globPieces(part, process)
    case 'ExtendedGlob':
    case 'BraceExpansion':
      return [{ text: part.text, kind: 'quoted' }]
    case 'DoubleQuoted':
    case 'LocaleString':
      return doubleQuoted(part.parts, process)
    case 'ProcessSubstitution':
      return [{ text: await substituteProcess(part, process), kind: 'quoted' }]
    default:
      return expansion(part, process, false)
  }
}

/** `[…]` is text when something is expanded inside: `[$x]` is no set of names. */
async function globPieces(
  part: Extract<WordPart, { type: 'Glob' }>,
  process: Process,
): Promise<readonly Piece[]> {
  if (part.kind !== 'bracket' || part.parts.every(({ type }) => type === 'Literal')) {
    return [{ text: part.value, kind: 'pattern' }]
  }
  const pieces: Piece[] = [{ text: '[', kind: 'quoted' }]
  for (const each of part.parts) pieces.push(...(await partPieces(each, process)))
  return [...pieces, { text: ']', kind: 'quoted' }]
}

async function doubleQuoted(
  parts: readonly DoubleQuotedChild[],
  process: Process,
): Promise<readonly Piece[]> {
  const pieces: Piece[] = []
  for (const part of parts) pieces.push(...(await quotedPieces(part, process)))
  // `""` is a field; `"$@"` without words is none.
  const lone = parts.length === 1 && /^\$\{?(@|\w+\[@\])/.test(parts[0]?.text ?? '')
  return pieces.length === 0 && !lone ? [{ text: '', kind: 'quoted' }] : pieces
}

const quotedPieces = async (
  part: DoubleQuotedChild,
  process: Process,
): Promise<readonly Piece[]> =>
  part.type === 'Literal' ? [{ text: part.value, kind: 'quoted' }] : expansion(part, process, true)

type Expansion = Exclude<DoubleQuotedChild, { type: 'Literal' }>

async function expansion(
  part: Expansion,
  process: Process,
  quoted: boolean,
): Promise<readonly Piece[]> {
  const kind = quoted ? 'quoted' : 'expanded'
  switch (part.type) {
    case 'SimpleExpansion':
      return simpleParameter(part.text.slice(1), process, quoted)
    case 'ParameterExpansion':
      return parameterOf(part, process, quoted)
    case 'CommandExpansion':
      return [{ text: await substitute(part, process), kind }]
    case 'ArithmeticExpansion':
      return [{ text: String(await arithmetic(part, process)), kind }]
  }
}

/** The value of `$((…))`; what is wrong with it is told with its text. */
async function arithmetic(
  { expression, text }: Extract<Expansion, { type: 'ArithmeticExpansion' }>,
  process: Process,
): Promise<number> {
  try {
    return await evaluate(expression, process)
  } catch (error) {
    if (!(error instanceof DiscardError) || error.message !== divisionByZero) throw error
    const inner = text.slice(3, -2).trim()
    throw new DiscardError(`${inner}: ${divisionByZero} (error token is "0")`)
  }
}
