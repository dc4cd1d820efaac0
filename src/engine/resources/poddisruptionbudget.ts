import { type FieldError, invalid, notSupported } from '../api/field-error'
import { condition, labelSelector } from '../api/meta-schema'
import {
  always,
  given,
  int32,
  int64,
  intOrString,
  list,
  map,
  object,
  optional,
  pointer,
  string,
  time,
} from '../api/schema'
import { checkLabelSelector } from './checks'
import { ageColumn, column, nameColumn } from './columns'
import { byType } from './condition'
import { checkCount, checkWhole } from './counts'
import { checkMetadata, dotted } from './metadata'
import { defineResource, type ObjectFrom } from './resource'
import { filled, replaced } from './sharing'

const group = { group: 'policy' } as const

const schema = object(
  'PodDisruptionBudget',
  {
    spec: always(
      object(
        'PodDisruptionBudgetSpec',
        {
          maxUnavailable: pointer(intOrString),
          minAvailable: pointer(intOrString),
          selector: pointer(labelSelector),
          unhealthyPodEvictionPolicy: pointer(string),
        },
        group,
      ),
    ),
    status: always(
      object(
        'PodDisruptionBudgetStatus',
        {
          conditions: optional(list(condition, byType)),
          currentHealthy: given(int32),
          desiredHealthy: given(int32),
          disruptedPods: optional(map(time)),
          disruptionsAllowed: given(int32),
          expectedPods: given(int32),
          observedGeneration: optional(int64),
        },
        group,
      ),
    ),
  },
  group,
)

/** How many of its Pods a workload can spare at once. */
export type PodDisruptionBudget = ObjectFrom<'PodDisruptionBudget', typeof schema.fields>

const EMPTY = {
  currentHealthy: 0,
  desiredHealthy: 0,
  disruptionsAllowed: 0,
  expectedPods: 0,
} as const

const EVICTION_POLICIES: readonly string[] = ['AlwaysAllow', 'IfHealthyBudget']

function validateBudget(
  { metadata, spec }: PodDisruptionBudget,
  previous?: PodDisruptionBudget,
): readonly FieldError[] {
  const report: FieldError[] = []
  checkMetadata(report, metadata, dotted, previous?.metadata)
  if (spec === previous?.spec) return report
  const { maxUnavailable, minAvailable, unhealthyPodEvictionPolicy: policy } = spec
  if (maxUnavailable !== undefined && minAvailable !== undefined) {
    const shown = { MinAvailable: minAvailable, Selector: spec.selector ?? null }
    const detail = 'minAvailable and maxUnavailable cannot be both set'
    report.push(invalid('spec', { ...shown, MaxUnavailable: maxUnavailable }, detail))
  }
  for (const name of ['minAvailable', 'maxUnavailable'] as const) {
    const value = spec[name]
    if (value === undefined) continue
    checkCount(report, `spec.${name}`, value)
    checkWhole(report, `spec.${name}`, value)
  }
  checkLabelSelector(report, 'spec.selector', spec.selector)
  if (policy !== undefined && !EVICTION_POLICIES.includes(policy)) {
    report.push(notSupported('spec.unhealthyPodEvictionPolicy', policy, EVICTION_POLICIES))
  }
  return report
}

/** Keeps PodDisruptionBudgets (policy/v1). */
export const podDisruptionBudget = defineResource<PodDisruptionBudget>({
  kind: 'PodDisruptionBudget',
  group: 'policy',
  version: 'v1',
  plural: 'poddisruptionbudgets',
  shortNames: ['pdb'],
  categories: [],
  namespaced: true,
  subresources: ['status'],
  needsVersion: true,
  schema,
  default: (object) => filled(object, { status: EMPTY }),
  prepare: (object, previous) => replaced(object, { status: previous?.status ?? EMPTY }),
  validate: validateBudget,
  columns: [
    nameColumn,
    column('Min Available', ({ spec }) => String(spec.minAvailable ?? 'N/A')),
    column('Max Unavailable', ({ spec }) => String(spec.maxUnavailable ?? 'N/A')),
    column('Allowed Disruptions', ({ status }) => status.disruptionsAllowed, 'integer'),
    ageColumn,
  ],
  indexes: {},
  countsGenerations: true,
})
