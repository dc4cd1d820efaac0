/** Where a scalar begins, and how its further lines are indented. */
interface Place {
  readonly column: number
  /** Of the map or list that it is in. */
  readonly indent: number
  readonly isKey: boolean
}

const WIDTH = 80

/** A text as libyaml's emitter writes it: plain, quoted, or as a block. */
export function scalarText(text: string, plain: boolean, place: Place): string {
  const allowed = analyse(text)
  if (text.includes('\n')) {
    return !place.isKey && allowed.block ? literal(text, place) : doubleQuoted(text, place)
  }
  if (!plain) return doubleQuoted(text, place)
  if (allowed.plain && !(text === '' && place.isKey)) return folded(text, place, '')
  return allowed.single
    ? `'${folded(text, { ...place, column: place.column + 1 }, "'")}'`
    : doubleQuoted(text, place)
}

interface Allowed {
  readonly plain: boolean
  readonly single: boolean
  readonly block: boolean
}

// yaml_emitter_analyze_scalar, for scalars outside of flow collections.
function analyse(text: string): Allowed {
  if (text === '') return { plain: true, single: true, block: false }
  const special =
    [...text].some((each) => !isPrintable(each)) || / [\n\u0085\u2028\u2029]/.test(text)
  const breakThenSpace = /[\n\u0085\u2028\u2029] /.test(text)
  const isLined = /[\r\n\u0085\u2028\u2029]/.test(text)
  const edged = /^[ \r\n]|[ \r\n]$/.test(text)
  return {
    plain: !special && !breakThenSpace && !isLined && !edged && !hasIndicators(text),
    single: !special && !breakThenSpace,
    block: !special && !text.endsWith(' '),
  }
}

const hasIndicators = (text: string): boolean =>
  /^(---|\.\.\.)/.test(text) ||
  /^[#,[\]{}&*!|>'"%@`]/.test(text) ||
  /^[?:-](\s|$)/.test(text) ||
  /:([ \t\r\n]|$)/.test(text.slice(1)) ||
  /[ \t\r\n]#/.test(text)

function isPrintable(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  if (code === 0x0a || (code >= 0x20 && code <= 0x7e)) return true
  // The emitter knows no character beyond the basic plane.
  if (code < 0xa0 || code === 0xfeff || code > 0xfffd) return false
  return !(code >= 0xd800 && code <= 0xdfff)
}

/** A plain text, or the inside of a single-quoted one: broken at a single space past the width. */
function folded(text: string, { column, indent, isKey }: Place, quote: string): string {
  const characters = [...text]
  let at = column
  let out = ''
  let spaces = false
  characters.forEach((each, index) => {
    if (each !== ' ') {
      const written = each === quote && quote !== '' ? quote + quote : each
      out += written
      at += written.length > 1 && each === quote ? 2 : 1
      spaces = false
      return
    }
    const inside = quote === '' || (index > 0 && index < characters.length - 1)
    if (!isKey && !spaces && at > WIDTH && inside && characters[index + 1] !== ' ') {
      out += `\n${' '.repeat(indent + 2)}`
      at = indent + 2
    } else {
      out += each
      at++
    }
    spaces = true
  })
  return out
}

const escapes: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\u001b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\u0085': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
}

function escapeOf(character: string): string | undefined {
  const known = escapes[character]
  if (known !== undefined) return known
  if (isPrintable(character)) return undefined
  const code = character.codePointAt(0) ?? 0
  const hex = (digits: number) => code.toString(16).toUpperCase().padStart(digits, '0')
  if (code <= 0xff) return `\\x${hex(2)}`
  return code <= 0xffff ? `\\u${hex(4)}` : `\\U${hex(8)}`
}

function doubleQuoted(text: string, { column, indent, isKey }: Place): string {
  const characters = [...text]
  let at = column + 1
  let out = '"'
  let spaces = false
  characters.forEach((each, index) => {
    const escaped = escapeOf(each)
    const inside = index > 0 && index < characters.length - 1
    if (each === ' ' && !isKey && !spaces && at > WIDTH && inside) {
      const guard = characters[index + 1] === ' ' ? '\\' : ''
      out += `\n${' '.repeat(indent + 2)}${guard}`
      at = indent + 2 + guard.length
    } else {
      out += escaped ?? each
      at += (escaped ?? ' ').length
    }
    spaces = each === ' '
  })
  return `${out}"`
}

function literal(text: string, { indent }: Place): string {
  const hint = /^[ \n]/.test(text) ? '2' : ''
  const chomp = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : ''
  const lines = text.replace(/\n$/, '').split('\n')
  const body = lines.map((line) => (line === '' ? '' : ' '.repeat(indent + 2) + line))
  return `|${hint}${chomp}\n${body.join('\n')}`
}
