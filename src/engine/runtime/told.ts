import type { SessionChunk } from '../api/session'

/** What a session has told its client, as far as it is kept: a value. */
export interface Told {
  /** The number of the first chunk that is kept. */
  readonly first: number
  /** Runs of so many chunks that they are complete. */
  readonly runs: readonly Run[]
  readonly last: Run
}

/** Chunks one after the other, and how much text they have. */
interface Run {
  readonly chunks: readonly SessionChunk[]
  readonly size: number
}

const RUN = 64
const MOST_RUNS = 512
/** Characters that are kept for a client that does not ask. */
const MOST_TEXT = 4_194_304
/** A chunk of text grows while there is only more of the same stream. */
const LONGEST_CHUNK = 16_384

const emptyRun: Run = { chunks: [], size: 0 }

/** Nothing told. */
export const nothingTold: Told = { first: 0, runs: [], last: emptyRun }

/** How much text of it is kept. */
export const textLength = ({ runs, last }: Told): number =>
  runs.reduce((sum, { size }) => sum + size, last.size)

type TextChunk = Extract<SessionChunk, { type: 'stdout' | 'stderr' }>

const isText = (chunk: SessionChunk): chunk is TextChunk =>
  chunk.type === 'stdout' || chunk.type === 'stderr'

const sizeOf = (chunk: SessionChunk): number => ('text' in chunk ? chunk.text.length : 0)

/** One thing more, at the end; the oldest goes when there is too much. */
export function withChunk({ first, runs, last }: Told, chunk: SessionChunk): Told {
  const { chunks, size } = last
  const before = chunks.at(-1)
  const longer = size + sizeOf(chunk)
  if (before && isText(before) && isText(chunk) && before.type === chunk.type) {
    const text = before.text + chunk.text
    const grown = { ...before, text }
    if (text.length <= LONGEST_CHUNK) {
      return { first, runs, last: { chunks: chunks.with(-1, grown), size: longer } }
    }
  }
  if (chunks.length < RUN) {
    return { first, runs, last: { chunks: [...chunks, chunk], size: longer } }
  }
  return withoutOldest({
    first,
    runs: [...runs, last],
    last: { chunks: [chunk], size: sizeOf(chunk) },
  })
}

function withoutOldest(told: Told): Told {
  const { first, runs, last } = told
  const total = runs.reduce((sum, { size }) => sum + size, 0)
  if (runs.length === 0 || (runs.length <= MOST_RUNS && total <= MOST_TEXT)) return told
  return withoutOldest({ first: first + RUN, runs: runs.slice(1), last })
}

/** How far a client has heard: up to a place in a chunk. */
export interface Heard {
  readonly chunk: number
  readonly offset: number
}

/** What has been told since, and how far the client has heard then. */
export function toldSince(
  { first, runs, last }: Told,
  { chunk, offset }: Heard,
): { readonly chunks: readonly SessionChunk[]; readonly heard: Heard } {
  const from = Math.max(chunk - first, 0)
  const skipped = Math.min(Math.floor(from / RUN), runs.length)
  const kept = [...runs.slice(skipped).flatMap(({ chunks }) => chunks), ...last.chunks]
  const [begun, ...rest] = kept.slice(from - skipped * RUN)
  const known = chunk >= first ? offset : 0
  const left = begun && isText(begun) ? { ...begun, text: begun.text.slice(known) } : begun
  const isNews = left !== undefined && !(isText(left) && left.text === '')
  const end = last.chunks.at(-1)
  const count = first + runs.length * RUN + last.chunks.length
  return {
    chunks: isNews ? [left, ...rest] : rest,
    heard:
      end && isText(end)
        ? { chunk: count - 1, offset: end.text.length }
        : { chunk: count, offset: 0 },
  }
}
