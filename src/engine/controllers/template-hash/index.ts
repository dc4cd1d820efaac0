import { utf8 } from '../../api/base64'
import type { PodTemplate } from '../../resources/pod/spec'
import { remembered } from '../../resources/sharing'
import { compareStrings, hashText } from '../../sim'
import { goDump } from './go-dump'

/**
 * The hash that names a Pod template, digit for digit as in a cluster of v1.34 (pkg/controller
 * ComputeHash): FNV-1a over Go's notation of the struct, then over the collisions so far.
 */
export const podTemplateHash = (template: PodTemplate, collisionCount?: number): string =>
  collisionCount === undefined ? hashOf(template) : computed(template, collisionCount)

const hashOf = remembered((template: PodTemplate) => computed(template))

function computed(template: PodTemplate, collisionCount?: number): string {
  const text = byteText(goDump('PodTemplateSpec', template))
  return safeText(hashText(text + littleEndian(collisionCount)))
}

// A text with a character for each byte. That of most templates is such a text already.
const byteText = (text: string): string =>
  /[\u0080-\uffff]/.test(text)
    ? utf8(text)
        .map((byte) => String.fromCharCode(byte))
        .join('')
    : text

// Eight bytes, of which Go fills four.
const littleEndian = (count: number | undefined): string =>
  count === undefined
    ? ''
    : [count, count >>> 8, count >>> 16, count >>> 24, 0, 0, 0, 0]
        .map((byte) => String.fromCharCode(byte & 255))
        .join('')

/**
 * The hash that names a StatefulSet's revision, digit for digit too (pkg/controller/history
 * HashControllerRevision): FNV-1 over the JSON of its data, then over the collisions so far.
 */
export function revisionHash(data: unknown, collisionCount = 0): string {
  const bytes = utf8(goJson(data) + collisionCount)
  return safeText(
    bytes.reduce((hash, byte) => (Math.imul(hash, 16_777_619) ^ byte) >>> 0, 0x811c9dc5),
  )
}

// JSON as Go writes a map: keys in order, and what a web page could mistake for markup escaped.
function goJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return escaped(JSON.stringify(value))
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => compareStrings(left, right))
    .map(([key, member]) => `${escaped(JSON.stringify(key))}:${goJson(member)}`)
  return `{${members.join(',')}}`
}

const escaped = (text: string): string =>
  text.replace(/[<>&\u2028\u2029]/g, (each) => {
    const code = each.charCodeAt(0).toString(16)
    return `\\u${code.padStart(4, '0')}`
  })

// apimachinery's SafeEncodeString: no vowels, nor what could be read as one, so that no word can
// come out.
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789'

const safeText = (hash: number): string =>
  Array.from(String(hash), (digit) => LETTERS.charAt(digit.charCodeAt(0) % LETTERS.length)).join('')
