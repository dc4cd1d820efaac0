import { describe, expect, it } from 'vitest'
import type { Kind } from '../resources'
import { garbageCollector } from './garbage-collector'
import { runnerOf } from './runner'
import { aWhile, type Scene, scene } from './testing'

const configMap = (name: string, metadata: object = {}) => ({
  kind: 'ConfigMap',
  metadata: { name, ...metadata },
})

/** An owner, and a dependant of it. */
function staged(finalizers: readonly string[] = []): Scene {
  const stage = scene(runnerOf(garbageCollector))
  stage.create(configMap('owner', { finalizers }))
  stage.create(configMap('child', { ownerReferences: [reference(stage, 'owner')] }))
  stage.pass(aWhile)
  return stage
}

const reference = (stage: Scene, name: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  name,
  uid: stage.get('ConfigMap', name).metadata.uid,
  blockOwnerDeletion: true,
})

const names = (stage: Scene, kind: Kind = 'ConfigMap'): readonly string[] =>
  stage.list(kind, 'default').map(({ metadata }) => metadata.name)

const removed = (stage: Scene): Scene => {
  stage.remove('ConfigMap', 'owner')
  stage.pass(aWhile)
  return stage
}

describe('the garbage collector', () => {
  it('deletes what depends on an object that is gone, and what depends on that', () => {
    const stage = staged()
    stage.create(configMap('grandchild', { ownerReferences: [reference(stage, 'child')] }))
    stage.pass(aWhile)
    expect(names(removed(stage))).toEqual([])
  })

  it('deletes what names an owner that never was', () => {
    const stage = staged()
    const owner = { ...reference(stage, 'owner'), uid: '00000000-0000-4000-8000-000000000000' }
    stage.create(configMap('stray', { ownerReferences: [owner] }))
    stage.pass(aWhile)
    expect(names(stage)).toEqual(['child', 'owner'])
  })

  it('spares what another owner still holds, and drops the reference to the other', () => {
    const stage = staged()
    stage.create(configMap('second'))
    const ownerReferences = [reference(stage, 'owner'), reference(stage, 'second')]
    stage.create(configMap('shared', { ownerReferences }))
    stage.pass(aWhile)
    expect(names(removed(stage))).toEqual(['second', 'shared'])
    const left = stage.get('ConfigMap', 'shared').metadata.ownerReferences
    expect(left?.map(({ name }) => name)).toEqual(['second'])
  })

  it('deletes the dependants first when an owner waits for them, and theirs before', () => {
    const stage = staged(['foregroundDeletion'])
    const ownerReferences = [reference(stage, 'child')]
    stage.create(configMap('grandchild', { ownerReferences, finalizers: ['example.com/hold'] }))
    stage.pass(aWhile)
    expect(names(removed(stage))).toEqual(['child', 'grandchild', 'owner'])
    stage.change('ConfigMap', 'grandchild', (object) => ({
      ...object,
      metadata: { ...object.metadata, finalizers: [] },
    }))
    stage.pass(aWhile)
    expect(names(stage)).toEqual([])
  })

  it('lets the dependants go free when an owner asks for that', () => {
    const stage = removed(staged(['orphan']))
    expect(names(stage)).toEqual(['child'])
    expect(stage.get('ConfigMap', 'child').metadata.ownerReferences).toBeUndefined()
  })
})
