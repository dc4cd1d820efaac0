import type { Table } from './table'

/**
 * Integers only. Every drawer has its own named stream, so a new one does not disturb the others.
 */
export interface Random {
  /** An integer from 0 to `limit` − 1, all equally likely. `limit` is at most 2^32. */
  below(limit: number): number
  /** True `numerator` times out of `denominator`. */
  chance(numerator: number, denominator: number): boolean
}

/** A stream of chance that has a name. */
export interface Stream extends Random {
  /** So many draws of 32 bits at once. */
  words(count: number): readonly number[]
}

/** Gives the stream of a name. */
export type Streams = (name: string) => Stream

/**
 * Streams that remember in `drawn` how often each was used: a draw is a hash of the seed, the name
 * and that count, so the state of all chance in a cluster is this one table. Most names are those
 * of objects, which come and go: once there are very many all are forgotten, and whoever draws then
 * begins after the furthest of them, so that nothing is drawn twice.
 */
export const randomStreams =
  (seed: number, drawn: Table<string, number>): Streams =>
  (name) =>
    new NamedStream(name, hashText(name, seed >>> 0), drawn)

class NamedStream implements Stream {
  constructor(
    private readonly name: string,
    private readonly key: number,
    private readonly drawn: Table<string, number>,
  ) {}

  below(limit: number): number {
    let value = this.draw()
    while (!isFair(value, limit)) value = this.draw()
    return value % limit
  }
  chance(numerator: number, denominator: number): boolean {
    return this.below(denominator) < numerator
  }
  words(count: number): readonly number[] {
    const first = this.take(count)
    return Array.from({ length: count }, (_, index) => drawAt(this.key, first + index))
  }
  private draw(): number {
    return drawAt(this.key, this.take(1))
  }
  /** Passes over so many draws; returns the place of the first. */
  private take(count: number): number {
    const { name, drawn } = this
    const known = drawn.get(name)
    if (known === undefined && drawn.size >= NAMES_KEPT) forgetAll(drawn)
    const first = known ?? drawn.get(FURTHEST) ?? 0
    drawn.set(name, first + count)
    return first
  }
}

const NAMES_KEPT = 10_000
/** Under this name, which no stream has, stands how far any stream had come that was forgotten. */
const FURTHEST = ''

function forgetAll(drawn: Table<string, number>): void {
  const furthest = drawn.values().reduce((most, count) => Math.max(most, count), 0)
  for (const [name] of [...drawn.entries()]) drawn.delete(name)
  drawn.set(FURTHEST, furthest)
}

const DRAWS = 4_294_967_296

/**
 * Whether what is left of a draw of 32 bits, divided by a limit, is as likely as all others: draws
 * above the last whole multiple of the limit would favour small results, and are drawn again.
 */
export const isFair = (draw: number, limit: number): boolean => draw < DRAWS - (DRAWS % limit)

/** FNV-1a over UTF-16 units, 32 bits, begun from `seed`. */
export function hashText(text: string, seed = 0): number {
  let hash = (2_166_136_261 ^ seed) >>> 0
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619) >>> 0
  }
  return hash
}

/**
 * The draw of a stream (by its key, `hashText` of its name) that comes after `count` others: 32
 * bits. Two rounds of a finalizer over key and counter: every output bit depends on every input
 * bit.
 */
export function drawAt(key: number, count: number): number {
  let hash = Math.imul(count ^ (count >>> 16), 0x9e3779b1) ^ key
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 16) ^ key, 0x27d4eb2f)
  return (hash ^ (hash >>> 15)) >>> 0
}
