import type { Laptop } from '../shell/process'
import { readAll } from '../streams'
import { UsageError } from './options'
import { countFrom, defineProgram } from './program'

/** Compares two files line by line. */
export const diff = defineProgram({
  name: 'diff',
  use: '[OPTION]... FILES',
  short: 'Compare FILES line by line.',
  options: {
    flags: 'uNqrbwi',
    values: 'U',
    status: 2,
    long: { unified: 'u', brief: 'q', 'ignore-case': 'i', 'ignore-all-space': 'w' },
  },
  run: async ({ words, has, value }, laptop) => {
    const [left, right] = words
    if (left === undefined || right === undefined) {
      throw new UsageError(`missing operand after '${left ?? 'diff'}'`, 2)
    }
    const one = await textOf(left, laptop)
    const other = await textOf(right, laptop)
    if (one === undefined || other === undefined) return 2
    const key = (line: string) => {
      const cased = has('i') ? line.toLowerCase() : line
      return has('w') || has('b') ? cased.replace(/\s+/g, has('w') ? '' : ' ').trim() : cased
    }
    const steps = compare(linesIn(one), linesIn(other), key)
    if (steps.every(({ kind }) => kind === 'same')) return 0
    if (has('q')) laptop.stdout.write(`Files ${left} and ${right} differ\n`)
    else if (has('u') || value('U') !== undefined) {
      const context = countFrom(value('U'), 3, 'invalid context length')
      laptop.stdout.write(`--- ${left}\n+++ ${right}\n${unified(steps, context)}`)
    } else laptop.stdout.write(normal(steps))
    return 1
  },
})

async function textOf(name: string, laptop: Laptop): Promise<string | undefined> {
  if (name === '-') return readAll(laptop.stdin)
  const text = laptop.files.read(name)
  if (text === undefined) {
    const why = laptop.files.status(name) ? 'Is a directory' : 'No such file or directory'
    laptop.stderr.write(`diff: ${name}: ${why}\n`)
  }
  return text
}

const linesIn = (text: string): readonly string[] =>
  text === '' ? [] : text.replace(/\n$/, '').split('\n')

interface Step {
  readonly kind: 'same' | 'less' | 'more'
  readonly text: string
}

/** The longest common subsequence, and what stands between its lines. */
function compare(
  left: readonly string[],
  right: readonly string[],
  key: (line: string) => string,
): readonly Step[] {
  const a = left.map(key)
  const b = right.map(key)
  const width = b.length + 1
  const lengths = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
    }
  }
  const steps: Step[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      steps.push({ kind: 'same', text: left[i] ?? '' })
      i++
      j++
    } else if (
      i < a.length &&
      (j >= b.length || (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))
    ) {
      steps.push({ kind: 'less', text: left[i++] ?? '' })
    } else steps.push({ kind: 'more', text: right[j++] ?? '' })
  }
  return steps
}

interface Change {
  readonly left: number
  readonly right: number
  readonly less: readonly string[]
  readonly more: readonly string[]
}

function normal(steps: readonly Step[]): string {
  const changes: Change[] = []
  let [left, right] = [0, 0]
  for (let at = 0; at < steps.length; ) {
    if (steps[at]?.kind === 'same') {
      left++
      right++
      at++
      continue
    }
    const less: string[] = []
    const more: string[] = []
    for (; at < steps.length && steps[at]?.kind !== 'same'; at++) {
      const { kind, text } = steps[at] as Step
      if (kind === 'less') less.push(text)
      else more.push(text)
    }
    changes.push({ left, right, less, more })
    left += less.length
    right += more.length
  }
  return changes.map(changeText).join('')
}

function changeText({ left, right, less, more }: Change): string {
  const range = (from: number, count: number) =>
    count === 0 ? String(from) : count === 1 ? String(from + 1) : `${from + 1},${from + count}`
  const letter = less.length === 0 ? 'a' : more.length === 0 ? 'd' : 'c'
  const head = `${range(left, less.length)}${letter}${range(right, more.length)}\n`
  const between = letter === 'c' ? '---\n' : ''
  const old = less.map((line) => `< ${line}\n`).join('')
  return head + old + between + more.map((line) => `> ${line}\n`).join('')
}

function unified(steps: readonly Step[], context: number): string {
  const changed = steps.flatMap(({ kind }, at) => (kind === 'same' ? [] : [at]))
  const hunks: { from: number; to: number }[] = []
  for (const at of changed) {
    const last = hunks.at(-1)
    const from = Math.max(at - context, 0)
    const to = Math.min(at + context + 1, steps.length)
    if (last && from <= last.to) last.to = to
    else hunks.push({ from, to })
  }
  const before = (kind: 'less' | 'more', at: number) =>
    steps.slice(0, at).filter((step) => step.kind === 'same' || step.kind === kind).length
  const marks = { same: ' ', less: '-', more: '+' } as const
  return hunks
    .map(({ from, to }) => {
      const range = (kind: 'less' | 'more') => {
        const count = before(kind, to) - before(kind, from)
        const start = before(kind, from) + (count === 0 ? 0 : 1)
        return count === 1 ? String(start) : `${start},${count}`
      }
      const lines = steps.slice(from, to).map(({ kind, text }) => `${marks[kind]}${text}\n`)
      return `@@ -${range('less')} +${range('more')} @@\n${lines.join('')}`
    })
    .join('')
}
