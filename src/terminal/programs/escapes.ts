const plain: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
}

/** Backslash escapes as `echo -e` and `printf` have them; `\c` ends the text. */
export function withEscapes(text: string): { readonly text: string; readonly stopped: boolean } {
  let stopped = false
  const pattern = /\\(c.*|x[\da-fA-F]{1,2}|u[\da-fA-F]{1,4}|0[0-7]{0,3}|[1-7][0-7]{0,2}|.)/gs
  const shown = text.replace(pattern, (all, code: string) => {
    if (code.startsWith('c')) {
      stopped = true
      return ''
    }
    if (/^[xu]./.test(code)) return String.fromCodePoint(Number.parseInt(code.slice(1), 16))
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 255)
    return plain[code] ?? all
  })
  return { text: shown, stopped }
}
