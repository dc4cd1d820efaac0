/** The most words that one expansion may become. */
const most = 10_000

/** `a{b,c}{1..3}`: every word that a word's text stands for. Quoted braces stand for themselves. */
export function expandBraces(text: string): readonly string[] {
  const found = firstBrace(text)
  if (!found) return [text]
  const { from, to, parts } = found
  const before = text.slice(0, from)
  const rests = expandBraces(text.slice(to))
  const words: string[] = []
  for (const part of parts) {
    for (const inner of found.sequence ? [part] : expandBraces(part)) {
      for (const rest of rests) {
        if (words.length >= most) return words
        words.push(before + inner + rest)
      }
    }
  }
  return words
}

interface Brace {
  readonly from: number
  readonly to: number
  readonly parts: readonly string[]
  readonly sequence: boolean
}

function firstBrace(text: string): Brace | undefined {
  for (let at = 0; at < text.length; at = skip(text, at)) {
    if (text[at] !== '{' || text[at - 1] === '$') continue
    const found = braceAt(text, at)
    if (found) return found
  }
  return undefined
}

function braceAt(text: string, from: number): Brace | undefined {
  const parts: string[] = []
  let start = from + 1
  let depth = 0
  for (let at = from + 1; at < text.length; at = skip(text, at)) {
    const character = text[at]
    if (character === '{') depth++
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, at))
      start = at + 1
    } else if (character === '}' && depth-- === 0) {
      const last = text.slice(start, at)
      if (parts.length > 0) return { from, to: at + 1, parts: [...parts, last], sequence: false }
      const sequence = sequenceOf(last)
      return sequence ? { from, to: at + 1, parts: sequence, sequence: true } : undefined
    }
  }
  return undefined
}

/** Past one character, or past all that is quoted or substituted. */
function skip(text: string, at: number): number {
  const character = text[at]
  if (character === '\\') return at + 2
  if (character === "'" || character === '"' || character === '`') {
    return closing(text, at + 1, character)
  }
  if (character === '$' && (text[at + 1] === '(' || text[at + 1] === '{')) {
    return balanced(text, at + 1)
  }
  return at + 1
}

function closing(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\' && quote !== "'") at++
    else if (text[at] === quote) return at + 1
  }
  return text.length
}

function balanced(text: string, from: number): number {
  const open = text[from]
  const close = open === '(' ? ')' : '}'
  let depth = 0
  let at = from
  while (at < text.length) {
    if (text[at] === open) depth++
    if (text[at] === close && --depth === 0) return at + 1
    at = text[at] === open || text[at] === close ? at + 1 : skip(text, at)
  }
  return text.length
}

function sequenceOf(text: string): readonly string[] | undefined {
  const numbers = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/.exec(text)
  if (numbers) {
    const [, from = '', to = '', step = '1'] = numbers
    const padded = /^-?0\d/.test(from) || /^-?0\d/.test(to)
    const width = padded ? Math.max(from.length, to.length) : 0
    return steps(Number(from), Number(to), Number(step)).map((each) => pad(each, width))
  }
  const letters = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d+))?$/.exec(text)
  if (!letters) return undefined
  const [, from = '', to = '', step = '1'] = letters
  return steps(from.charCodeAt(0), to.charCodeAt(0), Number(step)).map((code) =>
    String.fromCharCode(code),
  )
}

function steps(from: number, to: number, by: number): readonly number[] {
  const step = Math.abs(by) || 1
  const count = Math.min(Math.floor(Math.abs(to - from) / step) + 1, most)
  return Array.from({ length: count }, (_, index) => from + Math.sign(to - from) * index * step)
}

const pad = (number: number, width: number): string => {
  const digits = String(Math.abs(number))
  return number < 0 ? `-${digits.padStart(width - 1, '0')}` : digits.padStart(width, '0')
}
