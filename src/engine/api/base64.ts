const ALPHABET = /[A-Za-z0-9+/]/

/**
 * Where a text stops being base64, counted from 0; undefined when all of it is. The position is
 * the one that Go's decoder reports (encoding/base64, StdEncoding): line ends are skipped, padding
 * is wanted.
 */
export function base64Fault(text: string): number | undefined {
  let digits = 0
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index)
    if (character === '\r' || character === '\n') continue
    if (character === '=') return paddingFault(text, index, digits)
    if (!ALPHABET.test(character)) return index
    digits = (digits + 1) % 4
  }
  return digits === 0 ? undefined : text.length - digits
}

// One `=` ends a group of three digits, two end a group of two; nothing but line ends may follow.
function paddingFault(text: string, at: number, digits: number): number | undefined {
  if (digits < 2) return at
  let index = skipLineEnds(text, at + 1)
  if (digits === 2) {
    if (index >= text.length) return text.length
    if (text[index] !== '=') return index - 1
    index = skipLineEnds(text, index + 1)
  }
  return index < text.length ? index : undefined
}

function skipLineEnds(text: string, from: number): number {
  let index = from
  while (text[index] === '\n' || text[index] === '\r') index++
  return index
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The bytes of a text in UTF-8, as base64. */
export function base64OfText(text: string): string {
  const bytes = utf8(text)
  let result = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second, third] = bytes.slice(index, index + 3)
    const group = (first << 16) | ((second ?? 0) << 8) | (third ?? 0)
    result += DIGITS.charAt(group >>> 18) + DIGITS.charAt((group >>> 12) & 63)
    result += second === undefined ? '=' : DIGITS.charAt((group >>> 6) & 63)
    result += third === undefined ? '=' : DIGITS.charAt(group & 63)
  }
  return result
}

/** The text that base64 stands for; bytes that are no UTF-8 become one character each. */
export function textOfBase64(encoded: string): string {
  const bytes: number[] = []
  let bits = 0
  let count = 0
  for (const digit of encoded.replace(/=+$/, '')) {
    bits = (bits << 6) | DIGITS.indexOf(digit)
    count += 6
    if (count >= 8) {
      count -= 8
      bytes.push((bits >> count) & 255)
    }
  }
  try {
    return decodeURIComponent(
      bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    )
  } catch {
    return String.fromCharCode(...bytes)
  }
}

/** How many bytes a base64 text stands for. */
export function base64Size(text: string): number {
  const digits = text.replaceAll(/[\r\n=]/g, '').length
  return Math.floor((digits * 3) / 4)
}

/** How many bytes a text takes in UTF-8. */
export function utf8Size(text: string): number {
  let bytes = text.length
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    // Half a surrogate pair is two of the pair's four bytes.
    if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2
  }
  return bytes
}

/** The bytes of a text in UTF-8; half a surrogate pair becomes U+FFFD, as in Go. */
export function utf8(text: string): readonly number[] {
  const bytes: number[] = []
  for (const character of text) {
    const given = character.codePointAt(0) ?? 0
    const point = given >= 0xd800 && given <= 0xdfff ? 0xfffd : given
    if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >>> 6), 0x80 | (point & 63))
    else if (point < 0x10000) {
      bytes.push(0xe0 | (point >>> 12), 0x80 | ((point >>> 6) & 63), 0x80 | (point & 63))
    } else {
      bytes.push(0xf0 | (point >>> 18), 0x80 | ((point >>> 12) & 63))
      bytes.push(0x80 | ((point >>> 6) & 63), 0x80 | (point & 63))
    }
  }
  return bytes
}
