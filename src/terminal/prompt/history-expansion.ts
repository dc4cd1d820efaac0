/** What `!!` and the like make of a line: the line that is run, or what names none. */
export type Expanded =
  | { readonly text: string; readonly changed: boolean }
  | { readonly missing: string }

const reference = /!(?:(!)|(\$)|(-?\d+)|([A-Za-z][\w./-]*))/y

/** `!!`, `!$`, `!-2`, `!42`, `!kube`: lines typed before, as bash puts them in. */
export function expandHistory(line: string, before: readonly string[]): Expanded {
  let text = ''
  let quoted = false
  let changed = false
  for (let at = 0; at < line.length; ) {
    const character = line[at] ?? ''
    if (character === '\\' && !quoted) {
      text += line.slice(at, at + 2)
      at += 2
      continue
    }
    if (character === "'") quoted = !quoted
    reference.lastIndex = at
    const found = character === '!' && !quoted ? reference.exec(line) : null
    if (!found) {
      text += character
      at++
      continue
    }
    const put = meant(found, before)
    if (put === undefined) return { missing: found[0] }
    text += put
    at += found[0].length
    changed = true
  }
  return { text, changed }
}

function meant(found: RegExpExecArray, before: readonly string[]): string | undefined {
  const [, last, word, number, beginning] = found
  if (last) return before.at(-1)
  if (word) return before.at(-1)?.trim().split(/\s+/).at(-1)
  if (number) return before.at(Number(number) < 0 ? Number(number) : Number(number) - 1)
  return before.findLast((line) => line.startsWith(beginning ?? ''))
}
