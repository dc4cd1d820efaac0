import { check, packedText, unpackedText } from './codec'
import type { Past } from './past'
import { readPast } from './past-reader'

/** A past as links and files have it; undefined when it is too much for one, or too long. */
export function encodePast(past: Past): string | undefined {
  const read = readPast(past)
  if (!read) return undefined
  const text = JSON.stringify(read)
  return packedText(`${check(text)}\n${text}`)
}

/** Reads what `encodePast` wrote, whoever says to have it; undefined when it is no past. */
export function decodePast(packed: string): Past | undefined {
  const unpacked = unpackedText(packed)
  if (typeof unpacked !== 'object') return undefined
  // JSON on one line, after what tells whether it was damaged.
  const [sum = '', text = ''] = unpacked.text.split('\n')
  if (check(text) !== sum) return undefined
  try {
    return readPast(JSON.parse(text))
  } catch {
    return undefined // no JSON
  }
}
