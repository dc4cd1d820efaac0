import { describe, expect, it } from 'vitest'
import { seconds } from '../sim'
import { podAutoscaler } from './pod-autoscaler'
import { runnerOf } from './runner'
import { aWhile, deploymentNamed, type Scene, scene } from './testing'

const NO_CPU =
  'failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch ' +
  'metrics from resource metrics API: the server could not find the requested resource ' +
  '(get pods.metrics.k8s.io)'

function staged(replicas: number | undefined, bounds: object = {}): Scene {
  const stage = scene(runnerOf(podAutoscaler))
  if (replicas !== undefined) stage.create(deploymentNamed('web', { replicas }))
  stage.create({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'hpa' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      minReplicas: 2,
      maxReplicas: 5,
      ...bounds,
    },
  })
  stage.pass(aWhile)
  expect(stage.events('hpa')).toEqual([])
  stage.pass(seconds(15))
  return stage
}

const conditions = (stage: Scene) =>
  stage
    .get('HorizontalPodAutoscaler', 'hpa')
    .status.conditions?.map(({ type, status, reason, message }) => [type, status, reason, message])

describe('an autoscaler without metrics', () => {
  it('says that it has none, every fifteen seconds', () => {
    const stage = staged(3)
    expect(conditions(stage)).toEqual([
      [
        'AbleToScale',
        'True',
        'SucceededGetScale',
        "the HPA controller was able to get the target's current scale",
      ],
      [
        'ScalingActive',
        'False',
        'FailedGetResourceMetric',
        `the HPA was unable to compute the replica count: ${NO_CPU}`,
      ],
    ])
    expect(stage.events('hpa')).toEqual([
      `Warning FailedGetResourceMetric ${NO_CPU}`,
      'Warning FailedComputeMetricsReplicas invalid metrics (1 invalid out of 1), first error ' +
        `is: failed to get cpu resource metric value: ${NO_CPU}`,
    ])
    stage.pass(seconds(15))
    const [event] = stage.list('Event').filter(({ reason }) => reason === 'FailedGetResourceMetric')
    expect(event?.count).toBe(2)
  })

  it.each([
    [1, 2, 'below Spec.MinReplicas'],
    [9, 5, 'above Spec.MaxReplicas'],
  ])('takes a workload of %d to %d', (before, after, why) => {
    const stage = staged(before)
    expect(stage.get('Deployment', 'web').spec.replicas).toBe(after)
    expect(stage.events('hpa')[0]).toBe(
      `Normal SuccessfulRescale New size: ${after}; reason: Current number of replicas ${why}`,
    )
  })

  it('leaves a workload alone that somebody has taken to nothing', () => {
    const stage = staged(0)
    expect(stage.get('Deployment', 'web').spec.replicas).toBe(0)
    expect(conditions(stage)?.at(-1)?.[2]).toBe('ScalingDisabled')
  })

  it('says when there is nothing to scale', () => {
    const stage = staged(undefined)
    expect(stage.events('hpa')).toEqual(['Warning FailedGetScale deployments.apps "web" not found'])
    expect(conditions(stage)).toEqual([
      [
        'AbleToScale',
        'False',
        'FailedGetScale',
        "the HPA controller was unable to get the target's current scale: " +
          'deployments.apps "web" not found',
      ],
    ])
  })
})
