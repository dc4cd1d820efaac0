import { limits } from '../limits'
import type { Instant } from '../sim'

/** One line that a container printed. */
export interface LogLine {
  /** Counts from 0 for each process. */
  readonly number: number
  readonly at: Instant
  readonly text: string
}

/**
 * What a process has printed, as far as it is kept: a value. Full chunks are shared, only the last
 * grows.
 */
export interface Log {
  readonly chunks: readonly (readonly LogLine[])[]
  readonly last: readonly LogLine[]
  /** The number of the next line. */
  readonly next: number
  /** The beginning of a line that has no end yet. */
  readonly partial: string
}

const CHUNK_LINES = 20

/** Nothing printed. */
export const emptyLog: Log = { chunks: [], last: [], next: 0, partial: '' }

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
export const linesOf = ({ chunks, last }: Log, from: number): readonly LogLine[] =>
  [...chunks.flat(), ...last].filter(({ number }) => number >= from)

// Many processes of one image print the same at the same time: they share the text. Only a cache.
const texts = new Map<string, string>()
const MOST_TEXTS = 256

function shared(text: string): string {
  const known = texts.get(text)
  if (known !== undefined) return known
  if (texts.size >= MOST_TEXTS) texts.clear()
  texts.set(text, text)
  return text
}

function withLine(log: Log, text: string, at: Instant): Log {
  const line = { number: log.next, at, text: shared(text) }
  const next = log.next + 1
  if (log.last.length < CHUNK_LINES) return { ...log, last: log.last.concat(line), next }
  const most = limits.logLines / CHUNK_LINES - 1
  const chunks = [...log.chunks, log.last]
  return { ...log, chunks: chunks.length > most ? chunks.slice(1) : chunks, last: [line], next }
}
