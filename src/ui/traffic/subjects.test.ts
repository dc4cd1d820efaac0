import { describe, expect, it } from 'vitest'
import type { Spread } from '../../projection/load'
import { byId, client, service } from '../fixture/summaries'
import { sharingOf, subjectsOf } from './subjects'

const web = 'service/default/web'
const endpoint = (name: string, ready = true) => ({
  pod: `pod/default/${name}`,
  address: '10.244.0.9',
  ready,
  serving: ready,
  terminating: false,
})
const spread = (counts: Readonly<Record<string, number>>, more: Partial<Spread> = {}): Spread => ({
  outcomes: { ok: Object.values(counts).reduce((sum, count) => sum + count, 0) },
  servers: Object.fromEntries(
    Object.entries(counts).map(([name, n]) => [`pod/default/${name}`, n]),
  ),
  others: 0,
  services: [web],
  ...more,
})
const summaries = byId([
  service('web', { endpoints: [endpoint('a'), endpoint('b'), endpoint('c', false)] }),
  client('keeps', { connections: 'keep-alive' }),
  client('new'),
])
const pinned = { 'client/keeps': spread({ a: 50 }), [web]: spread({ a: 50 }) }

describe('what is listed of load', () => {
  it('is who sent or was asked something and is still there, clients first', () => {
    const figures = { rate: 1, failed: 0 }
    const asked = { [web]: figures, 'client/new': figures, 'service/default/gone': figures }
    const load = { points: [{ second: 1, figures: asked }], spreads: {} }
    expect(subjectsOf(load, summaries)).toEqual(['client/new', web])
  })
})

describe('how requests were shared out', () => {
  it('is judged among all Pods that are ready, those without a request, too', () => {
    expect(sharingOf('client/keeps', pinned, summaries)).toMatchObject({
      verdict: 'beyond',
      kept: true,
      among: 2,
      pods: [
        { pod: 'pod/default/a', count: 50 },
        { pod: 'pod/default/b', count: 0 },
      ],
    })
  })

  it('is told of a Service only when more than one sender asked it', () => {
    expect(sharingOf(web, pinned, summaries)).toBeUndefined()
    const both = { ...pinned, 'client/new': spread({ a: 9, b: 8 }), [web]: spread({ a: 59, b: 8 }) }
    expect(sharingOf(web, both, summaries)).toMatchObject({ verdict: 'beyond', kept: true })
    expect(sharingOf('client/new', both, summaries)).toMatchObject({
      verdict: 'within',
      kept: false,
    })
  })

  it('cannot be judged when a Pod that had some has gone', () => {
    const changed = { 'client/new': spread({ a: 9, b: 8, z: 9 }) }
    expect(sharingOf('client/new', changed, summaries)?.verdict).toBe('changed')
  })

  it('is not told of a client whose requests were for several Services', () => {
    const two = byId([...summaries.values(), service('api')])
    const mixed = spread({ a: 50 }, { services: ['service/default/api', web] })
    expect(sharingOf('client/new', { 'client/new': mixed }, two)).toBeUndefined()
  })

  it('knows of the Pods that are shown as one', () => {
    const groups = [{ workload: 'deployment/default/web', ready: 240, notReady: 0 }]
    const many = byId([service('web', { groups }), client('new')])
    const part = { 'client/new': spread({ a: 6, b: 5 }, { others: 989 }) }
    expect(sharingOf('client/new', part, many)).toMatchObject({ verdict: 'within', among: 240 })
  })
})
