const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The text that base64 stands for; bytes that are no UTF-8 become one character each. */
export function decodeBase64(encoded: string): string {
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

/** The base64 of a text of ASCII characters. */
export function encodeBase64(text: string): string {
  let encoded = ''
  for (let place = 0; place < text.length; place += 3) {
    const bytes = [0, 1, 2].map((next) => text.charCodeAt(place + next) || 0)
    const [first = 0, second = 0, third = 0] = bytes
    const bits = (first << 16) | (second << 8) | third
    const given = Math.min(3, text.length - place)
    for (let digit = 0; digit < 4; digit++) {
      encoded += digit > given ? '=' : DIGITS[(bits >> (18 - 6 * digit)) & 63]
    }
  }
  return encoded
}
