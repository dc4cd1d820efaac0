const LAYOUT = '2006-01-02T15:04:05Z07:00'

/** The parts of a time, in order: how Go's layout names each, and what it may look like. */
const parts: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['2006', /^\d{4}/],
  ['-', /^-/],
  ['01', /^\d\d/],
  ['-', /^-/],
  ['02', /^\d\d/],
  ['T', /^T/],
  ['15', /^\d\d/],
  [':', /^:/],
  ['04', /^\d\d/],
  [':', /^:/],
  ['05', /^\d\d(\.\d+)?/],
  ['Z07:00', /^(Z|[+-]\d\d:\d\d)/],
]

/** Why a text is no RFC 3339 time, in the words of Go's time package; undefined when it is one. */
export function timeFault(text: string): string | undefined {
  let rest = text
  for (const [name, pattern] of parts) {
    const found = pattern.exec(rest)?.[0]
    if (found === undefined) {
      return `parsing time "${text}" as "${LAYOUT}": cannot parse "${rest}" as "${name}"`
    }
    rest = rest.slice(found.length)
  }
  return rest === '' ? undefined : `parsing time "${text}": extra text: "${rest}"`
}
