import { type FieldError, invalid } from '../api/field-error'
import { milliOf } from '../api/quantity'
import { always, any, list, map, object, optional, pointer, quantity, string } from '../api/schema'
import { ageColumn, column, nameColumn } from './columns'
import { checkMetadata, dotted } from './metadata'
import { defineResource, type ObjectFrom } from './resource'
import { filled, replaced } from './sharing'

const amounts = map(quantity, { name: 'ResourceList' })

const schema = object('ResourceQuota', {
  spec: always(
    object('ResourceQuotaSpec', {
      hard: optional(amounts),
      scopeSelector: pointer(any),
      scopes: optional(list(string)),
    }),
  ),
  status: always(
    object('ResourceQuotaStatus', { hard: optional(amounts), used: optional(amounts) }),
  ),
})

/** How much a namespace may use; the API server counts and refuses (apiserver/quota). */
export type ResourceQuota = ObjectFrom<'ResourceQuota', typeof schema.fields>

function validateQuota(
  { metadata, spec }: ResourceQuota,
  previous?: ResourceQuota,
): readonly FieldError[] {
  const report: FieldError[] = []
  checkMetadata(report, metadata, dotted, previous?.metadata)
  for (const [name, amount] of Object.entries(spec.hard ?? {})) {
    if (milliOf(amount) >= 0) continue
    report.push(invalid(`spec.hard[${name}]`, amount, 'must be greater than or equal to 0'))
  }
  return report
}

const listed = ({ status }: ResourceQuota, isLimit: boolean): string =>
  Object.entries(status.hard ?? {})
    .filter(([name]) => name.startsWith('limits') === isLimit)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, hard]) => `${name}: ${status.used?.[name] ?? '0'}/${hard}`)
    .join(', ')

/** Keeps ResourceQuotas (core/v1). */
export const resourceQuota = defineResource<ResourceQuota>({
  kind: 'ResourceQuota',
  group: '',
  version: 'v1',
  plural: 'resourcequotas',
  shortNames: ['quota'],
  categories: [],
  namespaced: true,
  subresources: ['status'],
  schema,
  default: (object) => filled(object, { status: {} }),
  prepare: (object, previous) => replaced(object, { status: previous?.status ?? {} }),
  validate: validateQuota,
  columns: [
    nameColumn,
    column('Request', (object) => listed(object, false)),
    column('Limit', (object) => listed(object, true)),
    ageColumn,
  ],
  indexes: {},
  countsGenerations: false,
})
