import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../api/object'
import { resourceOf } from '../resources'
import {
  changesAfter,
  compacted,
  countIndexed,
  emptyStore,
  everything,
  find,
  indexed,
  listed,
  named,
  put,
  remove,
  type Store,
} from './store'

const pods = resourceOf('Pod')

const pod = (name: string, node?: string, namespace = 'default') =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, uid: name, labels: { app: name.charAt(0) } },
    spec: node === undefined ? {} : { nodeName: node },
    status: {},
  }) as unknown as KubeObject

const holding = (...objects: readonly KubeObject[]): Store =>
  objects.reduce((store, object) => put(store, pods, object).store, emptyStore)

const names = (objects: readonly KubeObject[]) => objects.map(({ metadata }) => metadata.name)

describe('the store', () => {
  const store = holding(pod('b', 'n1'), pod('a', 'n2'), pod('c', 'n1', 'other'), pod('ab', 'n1'))

  it('lists by namespace and name', () => {
    expect(names(listed(store, 'pods'))).toEqual(['a', 'ab', 'b', 'c'])
    expect(names(listed(store, 'pods', 'default'))).toEqual(['a', 'ab', 'b'])
    expect(names(named(store, 'pods', 'default', 'a'))).toEqual(['a', 'ab'])
    expect(names(listed(store, 'pods', 'empty'))).toEqual([])
    expect([...everything(store)].map(([key]) => key)).toEqual([
      'pods/default/a',
      'pods/default/ab',
      'pods/default/b',
      'pods/other/c',
    ])
  })

  it('finds by index, across namespaces, and counts without looking', () => {
    expect(names(indexed(store, 'pods', 'node', 'n1'))).toEqual(['ab', 'b', 'c'])
    expect(countIndexed(store, 'pods', 'node', 'n1')).toBe(3)
    expect(names(indexed(store, 'pods', 'label', 'default/app=a'))).toEqual(['a', 'ab'])
  })

  it('follows an object whose indexed value changes, and forgets one that goes', () => {
    const moved = put(store, pods, pod('b', 'n2')).store
    expect(names(indexed(moved, 'pods', 'node', 'n2'))).toEqual(['a', 'b'])
    expect(names(indexed(moved, 'pods', 'node', 'n1'))).toEqual(['ab', 'c'])
    const gone = remove(moved, pods, pod('b', 'n2')).store
    expect(names(indexed(gone, 'pods', 'node', 'n2'))).toEqual(['a'])
    expect(find(gone, 'pods', 'default', 'b')).toBeUndefined()
    expect([store.size, moved.size, gone.size]).toEqual([4, 4, 3])
  })

  it('gives the place of what is gone to what comes next, and old versions stay whole', () => {
    const gone = remove(store, pods, pod('a', 'n2')).store
    const next = put(gone, pods, pod('z', 'n3')).store
    expect(next.objects.length).toBe(store.objects.length)
    expect(names(listed(next, 'pods', 'default'))).toEqual(['ab', 'b', 'z'])
    expect(names(listed(store, 'pods', 'default'))).toEqual(['a', 'ab', 'b'])
    expect(find(store, 'pods', 'default', 'a')?.metadata.resourceVersion).toBe('2')
    expect(find(next, 'pods', 'default', 'z')?.metadata.resourceVersion).toBe('6')
  })

  it('remembers what was written, until it is to forget', () => {
    const written = put(store, pods, pod('b', 'n2')).store
    const since = (of: Store, revision: number) =>
      changesAfter(of, revision)?.map(({ type, object }) => `${type} ${object.metadata.name}`)
    expect(since(written, 3)).toEqual(['ADDED ab', 'MODIFIED b'])
    expect(since(written, 5)).toEqual([])
    expect(since(written, 6)).toBeUndefined()
    const short = compacted(written, 4)
    expect(since(short, 4)).toEqual(['MODIFIED b'])
    expect(since(short, 3)).toBeUndefined()
  })
})
