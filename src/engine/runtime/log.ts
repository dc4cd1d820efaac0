import { limits } from '../limits'
import type { Instant } from '../sim'

/** One line that a container printed. */
export interface LogLine {
  /** Counts from 0 for each process. */
  readonly number: number
  readonly at: Instant
  readonly text: string
}

/** A line, and those before it in the same chunk. */
interface Line extends LogLine {
  readonly before: Line | undefined
}

/**
 * What a process has printed, as far as it is kept: a value. A line more costs one object, since
 * each holds on to the one before it; chunks let the oldest lines go.
 */
export interface Log {
  /** The last line of each full chunk, oldest first. */
  readonly chunks: readonly Line[]
  readonly last: Line | undefined
  /** The number of the next line. */
  readonly next: number
  /** The beginning of a line that has no end yet. */
  readonly partial: string
}

const CHUNK_LINES = 20

/** Nothing printed. */
export const emptyLog: Log = { chunks: [], last: undefined, next: 0, partial: '' }

/** A log with more text at its end; the oldest lines go when there are too many. */
export function printed(log: Log, text: string, at: Instant): Log {
  const all = log.partial + text
  let next = log
  let start = 0
  for (;;) {
    const end = all.indexOf('\n', start)
    if (end < 0) break
    next = withLine(next, all.slice(start, end), at)
    start = end + 1
  }
  const partial = all.slice(start)
  return partial === next.partial ? next : { ...next, partial }
}

/** The lines from number `from` on. */
export function linesOf({ chunks, last }: Log, from: number): readonly LogLine[] {
  const lines: LogLine[] = []
  for (const end of [last, ...chunks.toReversed()]) {
    for (let line = end; line !== undefined && line.number >= from; line = line.before) {
      const { number, at, text } = line
      lines.push({ number, at, text })
    }
  }
  return lines.reverse()
}

// Processes of one image say the same when they start: they share the text. Only a cache.
const texts = new Map<string, string>()
const MOST_TEXTS = 256

function shared(text: string): string {
  const known = texts.get(text)
  if (known !== undefined) return known
  if (texts.size >= MOST_TEXTS) texts.clear()
  texts.set(text, text)
  return text
}

function withLine({ chunks, last, next, partial }: Log, text: string, at: Instant): Log {
  const isFull = last !== undefined && next % CHUNK_LINES === 0
  const before = isFull ? undefined : last
  const isEarly = chunks.length === 0 && !isFull
  const line: Line = { number: next, at, text: isEarly ? shared(text) : text, before }
  return { chunks: isFull ? longer(chunks, last) : chunks, last: line, next: next + 1, partial }
}

function longer(chunks: readonly Line[], last: Line): readonly Line[] {
  const most = limits.logLines / CHUNK_LINES - 1
  return [...(chunks.length < most ? chunks : chunks.slice(1)), last]
}
