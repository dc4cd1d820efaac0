import { ageColumn, column, NONE, nameColumn } from '../columns'
import { defineResource } from '../resource'
import { filled, replaced } from '../sharing'
import { type HorizontalPodAutoscaler, type MetricSpec, type ScalingRules, schema } from './schema'
import { fromV1, toV1 } from './v1'
import { validateAutoscaler } from './validate'

export type { HorizontalPodAutoscaler } from './schema'

const EMPTY = { desiredReplicas: 0 } as const

const CPU: MetricSpec = {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
}

const UP: ScalingRules = {
  policies: [
    { periodSeconds: 15, type: 'Pods', value: 4 },
    { periodSeconds: 15, type: 'Percent', value: 100 },
  ],
  selectPolicy: 'Max',
  stabilizationWindowSeconds: 0,
}
const DOWN: ScalingRules = {
  policies: [{ periodSeconds: 15, type: 'Percent', value: 100 }],
  selectPolicy: 'Max',
}

function defaultAutoscaler(autoscaler: HorizontalPodAutoscaler): HorizontalPodAutoscaler {
  const { spec } = autoscaler
  const { behavior, metrics = [] } = spec
  const parts = replaced(spec, {
    ...(behavior && {
      behavior: replaced(behavior, {
        scaleDown: filled(behavior.scaleDown ?? DOWN, DOWN),
        scaleUp: filled(behavior.scaleUp ?? UP, UP),
      }),
    }),
    ...(metrics.length === 0 && { metrics: [CPU] }),
  })
  return replaced(autoscaler, {
    spec: filled(parts, { minReplicas: 1 }),
    status: autoscaler.status ?? EMPTY,
  })
}

const MOST_SHOWN = 2

function targetsText({ spec, status }: HorizontalPodAutoscaler): string {
  const texts = (spec.metrics ?? []).map((metric, index) => {
    const now = status.currentMetrics?.[index]
    return targetText(metric, now?.resource?.current)
  })
  if (texts.length === 0) return NONE
  const shown = texts.slice(0, MOST_SHOWN).join(', ')
  return texts.length > MOST_SHOWN ? `${shown} + ${texts.length - MOST_SHOWN} more...` : shown
}

interface Measured {
  readonly averageUtilization?: number
  readonly averageValue?: string
}

function targetText(
  { external, object, pods, resource, type }: MetricSpec,
  now?: Measured,
): string {
  if (resource) {
    const { averageUtilization, averageValue } = resource.target
    if (averageValue !== undefined) {
      return `${resource.name}: ${now?.averageValue ?? '<unknown>'}/${averageValue}`
    }
    const seen = now?.averageUtilization
    const wanted = averageUtilization === undefined ? '<auto>' : `${averageUtilization}%`
    return `${resource.name}: ${seen === undefined ? '<unknown>' : `${seen}%`}/${wanted}`
  }
  const target = (pods ?? object ?? external)?.['target'] as
    | { readonly averageValue?: string; readonly value?: string }
    | undefined
  if (!target) return `<unknown type "${type}">`
  const { averageValue, value } = target
  return averageValue === undefined ? `<unknown>/${value}` : `<unknown>/${averageValue} (avg)`
}

/** Keeps HorizontalPodAutoscalers (autoscaling/v2, and v1 as it was). */
export const horizontalPodAutoscaler = defineResource<HorizontalPodAutoscaler>({
  kind: 'HorizontalPodAutoscaler',
  group: 'autoscaling',
  version: 'v2',
  otherVersion: { version: 'v1', read: fromV1, show: toV1 },
  plural: 'horizontalpodautoscalers',
  shortNames: ['hpa'],
  categories: ['all'],
  namespaced: true,
  subresources: ['status'],
  schema,
  default: defaultAutoscaler,
  prepare: (object, previous) => replaced(object, { status: previous?.status ?? EMPTY }),
  validate: validateAutoscaler,
  columns: [
    nameColumn,
    column('Reference', ({ spec }) => `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`),
    column('Targets', targetsText),
    column('MinPods', ({ spec }) => String(spec.minReplicas)),
    column('MaxPods', ({ spec }) => spec.maxReplicas),
    column('Replicas', ({ status }) => status.currentReplicas ?? 0),
    ageColumn,
  ],
  indexes: {},
  countsGenerations: false,
})
