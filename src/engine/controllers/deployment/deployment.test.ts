import { describe, expect, it } from 'vitest'
import { minutes, seconds } from '../../sim'
import { replicaSet } from '../replicaset/replicaset'
import { runnerOf } from '../runner'
import { aWhile, deploymentNamed, type Scene, scene } from '../testing'
import { deployment } from './deployment'

function settled(spec: object = {}): Scene {
  const stage = scene(runnerOf(deployment), runnerOf(replicaSet))
  stage.create(deploymentNamed('web', spec))
  stage.pass(aWhile)
  return stage
}

const withImage = (image: string) => (object: { readonly spec: object }) => ({
  ...object,
  spec: { ...object.spec, template: deploymentNamed('web', {}, image).spec.template },
})

/** Lets kubelets start what is new, again and again, until nothing changes. */
function rollOut(stage: Scene): void {
  for (let round = 0; round < 12; round++) {
    stage.start()
    stage.pass(aWhile)
  }
}

const sizes = (stage: Scene): readonly number[] =>
  stage
    .list('ReplicaSet')
    .map(({ spec }) => spec.replicas)
    .toSorted()

const progressing = (stage: Scene) =>
  stage.get('Deployment', 'web').status.conditions?.find(({ type }) => type === 'Progressing')

describe('a new Deployment', () => {
  const stage = settled({ replicas: 3 })

  it('has one ReplicaSet, named and labelled by the hash of its template', () => {
    const [set] = stage.list('ReplicaSet')
    const hash = set?.metadata.labels?.['pod-template-hash'] ?? ''
    expect(hash).toMatch(/^[456789bcdf]{8,10}$/)
    expect(set?.metadata.name).toBe(`web-${hash}`)
    expect(set?.spec.selector.matchLabels).toEqual({ app: 'web', 'pod-template-hash': hash })
    expect(set?.spec.template.metadata.labels).toEqual({ app: 'web', 'pod-template-hash': hash })
    expect(set?.metadata.annotations).toEqual({
      'deployment.kubernetes.io/revision': '1',
      'deployment.kubernetes.io/desired-replicas': '3',
      'deployment.kubernetes.io/max-replicas': '4',
    })
  })

  it('tells that the ReplicaSet was scaled up from 0, and waits for Pods', () => {
    const name = stage.list('ReplicaSet')[0]?.metadata.name
    expect(stage.events('web')).toEqual([
      `Normal ScalingReplicaSet Scaled up replica set ${name} from 0 to 3`,
    ])
    expect(stage.list('Pod')).toHaveLength(3)
    expect(stage.get('Deployment', 'web').status.conditions).toMatchObject([
      {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      },
      {
        type: 'Progressing',
        status: 'True',
        reason: 'ReplicaSetUpdated',
        message: `ReplicaSet "${name}" is progressing.`,
      },
    ])
  })

  it('is available and complete once its Pods are Ready', () => {
    rollOut(stage)
    const { status, metadata } = stage.get('Deployment', 'web')
    expect(metadata.annotations).toEqual({ 'deployment.kubernetes.io/revision': '1' })
    expect(status).toMatchObject({
      observedGeneration: 1,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
    })
    expect(status.conditions).toMatchObject(
      [
        { message: 'Deployment has minimum availability.' },
        {
          reason: 'NewReplicaSetAvailable',
          message: /^ReplicaSet "web-.+" has successfully progressed\.$/,
        },
      ].map((each) => ({ ...each, message: expect.stringMatching(each.message) })),
    )
    expect(status.unavailableReplicas).toBeUndefined()
  })
})

describe('a rolling update', () => {
  it('never has more Pods than the surge allows, nor fewer available than it must', () => {
    const stage = settled({ replicas: 10 })
    rollOut(stage)
    stage.change('Deployment', 'web', withImage('nginx:1.28'))
    for (let round = 0; round < 40; round++) {
      stage.pass(aWhile)
      const { status } = stage.get('Deployment', 'web')
      expect(status.replicas).toBeLessThanOrEqual(13)
      expect(status.availableReplicas).toBeGreaterThanOrEqual(8)
      const [unready] = stage.list('Pod').filter((pod) => pod.status.phase === 'Pending')
      if (unready) stage.start([unready])
    }
    expect(sizes(stage)).toEqual([0, 10])
    expect(stage.get('Deployment', 'web').status).toMatchObject({
      updatedReplicas: 10,
      replicas: 10,
    })
    expect(stage.events('web').slice(1, 4)).toEqual([
      expect.stringMatching(/^Normal ScalingReplicaSet Scaled up replica set web-\w+ from 0 to 3$/),
      expect.stringMatching(
        /^Normal ScalingReplicaSet Scaled down replica set web-\w+ from 10 to 8$/,
      ),
      expect.stringMatching(/^Normal ScalingReplicaSet Scaled up replica set web-\w+ from 3 to 5$/),
    ])
  })

  it('gives up Pods that never became Ready before those that serve', () => {
    const stage = settled({ replicas: 4 })
    rollOut(stage)
    stage.change('Deployment', 'web', withImage('nginx:9.99'))
    stage.pass(aWhile)
    stage.change('Deployment', 'web', withImage('nginx:1.29'))
    stage.pass(aWhile)
    const broken = stage
      .list('ReplicaSet')
      .find(({ spec }) => spec.template.spec.containers[0]?.image === 'nginx:9.99')
    expect(broken?.spec.replicas).toBe(0)
    expect(stage.get('Deployment', 'web').status.availableReplicas).toBe(3)
  })

  it('brings an earlier template back as a new revision of its old ReplicaSet', () => {
    const stage = settled()
    rollOut(stage)
    const first = stage.list('ReplicaSet')[0]?.metadata.name
    stage.change('Deployment', 'web', withImage('nginx:1.28'))
    rollOut(stage)
    stage.change('Deployment', 'web', withImage('nginx:1.27'))
    rollOut(stage)
    const set = stage.get('ReplicaSet', first ?? '')
    expect(set.spec.replicas).toBe(1)
    expect(set.metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '3',
      'deployment.kubernetes.io/revision-history': '1',
    })
    expect(stage.get('Deployment', 'web').metadata.annotations).toEqual({
      'deployment.kubernetes.io/revision': '3',
    })
  })

  it('times out when nothing gets on for as long as the deadline allows', () => {
    const stage = settled({ progressDeadlineSeconds: 60 })
    stage.pass(seconds(55))
    expect(progressing(stage)?.reason).toBe('ReplicaSetUpdated')
    stage.pass(seconds(10))
    const name = stage.list('ReplicaSet')[0]?.metadata.name
    expect(progressing(stage)).toMatchObject({
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: `ReplicaSet "${name}" has timed out progressing.`,
    })
    rollOut(stage)
    expect(progressing(stage)).toMatchObject({ status: 'True', reason: 'NewReplicaSetAvailable' })
  })

  it('keeps no more old ReplicaSets than revisionHistoryLimit', () => {
    const stage = settled({ revisionHistoryLimit: 1 })
    rollOut(stage)
    for (const image of ['nginx:1.28', 'nginx:1.29', 'nginx:1.30']) {
      stage.change('Deployment', 'web', withImage(image))
      rollOut(stage)
    }
    expect(sizes(stage)).toEqual([0, 1])
  })
})

describe('maxSurge and maxUnavailable', () => {
  it.each([
    [1, 2, 1],
    [2, 3, 2],
    [3, 4, 3],
    [4, 5, 3],
    [5, 7, 4],
    [8, 10, 6],
    [10, 13, 8],
  ])('of 25 %% with %i replicas allow %i Pods and demand %i', (replicas, most, least) => {
    const stage = settled({ replicas })
    rollOut(stage)
    stage.change('Deployment', 'web', withImage('nginx:1.28'))
    stage.pass(aWhile)
    const { status } = stage.get('Deployment', 'web')
    const wanted = stage.list('ReplicaSet').reduce((sum, { spec }) => sum + spec.replicas, 0)
    // What the old set gives up at once, the new one gets.
    expect(wanted).toBe(most)
    expect(status.availableReplicas).toBe(least)
  })
})

describe('Recreate', () => {
  it('creates nothing new before the last old Pod is gone', () => {
    const stage = settled({ replicas: 2, strategy: { type: 'Recreate' } })
    for (const pod of stage.list('Pod')) {
      stage.act({ verb: 'bind', pod: { namespace: 'default', name: pod.metadata.name }, node: 'n' })
    }
    rollOut(stage)
    stage.change('Deployment', 'web', withImage('nginx:1.28'))
    stage.pass(aWhile)
    expect(sizes(stage)).toEqual([0])
    expect(stage.list('Pod').map(({ metadata }) => metadata.deletionTimestamp)).not.toContain(
      undefined,
    )
    for (const { metadata } of stage.list('Pod')) {
      const key = { namespace: 'default', name: metadata.name }
      stage.act({ verb: 'delete', kind: 'Pod', key, gracePeriodSeconds: 0 })
    }
    stage.pass(aWhile)
    expect(sizes(stage)).toEqual([0, 2])
  })
})

describe('scaling', () => {
  it('takes effect at once, and tells from how many to how many', () => {
    const stage = settled({ replicas: 3 })
    rollOut(stage)
    stage.change('Deployment', 'web', (web) => ({ ...web, spec: { ...web.spec, replicas: 1 } }))
    stage.pass(aWhile)
    expect(stage.events('web').at(-1)).toMatch(
      /^Normal ScalingReplicaSet Scaled down .+ from 3 to 1$/,
    )
    expect(stage.list('Pod')).toHaveLength(1)
  })

  it('is shared out over the sets of a rollout under way, leftovers to the largest', () => {
    const stage = settled({
      replicas: 10,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 3, maxUnavailable: 2 } },
    })
    rollOut(stage)
    stage.change('Deployment', 'web', withImage('nginx:1.28'))
    stage.pass(aWhile)
    expect(sizes(stage)).toEqual([5, 8])
    stage.change('Deployment', 'web', (web) => ({ ...web, spec: { ...web.spec, replicas: 15 } }))
    stage.pass(seconds(0.02))
    expect(sizes(stage)).toEqual([11, 7].toSorted())
  })
})

describe('a paused Deployment', () => {
  it('does not roll out, but scales; resumed, it goes on', () => {
    const stage = settled({ replicas: 2 })
    rollOut(stage)
    stage.change('Deployment', 'web', (web) => ({ ...web, spec: { ...web.spec, paused: true } }))
    stage.change('Deployment', 'web', withImage('nginx:1.28'))
    stage.change('Deployment', 'web', (web) => ({
      ...web,
      spec: { ...web.spec, paused: true, replicas: 3 },
    }))
    stage.pass(aWhile)
    expect(sizes(stage)).toEqual([3])
    expect(progressing(stage)).toMatchObject({
      status: 'Unknown',
      reason: 'DeploymentPaused',
      message: 'Deployment is paused',
    })
    stage.change('Deployment', 'web', (web) => ({ ...web, spec: { ...web.spec, paused: false } }))
    rollOut(stage)
    expect(sizes(stage)).toEqual([0, 3])
    expect(progressing(stage)?.reason).toBe('NewReplicaSetAvailable')
  })
})

describe('an unchanged Deployment', () => {
  it('is left in peace', () => {
    const stage = settled({ replicas: 2 })
    rollOut(stage)
    const { revision } = stage.reader
    stage.pass(minutes(60))
    expect(stage.reader.revision).toBe(revision)
  })
})
