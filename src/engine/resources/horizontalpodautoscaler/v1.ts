import type { KubeObject } from '../../api/object'
import type { HorizontalPodAutoscaler, MetricSpec } from './schema'

type Json = Readonly<Record<string, unknown>>

const PERCENT = 'targetCPUUtilizationPercentage'

/** The one metric that version 1 knows. */
const cpu = (averageUtilization: unknown): Json => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } },
})

/** A body of version 1, an object or a merge patch, as one of version 2. */
export function fromV1(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body
  const { apiVersion, spec, status, ...rest } = body as Json
  const version = apiVersion === undefined ? {} : { apiVersion: 'autoscaling/v2' }
  // What is measured now is the server's to say.
  const { currentCPUUtilizationPercentage: _, ...kept } = (status ?? {}) as Json
  return {
    ...version,
    ...rest,
    ...(spec === undefined ? {} : { spec: specFromV1(spec) }),
    ...(status === undefined ? {} : { status: { desiredReplicas: 0, ...kept } }),
  }
}

function specFromV1(spec: unknown): unknown {
  if (typeof spec !== 'object' || spec === null) return spec
  const { [PERCENT]: percent, ...rest } = spec as Json
  return percent === undefined ? rest : { ...rest, metrics: [cpu(percent)] }
}

/** An object as version 1 shows it: the target of the CPU is a field, what else there is is not. */
export function toV1(object: KubeObject): KubeObject {
  const { spec, status, ...rest } = object as HorizontalPodAutoscaler
  const { behavior: _, metrics = [], ...kept } = spec
  const { conditions: __, currentMetrics: ___, ...seen } = status
  const percent = metrics.flatMap(percentOf)[0]
  return {
    ...rest,
    apiVersion: 'autoscaling/v1',
    spec: { ...kept, ...(percent === undefined ? {} : { [PERCENT]: percent }) },
    status: { currentReplicas: 0, ...seen },
  } as KubeObject
}

const percentOf = ({ resource }: MetricSpec): readonly number[] => {
  const percent = resource?.name === 'cpu' ? resource.target.averageUtilization : undefined
  return percent === undefined ? [] : [percent]
}
