import type { FieldError } from '../api/field-error'
import { dns1123Label } from '../api/names'
import { always, enumeration, list, object, optional, string, time } from '../api/schema'
import { ageColumn, column, nameColumn } from './columns'
import { byType, conditionFields } from './condition'
import { checkMetadata } from './metadata'
import { defineResource, type ObjectFrom } from './resource'
import { replaced } from './sharing'

const condition = object('NamespaceCondition', {
  lastTransitionTime: optional(time),
  ...conditionFields,
})

const schema = object('Namespace', {
  spec: always(object('NamespaceSpec', { finalizers: optional(list(string)) })),
  status: always(
    object('NamespaceStatus', {
      conditions: optional(list(condition, byType)),
      phase: always(enumeration('NamespacePhase', 'Active', 'Terminating')),
    }),
  ),
})

/** A space of names: a Service selects, and is found by its short name, within one. */
export type Namespace = ObjectFrom<'Namespace', typeof schema.fields>

const NAME_LABEL = 'kubernetes.io/metadata.name'

// The label lets a selector choose a Namespace by its name.
function defaultNamespace(namespace: Namespace): Namespace {
  const { metadata } = namespace
  if (metadata.name === '' || metadata.labels?.[NAME_LABEL] === metadata.name) return namespace
  const labels = { ...metadata.labels, [NAME_LABEL]: metadata.name }
  return { ...namespace, metadata: { ...metadata, labels } }
}

// The finalizer is gone once all that is in the Namespace is gone.
function prepareNamespace(namespace: Namespace, previous: Namespace | undefined): Namespace {
  if (previous) return replaced(namespace, { spec: previous.spec, status: previous.status })
  const given = namespace.spec?.finalizers ?? []
  const finalizers = given.includes('kubernetes') ? given : [...given, 'kubernetes']
  return { ...namespace, spec: { finalizers }, status: { phase: 'Active' } }
}

/** Keeps Namespaces (core/v1). */
export const namespace = defineResource<Namespace>({
  kind: 'Namespace',
  group: '',
  version: 'v1',
  plural: 'namespaces',
  shortNames: ['ns'],
  categories: [],
  namespaced: false,
  subresources: ['finalize', 'status'],
  schema,
  default: defaultNamespace,
  prepare: prepareNamespace,
  returnsDeleted: true,
  validate: ({ metadata }, previous) => {
    const report: FieldError[] = []
    checkMetadata(report, metadata, { rule: dns1123Label, namespaced: false }, previous?.metadata)
    return report
  },
  columns: [nameColumn, column('Status', ({ status }) => status.phase), ageColumn],
  fieldSelectors: { 'status.phase': ({ status }) => status.phase },
  indexes: {},
  countsGenerations: false,
})
