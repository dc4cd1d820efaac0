import { hashText, type Random } from '../sim'

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
  const word = (): string => random.below(0x1_0000_0000).toString(16).padStart(8, '0')
  const [first, second, third, fourth] = [word(), word(), word(), word()]
  const variant = '89ab'.charAt(Number.parseInt(third.charAt(0), 16) & 3)
  return (
    `${first}-${second.slice(0, 4)}-4${second.slice(5)}-` +
    `${variant}${third.slice(1, 4)}-${third.slice(4)}${fourth}`
  )
}

/** Sixteen hex digits that tell one text from another: the tail of an Event's name. */
export function hexOf(text: string): string {
  const half = (seed: number): string => hashText(text, seed).toString(16).padStart(8, '0')
  return half(1) + half(2)
}
