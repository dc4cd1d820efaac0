import { drawAt, hashText, type Random } from '../sim'
import type { ServerEnvironment } from './environment'

// No vowels and nothing that reads like another: what apimachinery's util/rand draws from.
const SUFFIX_LETTERS = 'bcdfghjklmnpqrstvwxz2456789'
const SUFFIX_LENGTH = 5
const GENERATED_BASE_LENGTH = 58

/** A name made from a `generateName`: its base, cut to 58 characters, and five random ones. */
export function generatedName(base: string, random: Random): string {
  return base.slice(0, GENERATED_BASE_LENGTH) + randomSuffix(random)
}

/** Five random characters, as ReplicaSets give to their Pods. */
export function randomSuffix(random: Random): string {
  let suffix = ''
  for (let index = 0; index < SUFFIX_LENGTH; index++) {
    suffix += SUFFIX_LETTERS.charAt(random.below(SUFFIX_LETTERS.length))
  }
  return suffix
}

/** A version 4 UUID out of four draws. */
export function newUid(random: Random): string {
  const word = (): number => random.below(0x1_0000_0000)
  return uuid(word(), word(), word(), word())
}

/** A version 4 UUID that a text always has. */
export function uidOf(text: string): string {
  const key = hashText(text)
  return uuid(drawAt(key, 0), drawAt(key, 1), drawAt(key, 2), drawAt(key, 3))
}

function uuid(...words: readonly [number, number, number, number]): string {
  const [first, second, third, fourth] = words.map((word) => word.toString(16).padStart(8, '0'))
  const [middle = '', last = ''] = [second, third]
  const variant = '89ab'.charAt((words[2] >>> 28) & 3)
  return [
    first,
    middle.slice(0, 4),
    `4${middle.slice(5)}`,
    `${variant}${last.slice(1, 4)}`,
    `${last.slice(4)}${fourth}`,
  ].join('-')
}

/** The nanoseconds since 1970, in hexadecimal: the tail of an Event's name. */
export const nanosText = ({ epoch, now }: ServerEnvironment, nanos: number): string =>
  (BigInt(epoch) * 1_000_000_000n + BigInt(now) * 1_000n + BigInt(nanos)).toString(16)
