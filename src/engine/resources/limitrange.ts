import type { FieldError } from '../api/field-error'
import { always, given, list, map, object, optional, quantity, string } from '../api/schema'
import { createdColumn, nameColumn } from './columns'
import { checkMetadata, dotted } from './metadata'
import { defineResource, type ObjectFrom } from './resource'

const amounts = map(quantity, { name: 'ResourceList' })

const schema = object('LimitRange', {
  spec: always(
    object('LimitRangeSpec', {
      limits: given(
        list(
          object('LimitRangeItem', {
            default: optional(amounts),
            defaultRequest: optional(amounts),
            max: optional(amounts),
            maxLimitRequestRatio: optional(amounts),
            min: optional(amounts),
            type: given(string),
          }),
        ),
      ),
    }),
  ),
})

/** What one Pod or container may ask for. It is kept only: nothing is refused for it here. */
export type LimitRange = ObjectFrom<'LimitRange', typeof schema.fields>

/** Keeps LimitRanges (core/v1). */
export const limitRange = defineResource<LimitRange>({
  kind: 'LimitRange',
  group: '',
  version: 'v1',
  plural: 'limitranges',
  shortNames: ['limits'],
  categories: [],
  namespaced: true,
  subresources: [],
  schema,
  default: (object) => object,
  validate: ({ metadata }, previous) => {
    const report: FieldError[] = []
    checkMetadata(report, metadata, dotted, previous?.metadata)
    return report
  },
  columns: [nameColumn, createdColumn],
  indexes: {},
  countsGenerations: false,
})
