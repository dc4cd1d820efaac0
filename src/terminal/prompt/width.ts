/** First and last character of each range that takes two cells (East Asian Wide). */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe4f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x3fffd],
]

/** How many cells of a terminal a text takes; colours take none. */
export function widthOf(text: string): number {
  let width = 0
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are such sequences
  for (const character of text.replace(/\x1b\[[\d;]*m/g, '')) {
    const code = character.codePointAt(0) ?? 0
    if (code > 0x2ff && /\p{M}/u.test(character)) continue
    width += wide.some(([first, last]) => code >= first && code <= last) ? 2 : 1
  }
  return width
}
