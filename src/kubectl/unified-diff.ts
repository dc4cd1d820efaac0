/** One line of the way from one text to another. */
interface Step {
  readonly mark: ' ' | '-' | '+'
  readonly line: string
}

const CONTEXT = 3

/**
 * The hunks of `diff -u`: three lines of context, deletions before insertions; empty when the
 * texts are the same. The headers with the files' names are the caller's.
 */
export function unifiedDiff(before: string, after: string): string {
  const steps = stepsBetween(linesOf(before), linesOf(after))
  return hunks(steps)
    .map(({ start, end }) => hunkText(steps, start, end))
    .join('')
}

const linesOf = (text: string): readonly string[] => {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}

function stepsBetween(before: readonly string[], after: readonly string[]): readonly Step[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  const least = Math.min(before.length, after.length) - start
  while (end < least && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  const keep = (line: string): Step => ({ mark: ' ', line })
  return [
    ...before.slice(0, start).map(keep),
    ...changes(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(keep),
  ]
}

// By the longest common subsequence: the manifests of one object are short.
function changes(before: readonly string[], after: readonly string[]): readonly Step[] {
  const width = after.length + 1
  const lengths = new Uint32Array((before.length + 1) * width)
  const common = (i: number, j: number): number => lengths[i * width + j] ?? 0
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        before[i] === after[j]
          ? common(i + 1, j + 1) + 1
          : Math.max(common(i + 1, j), common(i, j + 1))
    }
  }
  const steps: Step[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      steps.push({ mark: ' ', line: before[i] ?? '' })
      i++
      j++
    } else if (j >= after.length || (i < before.length && common(i + 1, j) >= common(i, j + 1))) {
      steps.push({ mark: '-', line: before[i++] ?? '' })
    } else steps.push({ mark: '+', line: after[j++] ?? '' })
  }
  return steps
}

interface Hunk {
  readonly start: number
  readonly end: number
}

function hunks(steps: readonly Step[]): readonly Hunk[] {
  const found: Hunk[] = []
  for (const [at, { mark }] of steps.entries()) {
    if (mark === ' ') continue
    const start = Math.max(0, at - CONTEXT)
    const end = Math.min(steps.length, at + CONTEXT + 1)
    const last = found.at(-1)
    if (last && start <= last.end) found[found.length - 1] = { start: last.start, end }
    else found.push({ start, end })
  }
  return found
}

function hunkText(steps: readonly Step[], start: number, end: number): string {
  const inside = steps.slice(start, end)
  const range = (other: '-' | '+'): string => {
    const before = steps.slice(0, start).filter(({ mark }) => mark !== other).length
    const count = inside.filter(({ mark }) => mark !== other).length
    const first = count === 0 ? before : before + 1
    return count === 1 ? `${first}` : `${first},${count}`
  }
  const lines = inside.map(({ mark, line }) => `${mark}${line}\n`)
  return `@@ -${range('+')} +${range('-')} @@\n${lines.join('')}`
}
