import { hashText, type Random, type Stream } from '../sim'
import type { ServerEnvironment } from './environment'

// No vowels and nothing that reads like another: what apimachinery's util/rand draws from.
const SUFFIX_LETTERS = 'bcdfghjklmnpqrstvwxz2456789'
const SUFFIX_LENGTH = 5
// As many as there are: 27 to the fifth.
const SUFFIXES = 14_348_907
const GENERATED_BASE_LENGTH = 58

/** A name made from a `generateName`: its base, cut to 58 characters, and five random ones. */
export function generatedName(base: string, random: Random): string {
  return flat(base.slice(0, GENERATED_BASE_LENGTH), randomSuffix(random))
}

/** Parts as one text that keeps none of them: names are kept by the thousand, and a sum would. */
export const flat = (...parts: readonly string[]): string => parts.join('')

/** Five random characters, as ReplicaSets give to their Pods. */
export function randomSuffix(random: Random): string {
  let left = random.below(SUFFIXES)
  let suffix = ''
  for (let index = 0; index < SUFFIX_LENGTH; index++) {
    suffix += SUFFIX_LETTERS.charAt(left % SUFFIX_LETTERS.length)
    left = Math.trunc(left / SUFFIX_LETTERS.length)
  }
  return suffix
}

/** A version 4 UUID out of four draws. */
export function newUid(stream: Stream): string {
  const [first = '', second = '', third = '', fourth = ''] = stream.words(4).map(digitsOf)
  const variant = '89ab'.charAt(Number.parseInt(third.charAt(0), 16) & 3)
  return [
    first,
    second.slice(0, 4),
    `4${second.slice(5)}`,
    `${variant}${third.slice(1, 4)}`,
    `${third.slice(4)}${fourth}`,
  ].join('-')
}

// The thirty-third bit keeps the zeros in front.
const digitsOf = (word: number): string => (word + TWO_TO_32).toString(16).slice(1)

const TWO_TO_32 = 0x1_0000_0000

/** The nanoseconds since 1970, in hexadecimal: the tail of an Event's name. */
export function nanosText({ epoch, now }: ServerEnvironment, nanos: number): string {
  const micros = epoch * 1_000_000 + now
  const high = Math.floor(micros / TWO_TO_32)
  // The nanoseconds are too many for one number: the lower half is carried over into the upper.
  const low = (micros - high * TWO_TO_32) * 1_000 + nanos
  const carried = Math.floor(low / TWO_TO_32)
  return (high * 1_000 + carried).toString(16) + digitsOf(low - carried * TWO_TO_32)
}

const DIGITS = 8

/** An identity that is always the same for the same: nothing is drawn for who only looks. */
export function fixedUid(text: string): string {
  const part = (seed: number) => hashText(text, seed).toString(16).padStart(DIGITS, '0')
  const hex = [0, 1, 2, 3].map(part).join('')
  const cut = (from: number, to: number) => hex.slice(from, to)
  return [cut(0, 8), cut(8, 12), `4${cut(13, 16)}`, `8${cut(17, 20)}`, cut(20, 32)].join('-')
}
