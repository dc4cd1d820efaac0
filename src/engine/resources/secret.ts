import { always, boolean, bytes, map, object, optional, pointer, string } from '../api/schema'
import { defineResource, type ObjectFrom } from './resource'

const schema = object('Secret', {
  data: optional(map(bytes)),
  immutable: pointer(boolean),
  stringData: optional(map(string)),
  type: always(string),
})

/** Settings that are kept apart because they are secret. */
export type Secret = ObjectFrom<'Secret', typeof schema.fields>

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
  default: (object) => object,
  validate: () => [],
  columns: [],
  indexes: {},
  countsGenerations: false,
})
