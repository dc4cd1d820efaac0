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
