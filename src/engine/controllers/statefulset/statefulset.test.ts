import { describe, expect, it } from 'vitest'
import type { Pod } from '../../resources'
import { seconds } from '../../sim'
import { garbageCollector } from '../garbage-collector'
import { runnerOf } from '../runner'
import { aWhile, type Scene, scene } from '../testing'
import { statefulSet } from './statefulset'

const setNamed = (name: string, spec: object = {}, image = 'nginx:1.27') => ({
  kind: 'StatefulSet',
  metadata: { name },
  spec: {
    replicas: 3,
    serviceName: 'peers',
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { terminationGracePeriodSeconds: 0, containers: [{ name: 'c', image }] },
    },
    ...spec,
  },
})

function staged(spec: object = {}): Scene {
  const stage = scene(runnerOf(statefulSet), runnerOf(garbageCollector))
  stage.create(setNamed('db', spec))
  stage.pass(aWhile)
  return stage
}

const names = (stage: Scene): readonly string[] =>
  stage.list('Pod').map(({ metadata }) => metadata.name)

/** Makes what there is Ready, and lets the controller go on, so often. */
function startAll(stage: Scene, times = 6): void {
  for (let time = 0; time < times; time++) {
    stage.start()
    stage.pass(aWhile)
  }
}

const change = (stage: Scene, spec: object): void => {
  stage.change('StatefulSet', 'db', (set) => ({ ...set, spec: { ...set.spec, ...spec } }))
  stage.pass(aWhile)
}

const withImage = (image: string) => setNamed('db', {}, image).spec.template
const imageOf = ({ spec }: Pod): string | undefined => spec.containers[0]?.image
const images = (stage: Scene) => stage.list('Pod').map(imageOf)

describe('a StatefulSet', () => {
  it('makes its Pods one after the other, each when the one before is Ready', () => {
    const stage = staged()
    expect(names(stage)).toEqual(['db-0'])
    startAll(stage, 1)
    expect(names(stage)).toEqual(['db-0', 'db-1'])
    startAll(stage)
    expect(names(stage)).toEqual(['db-0', 'db-1', 'db-2'])
    expect(stage.events('db')).toEqual([
      'Normal SuccessfulCreate create Pod db-0 in StatefulSet db successful',
      'Normal SuccessfulCreate create Pod db-1 in StatefulSet db successful',
      'Normal SuccessfulCreate create Pod db-2 in StatefulSet db successful',
    ])
  })

  it('makes them at once when they may be made in parallel', () => {
    const stage = staged({ podManagementPolicy: 'Parallel' })
    expect(names(stage)).toEqual(['db-0', 'db-1', 'db-2'])
  })

  it('gives each a host name, labels of its own and the name of its revision', () => {
    const stage = staged({ ordinals: { start: 5 } })
    const { metadata, spec } = stage.get('Pod', 'db-5')
    const [revision] = stage.list('ControllerRevision')
    expect(revision?.metadata.name).toMatch(/^db-[456789bcdf]{8,10}$/)
    expect(metadata.labels).toEqual({
      app: 'db',
      'apps.kubernetes.io/pod-index': '5',
      'controller-revision-hash': revision?.metadata.name,
      'statefulset.kubernetes.io/pod-name': 'db-5',
    })
    expect(spec).toMatchObject({ hostname: 'db-5', subdomain: 'peers' })
  })

  it('says how many there are of which revision', () => {
    const stage = staged()
    startAll(stage)
    const { status } = stage.get('StatefulSet', 'db')
    const revision = stage.list('ControllerRevision')[0]?.metadata.name
    expect(status).toEqual({
      availableReplicas: 3,
      collisionCount: 0,
      currentReplicas: 3,
      currentRevision: revision,
      observedGeneration: 1,
      readyReplicas: 3,
      replicas: 3,
      updateRevision: revision,
      updatedReplicas: 3,
    })
  })

  it('takes Pods away from the last on, one at a time', () => {
    const stage = staged()
    startAll(stage)
    change(stage, { replicas: 1 })
    stage.pass(aWhile)
    expect(names(stage)).toEqual(['db-0'])
    expect(stage.events('db').slice(3)).toEqual([
      'Normal SuccessfulDelete delete Pod db-2 in StatefulSet db successful',
      'Normal SuccessfulDelete delete Pod db-1 in StatefulSet db successful',
    ])
  })

  it('makes a Pod that has failed anew, under its name', () => {
    const stage = staged()
    startAll(stage)
    const { uid } = stage.get('Pod', 'db-1').metadata
    stage.changeStatus('Pod', 'db-1', (pod) => ({
      ...pod,
      status: { ...pod.status, phase: 'Failed' },
    }))
    stage.pass(aWhile)
    expect(stage.get('Pod', 'db-1').metadata.uid).not.toBe(uid)
    expect(stage.events('db')).toContain(
      'Warning RecreatingFailedPod StatefulSet default/db is recreating failed Pod db-1',
    )
  })

  it('makes the claims of a Pod before it, and leaves them when the Pod goes', () => {
    const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }
    const stage = staged({ volumeClaimTemplates: [{ metadata: { name: 'data' }, spec }] })
    expect(stage.get('PersistentVolumeClaim', 'data-db-0').metadata.labels).toEqual({ app: 'db' })
    expect(stage.get('Pod', 'db-0').spec.volumes?.[0]).toEqual({
      name: 'data',
      persistentVolumeClaim: { claimName: 'data-db-0' },
    })
    change(stage, { replicas: 0 })
    expect(names(stage)).toEqual([])
    expect(stage.list('PersistentVolumeClaim')).toHaveLength(1)
  })

  it('takes its Pods with it', () => {
    const stage = staged()
    startAll(stage)
    stage.remove('StatefulSet', 'db')
    stage.pass(seconds(5))
    expect(names(stage)).toEqual([])
    expect(stage.list('ControllerRevision')).toEqual([])
  })
})

describe('a rollout of a StatefulSet', () => {
  it('replaces the last first, and waits until it is Ready', () => {
    const stage = staged()
    startAll(stage)
    change(stage, { template: withImage('nginx:1.28') })
    stage.pass(aWhile)
    expect(images(stage)).toEqual(['nginx:1.27', 'nginx:1.27', 'nginx:1.28'])
    startAll(stage)
    expect(images(stage)).toEqual(['nginx:1.28', 'nginx:1.28', 'nginx:1.28'])
    const { status } = stage.get('StatefulSet', 'db')
    expect(status.currentRevision).toBe(status.updateRevision)
    expect(
      stage
        .list('ControllerRevision')
        .map(({ revision }) => revision)
        .sort(),
    ).toEqual([1, 2])
  })

  it('stops at the partition', () => {
    const stage = staged()
    startAll(stage)
    change(stage, {
      template: withImage('nginx:1.28'),
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } },
    })
    startAll(stage)
    expect(images(stage)).toEqual(['nginx:1.27', 'nginx:1.27', 'nginx:1.28'])
    stage.remove('Pod', 'db-0')
    startAll(stage)
    expect(images(stage)).toEqual(['nginx:1.27', 'nginx:1.27', 'nginx:1.28'])
    expect(stage.get('StatefulSet', 'db').status).toMatchObject({
      currentReplicas: 2,
      updatedReplicas: 1,
    })
  })

  it('waits for somebody to delete the Pods, when it is told to', () => {
    const stage = staged({ updateStrategy: { type: 'OnDelete' } })
    startAll(stage)
    change(stage, { template: withImage('nginx:1.28') })
    startAll(stage)
    expect(images(stage)).toEqual(['nginx:1.27', 'nginx:1.27', 'nginx:1.27'])
    stage.remove('Pod', 'db-1')
    startAll(stage)
    expect(images(stage)).toEqual(['nginx:1.27', 'nginx:1.28', 'nginx:1.27'])
  })

  it('goes back to a revision that is known, which is then the latest', () => {
    const stage = staged()
    startAll(stage)
    change(stage, { template: withImage('nginx:1.28') })
    startAll(stage)
    change(stage, { template: withImage('nginx:1.27') })
    startAll(stage)
    expect(
      stage
        .list('ControllerRevision')
        .map(({ revision }) => revision)
        .sort(),
    ).toEqual([2, 3])
  })

  it('keeps no more old revisions than it is told to', () => {
    const stage = staged({ revisionHistoryLimit: 1 })
    for (const tag of ['1.28', '1.29', '1.30']) {
      startAll(stage)
      change(stage, { template: withImage(`nginx:${tag}`) })
    }
    startAll(stage)
    change(stage, { minReadySeconds: 1 })
    expect(
      stage
        .list('ControllerRevision')
        .map(({ revision }) => revision)
        .sort(),
    ).toEqual([3, 4])
  })
})
