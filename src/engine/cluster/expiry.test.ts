import { beforeAll, describe, expect, it } from 'vitest'
import type { Draft } from '../apiserver/action'
import { readerOf } from '../apiserver/reader'
import { Cluster } from '../cluster'
import { hours, minutes, seconds } from '../sim'
import { stageOf } from '../testing/control-plane'
import { pod } from '../testing/sessions'
import { etcd } from './etcd'
import { defaultOptions } from './options'

const EVENTS = '/api/v1/namespaces/default/events'

interface Told {
  readonly reason: string
  readonly count?: number
  readonly involvedObject: { readonly name: string }
}

/** What there is to read about a Pod, by reason. */
function toldOf(cluster: Cluster, name: string): readonly string[] {
  const query = { fieldSelector: `involvedObject.name=${name}` }
  const response = cluster.request({ method: 'GET', path: EVENTS, query })
  const { items } = (response as { body: { items: readonly Told[] } }).body
  return items.map(({ reason }) => reason).sort()
}

describe('an Event', () => {
  let cluster: Cluster
  beforeAll(() => {
    cluster = Cluster.create({ nodes: 1 })
    cluster.settle()
    pod(cluster, 'well', { image: 'busybox', command: ['sleep', 'infinity'] })
    pod(cluster, 'crashing', { image: 'busybox', command: ['false'] })
    cluster.advance(cluster.now + minutes(58))
  })

  it('is there for an hour, and gone within two minutes after it', () => {
    const all = ['Created', 'Pulled', 'Pulling', 'Scheduled', 'Started']
    expect(toldOf(cluster, 'well')).toEqual(all)
    cluster.advance(cluster.now + minutes(4))
    expect(toldOf(cluster, 'well')).toEqual([])
  })
  it('that was written again has another hour', () => {
    const told = toldOf(cluster, 'crashing')
    expect(told).toContain('BackOff')
    expect(told).not.toContain('Scheduled')
  })
})

describe('very many Events', () => {
  const draft = (index: number): Draft => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `told-${String(index).padStart(3, '0')}`, namespace: 'default' },
    ...{ involvedObject: { kind: 'Pod', namespace: 'default', name: 'web' }, reason: 'Told' },
  })
  const space: Draft = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } }

  it('go some at a time, but those that are written again meanwhile', () => {
    const drafts = Array.from({ length: 450 }, (_, index) => draft(index))
    const { simulation, plane } = stageOf([etcd], [space, ...drafts], defaultOptions)
    const left = () => readerOf(simulation.state.store).list('Event')
    simulation.advance(hours(1))
    expect(left()).toHaveLength(450)
    simulation.advance(hours(1) + minutes(1))
    expect(left()).toHaveLength(250)
    const path = `${EVENTS}/told-444`
    const headers = { 'content-type': 'application/merge-patch+json' }
    const body = { count: 2, lastTimestamp: '2026-01-01T01:01:00Z' }
    simulation.apply((state, clock) =>
      plane.request({ method: 'PATCH', path, headers, body }, { state, clock }),
    )
    simulation.advance(simulation.now + seconds(1))
    expect(left().map(({ metadata }) => metadata.name)).toEqual(['told-444'])
  })
})
