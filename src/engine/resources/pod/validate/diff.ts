const CONTEXT = 3
/** Lines of either side that are compared: the work grows with their product. */
const MOST_LINES = 1_000

/** How one value became another, as a unified diff of their JSON. */
export function unifiedDiff(before: unknown, after: unknown): string {
  const edits = editsBetween(linesOf(before), linesOf(after))
  const near = edits.map((_, index) =>
    edits.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ mark }) => mark !== ' '),
  )
  const hunks: string[] = []
  for (let start = 0; start < edits.length; start++) {
    if (!near[start]) continue
    let end = start
    while (near[end]) end++
    hunks.push(hunk(edits, start, end))
    start = end
  }
  return hunks.join('\n')
}

interface Edit {
  readonly mark: ' ' | '-' | '+'
  readonly text: string
  /** Numbers, from 1, of the next line of either side. */
  readonly left: number
  readonly right: number
}

function hunk(edits: readonly Edit[], start: number, end: number): string {
  const part = edits.slice(start, end)
  const { left = 1, right = 1 } = part[0] ?? {}
  const lines = part.map(({ mark, text }) => `${mark}${text}`)
  const count = (other: Edit['mark']): number => part.filter(({ mark }) => mark !== other).length
  return [`@@ -${left},${count('+')} +${right},${count('-')} @@`, ...lines].join('\n')
}

const linesOf = (value: unknown): readonly string[] =>
  JSON.stringify(value, sorted, 2).split('\n', MOST_LINES)

const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
    : value

/** The shortest way from one list of lines to the other, by their longest common part. */
function editsBetween(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const common = commonLengths(before, after)
  const edits: Edit[] = []
  let left = 0
  let right = 0
  const push = (mark: Edit['mark'], text: string): void => {
    edits.push({ mark, text, left: left + 1, right: right + 1 })
    if (mark !== '+') left++
    if (mark !== '-') right++
  }
  while (left < before.length || right < after.length) {
    const [old, fresh] = [before[left], after[right]]
    if (old !== undefined && old === fresh) push(' ', old)
    else if (fresh === undefined || (old !== undefined && keepsRight(common, left, right))) {
      push('-', old ?? '')
    } else push('+', fresh)
  }
  return edits
}

type Lengths = readonly (readonly number[])[]

const keepsRight = (common: Lengths, left: number, right: number): boolean =>
  (common[left + 1]?.[right] ?? 0) >= (common[left]?.[right + 1] ?? 0)

function commonLengths(before: readonly string[], after: readonly string[]): Lengths {
  const table: number[][] = before.map(() => new Array<number>(after.length + 1).fill(0))
  table.push(new Array<number>(after.length + 1).fill(0))
  for (let left = before.length - 1; left >= 0; left--) {
    for (let right = after.length - 1; right >= 0; right--) {
      const below = table[left + 1] ?? []
      const row = table[left] ?? []
      row[right] =
        before[left] === after[right]
          ? (below[right + 1] ?? 0) + 1
          : Math.max(below[right] ?? 0, row[right + 1] ?? 0)
    }
  }
  return table
}
