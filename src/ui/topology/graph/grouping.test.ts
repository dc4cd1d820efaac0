import { describe, expect, it } from 'vitest'
import type { Summary } from '../../../projection/summary'
import { byId, client, lesson, pod, service } from '../../fixture/summaries'
import { layOut } from '../layout/layout'
import { linesOf } from '../ways/lines'
import { placeOf } from '../ways/ways'
import { grouped, singlePods } from './grouping'

const owned = (owner: string, count: number, state: 'ready' | 'running' = 'ready') =>
  Array.from({ length: count }, (_, index) =>
    pod(`${owner}-6d5f7c9b8d-${String(index).padStart(5, '0')}`, {
      owner: `deployment/default/${owner}`,
      node: `node-${(index % 3) + 1}`,
      state,
    }),
  )
const endpointsOf = (pods: readonly { readonly id: string }[], ready = true) =>
  pods.map(({ id }) => ({
    ...{ pod: id, address: '10.244.0.9' },
    ...{ ready, serving: ready, terminating: false },
  }))
const none = new Map<string, 'open' | 'folded'>()
const singles = (summaries: ReadonlyMap<string, Summary>) =>
  [...summaries.values()].filter((each) => each.type === 'pod' && !each.system).length

const web = owned('web', 20)
const api = owned('api', 14, 'running')
const few = owned('few', 9)
const endpoints = [...endpointsOf(web), ...endpointsOf(api, false)]
const crowd = byId([
  ...lesson.filter(({ type }) => type === 'node'),
  ...[...web, ...api, ...few],
  service('web-svc', { endpoints }),
])

describe('Pods as one thing', () => {
  it('are as they were while they can be shown one by one', () => {
    const few = byId(lesson)
    expect(grouped(few, none).summaries).toBe(few)
  })

  it('are those of the largest owners, until at most 30 are left', () => {
    const { summaries, standIns } = grouped(crowd, none)
    expect(singles(summaries)).toBe(23)
    expect(singles(summaries)).toBeLessThanOrEqual(singlePods)
    expect(new Set(standIns.values())).toEqual(new Set(['deployment/default/web']))
    const group = summaries.get('deployment/default/web')
    expect(group?.type === 'workload' && group.grouped).toEqual({
      pods: 20,
      states: { ready: 20 },
      nodes: { 'node/node-1': 7, 'node/node-2': 7, 'node/node-3': 6 },
    })
  })

  it('open by hand and stay open, and others are folded only for what is left', () => {
    const { summaries } = grouped(crowd, new Map([['deployment/default/web', 'open']]))
    expect(singles(summaries)).toBe(43)
  })

  it('fold by hand, however few they are', () => {
    const folds = new Map([['deployment/default/web', 'folded'] as const])
    const { summaries } = grouped(byId(lesson), folds)
    expect(singles(summaries)).toBe(2)
  })

  it('leave out a Pod from which a client asks', () => {
    const asker = web[0]?.id ?? ''
    const all = byId([...crowd.values(), client('asks', { host: asker })])
    expect(grouped(all, none).standIns.has(asker)).toBe(false)
  })

  it('count as endpoints of the Services that take them', () => {
    const folds = new Map([['deployment/default/api', 'folded'] as const])
    const over = grouped(crowd, folds).summaries.get('service/default/web-svc')
    expect(over?.type === 'service' && over.groups).toEqual([
      { workload: 'deployment/default/api', ready: 0, notReady: 14 },
    ])
    expect(over?.type === 'service' && over.endpoints).toHaveLength(20)
  })
})

it.each(['network', 'service'] as const)(
  'lines and dots of the %s lens lead to the box',
  (lens) => {
    const { summaries, standIns } = grouped(crowd, none)
    const layout = layOut({ summaries, system: true, lens, standIns })
    const lines = linesOf({ summaries, layout, asks: new Map() })
    const groups = lines.filter(({ to }) => to === 'deployment/default/web')
    expect(groups.map(({ kind, from }) => [kind, from])).toEqual([
      ['takes', 'service/default/web-svc'],
    ])
    expect(placeOf(layout, web[3]?.id ?? '')?.box).toBe(layout.placed.get('deployment/default/web'))
  },
)
