import { always, enumeration, list, object, optional, string, time } from '../api/schema'
import { defineResource, type ObjectFrom } from './resource'

const condition = object('NamespaceCondition', {
  lastTransitionTime: optional(time),
  message: optional(string),
  reason: optional(string),
  status: always(enumeration('ConditionStatus', 'True', 'False', 'Unknown')),
  type: always(string),
})

const schema = object('Namespace', {
  spec: always(object('NamespaceSpec', { finalizers: optional(list(string)) })),
  status: always(
    object('NamespaceStatus', {
      conditions: optional(list(condition, { mergeKey: 'type', keys: ['type'] })),
      phase: always(enumeration('NamespacePhase', 'Active', 'Terminating')),
    }),
  ),
})

/** A space of names: a Service selects, and is found by its short name, within one. */
export type Namespace = ObjectFrom<'Namespace', typeof schema.fields>

/** Keeps Namespaces (core/v1). */
export const namespace = defineResource<Namespace>({
  kind: 'Namespace',
  group: '',
  version: 'v1',
  plural: 'namespaces',
  shortNames: ['ns'],
  categories: [],
  namespaced: false,
  subresources: ['status'],
  schema,
  default: (object) => object,
  validate: () => [],
  columns: [],
  indexes: {},
  countsGenerations: false,
})
