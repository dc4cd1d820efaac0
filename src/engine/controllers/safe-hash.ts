import { compareStrings, hashText } from '../sim'

// apimachinery's SafeEncodeString: no vowels, nor what could be read as one, so that no word can
// come out.
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789'

/**
 * The hash that names a version of something: FNV-1a, 32 bits, its decimal digits spelt in letters.
 * The real one hashes Go's notation of the struct, so the same template has another hash there.
 */
export function safeHash(value: unknown, collisionCount = 0): string {
  const salt = collisionCount > 0 ? String(collisionCount) : ''
  const digits = String(hashText(canonical(value) + salt))
  return Array.from(digits, (digit) => LETTERS.charAt(digit.charCodeAt(0) % LETTERS.length)).join(
    '',
  )
}

// JSON with its keys in order, so that it does not matter in which order a manifest has them.
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => compareStrings(left, right))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
  return `{${members.join(',')}}`
}
