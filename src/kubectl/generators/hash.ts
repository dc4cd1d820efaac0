import { sha256 } from '@noble/hashes/sha2.js'
import { goJson, isObject, type JsonObject, own } from '../json'

/**
 * Appends to the name of a ConfigMap or Secret what its content hashes to (kubectl's
 * util/hash): the name changes when the data does.
 */
export function appendHash(object: JsonObject): JsonObject {
  const given = own(object, 'metadata')
  const metadata = isObject(given) ? given : {}
  const name = String(own(metadata, 'name') ?? '')
  const data = own(object, 'data') ?? ''
  const hashed =
    object.kind === 'Secret'
      ? { data, kind: 'Secret', name, type: own(object, 'type') ?? '' }
      : { data, kind: 'ConfigMap', name }
  const digest = sha256(new TextEncoder().encode(goJson(hashed)))
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return { ...object, metadata: { ...metadata, name: `${name}-${encoded(hex)}` } }
}

// Letters that make no words, as in generated names.
const letters: Readonly<Record<string, string>> = {
  '0': 'g',
  '1': 'h',
  '3': 'k',
  a: 'm',
  e: 't',
}

const encoded = (hex: string): string =>
  [...hex.slice(0, 10)].map((each) => letters[each] ?? each).join('')
