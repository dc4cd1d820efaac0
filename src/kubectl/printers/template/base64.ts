const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The text that base64 holds, read as UTF-8. */
export function decodeBase64(text: string): string {
  const digits = [...text.replace(/[=\s]/g, '')].map((each) => {
    const value = DIGITS.indexOf(each)
    if (value < 0) throw new Error(`illegal base64 data at input byte ${text.indexOf(each)}`)
    return value
  })
  let encoded = ''
  for (let at = 0; at + 1 < digits.length; at++) {
    if (at % 4 === 3) continue
    const shift = 4 - 2 * (at % 4)
    const two = ((digits[at] ?? 0) << 6) | (digits[at + 1] ?? 0)
    encoded += `%${((two >> shift) & 0xff).toString(16).padStart(2, '0')}`
  }
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded.replace(/%(..)/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
  }
}
