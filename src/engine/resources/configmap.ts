import { base64Size, utf8Size } from '../api/base64'
import { type FieldError, invalid, tooLong } from '../api/field-error'
import { configKey } from '../api/names'
import type { Labels } from '../api/object'
import { boolean, bytes, map, object, optional, pointer, string } from '../api/schema'
import { checkText, type Report } from './checks'
import { ageColumn, column, nameColumn } from './columns'
import { checkUnchanged, MOST_BYTES } from './immutable'
import { checkMetadata, dotted } from './metadata'
import { defineResource, type ObjectFrom } from './resource'

const schema = object('ConfigMap', {
  binaryData: optional(map(bytes)),
  data: optional(map(string)),
  immutable: pointer(boolean),
})

/** Settings, text by text. */
export type ConfigMap = ObjectFrom<'ConfigMap', typeof schema.fields>

function validateConfigMap(configMap: ConfigMap, previous?: ConfigMap): readonly FieldError[] {
  const report: FieldError[] = []
  const { binaryData = {}, data = {} } = configMap
  checkMetadata(report, configMap.metadata, dotted, previous?.metadata)
  if (previous?.immutable) checkUnchanged(report, configMap, previous)
  checkKeys(report, 'data', data, binaryData)
  checkKeys(report, 'binaryData', binaryData, data)
  const bytes =
    Object.values(data).reduce((sum, text) => sum + utf8Size(text), 0) +
    Object.values(binaryData).reduce((sum, text) => sum + base64Size(text), 0)
  // The error is about the whole object: its path is empty, and printed so.
  if (bytes > MOST_BYTES) report.push(tooLong('[]', MOST_BYTES))
  return report
}

function checkKeys(report: Report, field: string, keys: Labels, others: Labels): void {
  const other = field === 'data' ? 'binaryData' : 'data'
  for (const key in keys) {
    checkText(report, `${field}[${key}]`, key, configKey)
    if (!Object.hasOwn(others, key)) continue
    report.push(invalid(`${field}[${key}]`, key, `duplicate of key present in ${other}`))
  }
}

const countKeys = ({ binaryData = {}, data = {} }: ConfigMap): number =>
  Object.keys(data).length + Object.keys(binaryData).length

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
  validate: validateConfigMap,
  columns: [nameColumn, column('Data', countKeys), ageColumn],
  indexes: {},
  countsGenerations: false,
})
