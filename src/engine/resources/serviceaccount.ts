import type { FieldError } from '../api/field-error'
import { boolean, list, object, optional, pointer } from '../api/schema'
import { ageColumn, column, nameColumn } from './columns'
import { checkMetadata, dotted } from './metadata'
import { localObjectReference, objectReference } from './references'
import { defineResource, type ObjectFrom } from './resource'

const schema = object('ServiceAccount', {
  automountServiceAccountToken: pointer(boolean),
  imagePullSecrets: optional(list(localObjectReference)),
  secrets: optional(list(objectReference, { mergeKey: 'name', keys: ['name'] })),
})

/** Who a Pod is to the API server. */
export type ServiceAccount = ObjectFrom<'ServiceAccount', typeof schema.fields>

/** Keeps ServiceAccounts (core/v1). */
export const serviceAccount = defineResource<ServiceAccount>({
  kind: 'ServiceAccount',
  group: '',
  version: 'v1',
  plural: 'serviceaccounts',
  shortNames: ['sa'],
  categories: [],
  namespaced: true,
  subresources: ['token'],
  schema,
  default: (object) => object,
  validate: ({ metadata }, previous) => {
    const report: FieldError[] = []
    checkMetadata(report, metadata, dotted, previous?.metadata)
    return report
  },
  columns: [nameColumn, column('Secrets', ({ secrets = [] }) => secrets.length), ageColumn],
  indexes: {},
  countsGenerations: false,
})
