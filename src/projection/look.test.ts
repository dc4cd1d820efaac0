import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../engine/api/object'
import { readerOf } from '../engine/apiserver/reader'
import { emptyStore, put, type Store } from '../engine/apiserver/store'
import { type Kind, resourceOf } from '../engine/resources'
import { projectionLimits } from './limits'
import type { Look, WorkloadLook } from './look'
import { Projection } from './projection'
import type { PodSummary, Summary, WorkloadSummary } from './summary'
import { Tally } from './tally'

const replicas = 250
const owner = 'replicaset/default/web'
const page = projectionLimits.podsAPage
const nameOf = (index: number) => `web-${String(index).padStart(3, '0')}`
const idOf = (index: number) => `pod/default/${nameOf(index)}`

const object = (kind: Kind, name: string, rest: object, metadata: object = {}): KubeObject =>
  ({
    apiVersion: 'v1',
    kind,
    metadata: { namespace: 'default', name, uid: `${kind}/${name}`, ...metadata },
    ...rest,
  }) as unknown as KubeObject

const ownerReferences = [
  { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', controller: true },
]

/** One in ten is not ready; each node has fifty. */
function pod(index: number): KubeObject {
  const status = index % 10 === 0 ? 'False' : 'True'
  const spec = { nodeName: `node-${Math.floor(index / 50)}`, containers: [{ name: 'web' }] }
  const containerStatuses = [{ name: 'web', ready: status === 'True', state: { running: {} } }]
  const rest = {
    spec,
    status: {
      ...{ phase: 'Running', podIP: `10.244.1.${index}`, containerStatuses },
      conditions: [{ type: 'Ready', status }],
    },
  }
  return object('Pod', nameOf(index), rest, { ownerReferences, labels: { app: 'web' } })
}

const put1 = (on: Store, each: KubeObject): Store =>
  put(on, resourceOf(each.kind as Kind), each).store
const crowd = [
  object('ReplicaSet', 'web', { spec: { replicas } }),
  ...Array.from({ length: replicas }, (_, index) => pod(index)),
].reduce(put1, emptyStore)

/** A screen that looks at the same cluster in one way after the other. */
function screen() {
  const projection = new Projection()
  const known = new Map<string, Summary>()
  return (look: Look) => {
    const around = { traffic: [], forwards: [], faultOf: () => undefined, look }
    const { changed, gone } = projection.update(readerOf(crowd), new Tally(), around)
    for (const id of gone) known.delete(id)
    for (const each of changed) known.set(each.id, each)
    const pods = [...known.values()].filter((each): each is PodSummary => each.type === 'pod')
    const { grouped } = known.get(owner) as WorkloadSummary
    return { ids: pods.map(({ id }) => id).sort(), page: grouped?.page, projection }
  }
}
const at = (workload: Partial<WorkloadLook> = {}): Look => ({
  pods: [],
  workloads: [{ id: owner, from: 0, ...workload }],
})
const ids = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => idOf(from + index))

describe('a look at Pods that are shown as one', () => {
  it('tells a page of them by name, and where it stands in all', () => {
    const look = screen()
    expect(look({ pods: [], workloads: [] })).toMatchObject({ ids: [], page: undefined })
    expect(look(at())).toMatchObject({
      ids: ids(0, page),
      page: { from: 0, pods: page, matching: replicas },
    })
    expect(look(at({ from: page })).ids).toEqual(ids(page, 2 * page))
    expect(look({ pods: [], workloads: [] })).toMatchObject({ ids: [], page: undefined })
  })
  it('tells the last page when there is none so far on', () => {
    const last = Math.floor((replicas - 1) / page) * page
    expect(screen()(at({ from: 10_000 }))).toMatchObject({
      ids: ids(last, replicas),
      page: { from: last, pods: replicas - last, matching: replicas },
    })
  })
  it('tells those that are looked for: by words of name, node and address, and by state', () => {
    const look = screen()
    expect(look(at({ text: 'NODE-1 web-05' })).ids).toEqual(ids(50, 60))
    expect(look(at({ text: '10.244.1.249' })).ids).toEqual([idOf(249)])
    expect(look(at({ state: 'running' }))).toMatchObject({
      ids: Array.from({ length: 25 }, (_, index) => idOf(index * 10)),
      page: { matching: 25 },
    })
    expect(look(at({ text: 'nowhere' }))).toMatchObject({ ids: [], page: { matching: 0 } })
  })
  it('tells one by itself, whatever it belongs to', () => {
    expect(screen()({ pods: [idOf(77), 'pod/default/gone'], workloads: [] }).ids).toEqual([
      idOf(77),
    ])
  })
})

describe('Pods that are sought', () => {
  it('are found among those shown as one, a few, those whose names begin so first', () => {
    const { projection } = screen()({ pods: [], workloads: [] })
    const sought = (text: string) => projection.found(text).map(({ id }) => id)
    expect(sought('web-123')).toEqual([idOf(123)])
    expect(sought('10.244.1.200 app=web')).toEqual([idOf(200)])
    expect(sought('web')).toHaveLength(projectionLimits.podsFound)
    expect(sought('node-4 nowhere')).toEqual([])
    expect(sought('  ')).toEqual([])
  })
})
