import { type FieldError, required } from '../api/field-error'
import { controllerOf } from '../api/object'
import {
  always,
  defaulted,
  given,
  int32,
  int64,
  list,
  map,
  object,
  optional,
  pointer,
  string,
  time,
} from '../api/schema'
import { checkNotNegative } from './checks'
import { ageColumn, column, containerColumns, nameColumn, selectorText, wide } from './columns'
import { byType, conditionFields } from './condition'
import { checkMetadata, dotted } from './metadata'
import { defaultTemplate } from './pod/default'
import { podTemplate } from './pod/spec'
import { checkPodTemplate, checkReplicas, checkRestarted, mismatch } from './pod-template'
import { defineResource, type ObjectFrom } from './resource'
import { filled, replaced } from './sharing'

const schema = object('ReplicationController', {
  spec: always(
    object('ReplicationControllerSpec', {
      minReadySeconds: optional(int32),
      replicas: defaulted(int32),
      selector: optional(map(string, { atomic: true })),
      template: pointer(podTemplate),
    }),
  ),
  status: always(
    object('ReplicationControllerStatus', {
      availableReplicas: optional(int32),
      conditions: optional(
        list(
          object('ReplicationControllerCondition', {
            lastTransitionTime: optional(time),
            ...conditionFields,
          }),
          byType,
        ),
      ),
      fullyLabeledReplicas: optional(int32),
      observedGeneration: optional(int64),
      readyReplicas: optional(int32),
      replicas: given(int32),
    }),
  ),
})

/** So many Pods like one template: what there was before ReplicaSets. */
export type ReplicationController = ObjectFrom<'ReplicationController', typeof schema.fields>

// What it chooses by, and what it is found by itself, are its template's labels unless it says so.
function defaultController(object: ReplicationController): ReplicationController {
  const { metadata, spec } = object
  const template = spec.template && defaultTemplate(spec.template)
  const labels = template?.metadata.labels
  const hasOwn = Object.keys(spec.selector ?? {}).length > 0
  const complete = filled(
    replaced(spec, {
      ...(template && { template }),
      ...(!hasOwn && labels && { selector: labels }),
    }),
    { replicas: 1 },
  )
  const isNamed = Object.keys(metadata.labels ?? {}).length > 0 || !labels
  return filled(
    replaced(object, {
      spec: complete,
      ...(isNamed ? {} : { metadata: { ...metadata, labels } }),
    }),
    { status: { replicas: 0 } },
  )
}

function validateController(
  { metadata, spec }: ReplicationController,
  previous?: ReplicationController,
): readonly FieldError[] {
  const report: FieldError[] = []
  checkMetadata(report, metadata, dotted, previous?.metadata)
  if (spec === previous?.spec) return report
  const { minReadySeconds, replicas, selector = {}, template } = spec
  checkNotNegative(report, 'spec.minReadySeconds', minReadySeconds)
  const wanted = Object.entries(selector)
  if (wanted.length === 0) report.push(required('spec.selector'))
  checkReplicas(report, replicas)
  if (!template) {
    report.push(required('spec.template'))
    return report
  }
  const { labels = {} } = template.metadata
  if (wanted.some(([key, value]) => labels[key] !== value)) report.push(mismatch(template))
  checkPodTemplate(report, 'spec.template', template)
  checkRestarted(report, template, 'ReplicationController')
  return report
}

/** Keeps ReplicationControllers (core/v1). */
export const replicationController = defineResource<ReplicationController>({
  kind: 'ReplicationController',
  group: '',
  version: 'v1',
  plural: 'replicationcontrollers',
  shortNames: ['rc'],
  categories: ['all'],
  namespaced: true,
  subresources: ['status', 'scale'],
  schema,
  default: defaultController,
  prepare: (object, previous) => replaced(object, { status: previous?.status ?? { replicas: 0 } }),
  validate: validateController,
  columns: [
    nameColumn,
    column('Desired', ({ spec }) => spec.replicas, 'integer'),
    column('Current', ({ status }) => status.replicas, 'integer'),
    column('Ready', ({ status }) => status.readyReplicas ?? 0, 'integer'),
    ageColumn,
    ...containerColumns<ReplicationController>(({ spec }) => spec.template?.spec.containers ?? []),
    wide('Selector', ({ spec }) => selectorText({ matchLabels: spec.selector ?? {} })),
  ],
  fieldSelectors: { 'status.replicas': ({ status }) => `${status.replicas}` },
  indexes: { owner: (object) => controllerOf(object)?.uid },
  countsGenerations: true,
})
