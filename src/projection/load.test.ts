import { describe, expect, it } from 'vitest'
import { seconds } from '../engine'
import type { RequestRecord } from '../engine/network/record'
import { percentile, stepOf, timeOf } from './latency'
import { projectionLimits } from './limits'
import { serviceAsked } from './service-asked'
import { Tally } from './tally'

const milli = 1_000
const record = (id: number, at: number, more: Partial<RequestRecord> = {}): RequestRecord => ({
  id,
  client: 'pod/default/client',
  traffic: 'client',
  url: 'http://web',
  started: seconds(at),
  ended: seconds(at) + milli,
  outcome: 'ok',
  server: 'pod/default/a',
  service: { namespace: 'default', name: 'web' },
  legs: [],
  ...more,
})
const told = (records: readonly RequestRecord[]): Tally => {
  const tally = new Tally()
  for (const each of records) tally.record(each)
  return tally
}
/** One each half second. */
const steady = (from: number, to: number): readonly RequestRecord[] =>
  Array.from({ length: 2 * (to - from) }, (_, index) => record(2 * from + index, from + index / 2))
const latest = (tally: Tally, at: number) => tally.loadNews(seconds(at), at - 1)?.points.at(-1)

describe('load', () => {
  it('is told for each second that is over, and once', () => {
    const tally = told(steady(0, 3))
    expect(tally.loadNews(seconds(2.9), 0)?.points.map(({ second }) => second)).toEqual([1, 2])
    expect(tally.loadNews(seconds(2.9), 2)).toBeUndefined()
  })

  it('is of the last ten seconds, for a client and for the Service it asks', () => {
    const figures = { rate: 2, failed: 0 }
    const tally = told([...steady(0, 20), record(99, 19.2, { outcome: 'refused' })])
    const point = latest(tally, 19)
    expect(point?.figures['client/client']).toMatchObject(figures)
    expect(point?.figures['service/default/web']).toMatchObject(figures)
    expect(latest(tally, 20)?.figures['client/client']?.failed).toBe(0.048)
    expect(latest(tally, 29)?.figures['client/client']).toMatchObject({ rate: 0.3 })
    expect(latest(tally, 40)?.figures).toEqual({})
  })

  it('counts a request when it ends, and its latency only when it was answered', () => {
    const slow = record(1, 1, { ended: seconds(3), outcome: 'timeout' })
    const tally = told([slow, record(2, 3, { ended: seconds(3) + 40 * milli })])
    expect(latest(tally, 3)?.figures).toEqual({})
    const { p50 = 0, ...rest } = latest(tally, 4)?.figures['client/client'] ?? {}
    expect(rest).toMatchObject({ rate: 0.5, failed: 0.5 })
    expect(p50 / milli).toBeCloseTo(40, -0.5)
  })

  it('says where requests went, whatever became of them there', () => {
    const tally = told([record(1, 0), record(2, 0.1, { outcome: 'http-error', server: 'b' })])
    expect(tally.loadNews(seconds(1), 0)?.spreads['client/client']).toEqual({
      outcomes: { ok: 1, 'http-error': 1 },
      servers: { b: 1, 'pod/default/a': 1 },
      others: 0,
      services: ['service/default/web'],
    })
  })

  it('names no more servers than a screen has room for', () => {
    const tally = told(steady(0, 20).map((each) => ({ ...each, server: `pod/${each.id}` })))
    for (let id = 100; id < 200; id++) tally.record(record(id, 19, { server: `pod/x-${id}` }))
    const spread = tally.loadNews(seconds(20), 0)?.spreads['service/default/web']
    expect(Object.keys(spread?.servers ?? {})).toHaveLength(projectionLimits.serversOfLoad)
    expect(spread?.others).toBe(120 - projectionLimits.serversOfLoad)
  })

  it('counts what programs ask as load on the Service, and probes not at all', () => {
    const { traffic: _, ...byProgram } = record(1, 0)
    const tally = told([byProgram, { ...byProgram, id: 2, isProbe: true }])
    expect(latest(tally, 1)?.figures).toMatchObject({ 'service/default/web': { rate: 1 } })
    expect(Object.keys(latest(tally, 1)?.figures ?? {})).toEqual(['service/default/web'])
  })

  it('is what it was when time is turned back, and the same when it runs on', () => {
    const all = steady(0, 90)
    const once = told(all)
    const at = (tally: Tally, second: number) => tally.loadNews(seconds(second), 0)
    const [then, last] = [at(told(all.filter(({ id }) => id < 100)), 50), at(once, 90)]
    once.turnTo(seconds(50))
    expect(at(once, 50)).toEqual(then)
    for (const each of all) once.record(each)
    expect(at(once, 90)).toEqual(last)
  })

  it('forgets with a future what ended in it', () => {
    const tally = told([
      ...steady(0, 5),
      record(50, 4.9, { ended: seconds(8), outcome: 'timeout' }),
    ])
    tally.forgetAfter(seconds(5))
    expect(latest(tally, 9)?.figures['client/client']?.failed).toBe(0)
  })

  it('keeps no more of the past than it tells', () => {
    const tally = told(steady(0, 200))
    const points = tally.loadNews(seconds(200), 0)?.points ?? []
    expect(points).toHaveLength(projectionLimits.loadPoints)
    expect(points.every(({ figures }) => figures['client/client']?.rate === 2)).toBe(true)
  })
})

describe('latencies', () => {
  it('are told within a thirty-second of the truth', () => {
    for (let time = 1; time < 1e9; time = Math.ceil(time * 1.37)) {
      expect(Math.abs(timeOf(stepOf(time)) - time) / time).toBeLessThanOrEqual(1 / 32)
    }
  })

  it('have a percentile that so many took at most', () => {
    const times = new Map(Array.from({ length: 20 }, (_, index) => [stepOf(index + 1), 1]))
    expect([0.5, 0.95, 1].map((part) => percentile(times, part))).toEqual([10, 19, 20])
    expect(percentile(new Map(), 0.5)).toBeUndefined()
  })
})

describe('the Service that a request was for', () => {
  const asked = (url: string, more: Partial<RequestRecord> = {}) =>
    serviceAsked({ client: 'pod/shop/client', url, ...more })
  it('is the one whose rule took it, or refused it', () => {
    const key = { namespace: 'default', name: 'api' }
    expect(asked('http://10.96.0.7', { service: key })).toBe('service/default/api')
    const because = { kind: 'Service', key, path: 'spec.selector' }
    expect(asked('http://10.96.0.7', { because })).toBe('service/default/api')
  })
  it.each([
    ['http://web:8080/x', 'service/shop/web'],
    ['http://web.default', 'service/default/web'],
    ['http://WEB.default.svc.cluster.local./', 'service/default/web'],
    ['http://db-0.db.default.svc', 'service/default/db'],
    ['http://10.96.0.7', undefined],
  ])('is the one that its URL names: %s', (url, service) => {
    expect(asked(url)).toBe(service)
  })
  it('is unknown where names have no search path', () => {
    expect(asked('http://web', { client: 'node/node-1' })).toBeUndefined()
  })
})
