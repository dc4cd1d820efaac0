import { sameJson } from '../api/equality'
import { type FieldError, invalid, required } from '../api/field-error'
import { controllerOf } from '../api/object'
import { any, given, int64, object, optional } from '../api/schema'
import { checkNotNegative } from './checks'
import { ageColumn, column, NONE, nameColumn } from './columns'
import { checkMetadata, dotted } from './metadata'
import { defineResource, type ObjectFrom } from './resource'
import { orphanage, ownerUid } from './selection'

const schema = object(
  'ControllerRevision',
  { data: optional(any), revision: given(int64) },
  { group: 'apps' },
)

/** What a workload's template was, so that there is a way back. */
export type ControllerRevision = ObjectFrom<'ControllerRevision', typeof schema.fields>

function validateRevision(
  { data, metadata, revision }: ControllerRevision,
  previous?: ControllerRevision,
): readonly FieldError[] {
  const report: FieldError[] = []
  checkMetadata(report, metadata, dotted, previous?.metadata)
  if (data === undefined) report.push(required('data', 'data is mandatory'))
  checkNotNegative(report, 'revision', revision)
  if (previous && !sameJson(data, previous.data)) {
    report.push(invalid('data', data, 'field is immutable'))
  }
  return report
}

function controllerText(object: ControllerRevision): string {
  const owner = controllerOf(object)
  if (!owner) return NONE
  const [group] = owner.apiVersion.split('/')
  const kind = owner.kind.toLowerCase()
  return group === owner.apiVersion ? `${kind}/${owner.name}` : `${kind}.${group}/${owner.name}`
}

/** Keeps ControllerRevisions (apps/v1). */
export const controllerRevision = defineResource<ControllerRevision>({
  kind: 'ControllerRevision',
  group: 'apps',
  version: 'v1',
  plural: 'controllerrevisions',
  shortNames: [],
  categories: [],
  namespaced: true,
  subresources: [],
  schema,
  default: (object) => object,
  validate: validateRevision,
  columns: [
    nameColumn,
    column('Controller', controllerText),
    column('Revision', ({ revision }) => revision),
    ageColumn,
  ],
  indexes: { owner: ownerUid, orphan: orphanage },
  countsGenerations: false,
})
