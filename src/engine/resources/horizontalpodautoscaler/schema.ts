import { labelSelector } from '../../api/meta-schema'
import {
  always,
  defaulted,
  given,
  type Infer,
  int32,
  int64,
  list,
  object,
  optional,
  pointer,
  quantity,
  string,
  time,
} from '../../api/schema'
import { byType, conditionFields } from '../condition'
import type { ObjectFrom } from '../resource'

const autoscaling = { group: 'autoscaling' } as const

const reference = object(
  'CrossVersionObjectReference',
  { apiVersion: optional(string), kind: given(string), name: given(string) },
  { ...autoscaling, atomic: true },
)

const identifier = object(
  'MetricIdentifier',
  { name: given(string), selector: pointer(labelSelector) },
  autoscaling,
)

const amounts = {
  averageUtilization: pointer(int32),
  averageValue: pointer(quantity),
  value: pointer(quantity),
} as const

const target = object('MetricTarget', { ...amounts, type: given(string) }, autoscaling)
const current = object('MetricValueStatus', amounts, autoscaling)

// What is wanted of a metric, or what it is: each source says so in the same fields.
const sources = <Measured extends typeof target | typeof current>(
  suffix: 'Source' | 'Status',
  field: 'target' | 'current',
  measured: Measured,
) => {
  const value = { [field]: given(measured) }
  const made = <Fields extends Parameters<typeof object>[1]>(name: string, fields: Fields) =>
    pointer(object(`${name}Metric${suffix}`, { ...fields, ...value }, autoscaling))
  return {
    containerResource: made('ContainerResource', { container: given(string), name: given(string) }),
    external: made('External', { metric: given(identifier) }),
    object: made('Object', { describedObject: given(reference), metric: given(identifier) }),
    pods: made('Pods', { metric: given(identifier) }),
  }
}

const metricSpec = object(
  'MetricSpec',
  {
    ...sources('Source', 'target', target),
    resource: pointer(
      object('ResourceMetricSource', { name: given(string), target: given(target) }, autoscaling),
    ),
    type: given(string),
  },
  autoscaling,
)

/** What is measured, and what it is to be. */
export type MetricSpec = Infer<typeof metricSpec>

const metricStatus = object(
  'MetricStatus',
  {
    ...sources('Status', 'current', current),
    resource: pointer(
      object('ResourceMetricStatus', { current: given(current), name: given(string) }, autoscaling),
    ),
    type: given(string),
  },
  autoscaling,
)

const rules = object(
  'HPAScalingRules',
  {
    policies: optional(
      list(
        object(
          'HPAScalingPolicy',
          { periodSeconds: given(int32), type: given(string), value: given(int32) },
          autoscaling,
        ),
      ),
    ),
    selectPolicy: pointer(string),
    stabilizationWindowSeconds: pointer(int32),
    tolerance: pointer(quantity),
  },
  autoscaling,
)

/** How fast a workload may grow or shrink. */
export type ScalingRules = Infer<typeof rules>

const fields = {
  spec: always(
    object(
      'HorizontalPodAutoscalerSpec',
      {
        behavior: pointer(
          object(
            'HorizontalPodAutoscalerBehavior',
            { scaleDown: pointer(rules), scaleUp: pointer(rules) },
            autoscaling,
          ),
        ),
        maxReplicas: given(int32),
        metrics: optional(list(metricSpec)),
        minReplicas: defaulted(int32),
        scaleTargetRef: given(reference),
      },
      autoscaling,
    ),
  ),
  status: always(
    object(
      'HorizontalPodAutoscalerStatus',
      {
        conditions: optional(
          list(
            object(
              'HorizontalPodAutoscalerCondition',
              { lastTransitionTime: optional(time), ...conditionFields },
              autoscaling,
            ),
            byType,
          ),
        ),
        currentMetrics: optional(list(metricStatus)),
        currentReplicas: optional(int32),
        desiredReplicas: given(int32),
        lastScaleTime: optional(time),
        observedGeneration: pointer(int64),
      },
      autoscaling,
    ),
  ),
} as const

/** The shape of a HorizontalPodAutoscaler. */
export const schema = object('HorizontalPodAutoscaler', fields, autoscaling)

/** Sets how many Pods a workload has, by what they use. */
export type HorizontalPodAutoscaler = ObjectFrom<'HorizontalPodAutoscaler', typeof fields>
