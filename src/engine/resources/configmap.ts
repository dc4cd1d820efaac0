import { boolean, bytes, map, object, optional, pointer, string } from '../api/schema'
import { defineResource, type ObjectFrom } from './resource'

const schema = object('ConfigMap', {
  binaryData: optional(map(bytes)),
  data: optional(map(string)),
  immutable: pointer(boolean),
})

/** Settings, text by text. */
export type ConfigMap = ObjectFrom<'ConfigMap', typeof schema.fields>

/** Keeps ConfigMaps (core/v1). */
export const configMap = defineResource<ConfigMap>({
  kind: 'ConfigMap',
  group: '',
  version: 'v1',
  plural: 'configmaps',
  shortNames: ['cm'],
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
