const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u

/** How many cells of a terminal a text takes; colours take none. */
export function widthOf(text: string): number {
  let width = 0
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are such sequences
  for (const character of text.replace(/\x1b\[[\d;]*m/g, '')) {
    if (/\p{M}/u.test(character)) continue
    width += wide.test(character) ? 2 : 1
  }
  return width
}
