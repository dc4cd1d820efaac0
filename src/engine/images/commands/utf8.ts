/** A text's bytes in UTF-8, a character each. */
export function utf8Bytes(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text
  let bytes = ''
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    if (code < 0x80) bytes += char
    else if (code < 0x800) bytes += String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) {
      bytes += String.fromCharCode(
        0xe0 | (code >> 12),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      )
    } else {
      bytes += String.fromCharCode(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      )
    }
  }
  return bytes
}

/** The text that bytes are in UTF-8; what is none stays as it is. */
export function utf8Text(bytes: string): string {
  if (/^[\0-\x7f]*$/.test(bytes)) return bytes
  return bytes.replace(
    /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g,
    (found) => {
      const [first = 0, ...rest] = [...found].map((byte) => byte.charCodeAt(0))
      const start = first & (found.length === 2 ? 0x1f : found.length === 3 ? 0x0f : 0x07)
      return String.fromCodePoint(rest.reduce((code, byte) => (code << 6) | (byte & 63), start))
    },
  )
}
