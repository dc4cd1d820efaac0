import { base64OfText } from '../api/base64'
import { always, boolean, bytes, map, object, optional, pointer, string } from '../api/schema'
import { defineResource, type ObjectFrom } from './resource'
import { filled, without } from './sharing'

const schema = object('Secret', {
  data: optional(map(bytes)),
  immutable: pointer(boolean),
  stringData: optional(map(string)),
  type: always(string),
})

/** Settings that are kept apart because they are secret. */
export type Secret = ObjectFrom<'Secret', typeof schema.fields>

// `stringData` is for writing only: what it holds is stored with the rest.
function defaultSecret(given: Secret): Secret {
  const secret = filled(given, { type: 'Opaque' })
  if (!secret.stringData) return secret
  const encoded = Object.entries(secret.stringData).map(
    ([key, text]) => [key, base64OfText(text)] as const,
  )
  const data = { ...secret.data, ...Object.fromEntries(encoded) }
  return { ...without(secret, 'stringData'), data }
}

/** Keeps Secrets (core/v1). */
export const secret = defineResource<Secret>({
  kind: 'Secret',
  group: '',
  version: 'v1',
  plural: 'secrets',
  shortNames: [],
  categories: [],
  namespaced: true,
  subresources: [],
  schema,
  default: defaultSecret,
  validate: () => [],
  columns: [],
  indexes: {},
  countsGenerations: false,
})
