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
 * and that count, so the state of all chance in a cluster is this one table.
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
    const first = this.drawn.get(this.name) ?? 0
    this.drawn.set(this.name, first + count)
    return Array.from({ length: count }, (_, index) => drawAt(this.key, first + index))
  }
  private draw(): number {
    const count = this.drawn.get(this.name) ?? 0
    this.drawn.set(this.name, count + 1)
    return drawAt(this.key, count)
  }
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
