/** An object or a list that is being read. */
interface Open {
  /** Undefined in a list. */
  readonly keys: Set<string> | undefined
  key: string
  index: number
}

// As deep as Go's decoder goes (encoding/json, maxNestingDepth).
const MOST_DEPTH = 10_000

/** A text goes deeper than anybody reads. */
export class TooDeep extends Error {}

/**
 * The paths of keys that stand twice in one object of a JSON text, `spec.ports[0].port`: parsing
 * keeps the last and says nothing. The text is JSON; throws when it goes too deep.
 */
export function duplicatesIn(text: string): readonly string[] {
  const open: Open[] = []
  const found = new Set<string>()
  // A string is a key until the colon after it has been passed.
  let isKey = false
  for (const { 0: token } of text.matchAll(TOKENS)) {
    const at = open.at(-1)
    if (open.length > MOST_DEPTH) throw new TooDeep('exceeded max depth')
    switch (token) {
      case '{':
        open.push({ keys: new Set(), key: '', index: 0 })
        isKey = true
        break
      case '[':
        open.push({ keys: undefined, key: '', index: 0 })
        isKey = false
        break
      case '}':
      case ']':
        open.pop()
        isKey = false
        break
      case ',':
        if (at) at.index++
        isKey = at?.keys !== undefined
        break
      default:
        if (!isKey || !at?.keys) break
        at.key = JSON.parse(token) as string
        if (at.keys.has(at.key)) found.add(pathOf(open))
        at.keys.add(at.key)
        isKey = false
    }
  }
  return [...found]
}

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],]/gs

const pathOf = (open: readonly Open[]): string =>
  open
    .map(({ index, key, keys }) => (keys ? `.${key}` : `[${index}]`))
    .join('')
    .slice(1)
