import { describe, expect, it } from 'vitest'
import type { Frame } from '../../projection/frame'
import { byId, client, laptop, lesson, node, pod } from '../fixture/summaries'
import { applyFrame, blank, type Picture, type RequestRecord, requestsKept } from './picture'

const frame = (more: Partial<Frame> = {}): Frame => ({
  now: 10,
  end: 20,
  running: true,
  speed: 1,
  reached: 1,
  fresh: false,
  changed: [],
  gone: [],
  requests: [],
  revision: 1,
  ...more,
})
const request = (id: number, more: Partial<RequestRecord> = {}): RequestRecord => ({
  id,
  client: 'pod/default/client',
  url: 'http://web-svc',
  started: id,
  legs: [],
  ...more,
})
const begun: Picture = applyFrame(blank, frame({ fresh: true, changed: lesson }))

describe('a frame', () => {
  it('that is fresh makes everything before it void', () => {
    const other = applyFrame(begun, frame({ fresh: true, changed: [node(1)] }))
    expect([...other.summaries.keys()]).toEqual(['node/node-1'])
    expect(other.era).toBe(begun.era + 1)
  })

  it('changes what it names, takes away what is gone, and leaves the rest its identity', () => {
    const changed = pod('api', { state: 'terminating' })
    const after = applyFrame(begun, frame({ changed: [changed], gone: ['pod/default/client'] }))
    expect(after.summaries.get(changed.id)).toBe(changed)
    expect(after.summaries.has('pod/default/client')).toBe(false)
    expect(after.summaries.get('node/node-1')).toBe(begun.summaries.get('node/node-1'))
  })

  it('in which nothing changed keeps every collection', () => {
    const after = applyFrame(begun, frame({ now: 11 }))
    expect(after.now).toBe(11)
    expect(after.summaries).toBe(begun.summaries)
    expect(after.requests).toBe(begun.requests)
    expect(after.asks).toBe(begun.asks)
    expect(after.shape).toBe(begun.shape)
  })

  it('in which clients only count moves nothing', () => {
    const counted = client('client', { host: 'pod/default/client', sent: 99 })
    expect(applyFrame(begun, frame({ changed: [counted] })).shape).toBe(begun.shape)
    const elsewhere = client('client', { host: 'node/node-1' })
    expect(applyFrame(begun, frame({ changed: [elsewhere] })).shape).toBe(begun.shape + 1)
  })

  it('moves something when a port of the laptop leads elsewhere, not when it counts', () => {
    const before = applyFrame(begun, frame({ changed: [laptop()] }))
    const { shape } = applyFrame(before, frame({ changed: [laptop({ sent: 3 })] }))
    expect(shape).toBe(before.shape)
    const forwards = [{ pod: 'pod/default/web', localPort: 8080, port: 80 }]
    const led = applyFrame(before, frame({ changed: [laptop({ forwards })] }))
    expect(led.shape).toBe(before.shape + 1)
  })

  it('replaces a request by what is known of it now, in its place', () => {
    const first = applyFrame(begun, frame({ requests: [request(1), request(2)] }))
    const after = applyFrame(first, frame({ requests: [request(1, { outcome: 'ok' })] }))
    expect([...after.requests.values()].map(({ id, outcome }) => [id, outcome])).toEqual([
      [1, 'ok'],
      [2, undefined],
    ])
  })

  it('pushes out the oldest requests', () => {
    const many = Array.from({ length: requestsKept + 5 }, (_, index) => request(index))
    const after = applyFrame(begun, frame({ requests: many }))
    expect(after.requests.size).toBe(requestsKept)
    expect(after.requests.has(4)).toBe(false)
  })

  it('tells which Service a client’s requests came to', () => {
    const service = { namespace: 'default', name: 'web-svc' }
    const requests = [request(1, { traffic: 'client', service }), request(2, { service })]
    const { asks } = applyFrame(begun, frame({ requests }))
    const to = 'service/default/web-svc'
    expect([...asks]).toEqual([
      ['client/client', { from: 'pod/default/client', url: 'http://web-svc', to, service: to }],
    ])
    expect(byId(lesson).has('service/default/web-svc')).toBe(true)
  })

  it('tells which node the laptop came to, and nothing of what a port-forward carried', () => {
    const from = 'external/visitor'
    const url = 'http://node-2:30080/'
    const to = 'node/node-2'
    const leg = { from, to, left: 1, due: 2, what: 'connect' } as const
    const service = { namespace: 'default', name: 'web-svc' }
    const forward = { localPort: 8080, port: 80 }
    const requests = [
      request(1, { client: from, url, service, legs: [leg] }),
      request(2, { client: from, forward, legs: [{ ...leg, to: 'pod/default/web' }] }),
    ]
    const { asks } = applyFrame(begun, frame({ requests }))
    const asked = { from, url, to, service: 'service/default/web-svc' }
    expect([...asks]).toEqual([['laptop', asked]])
  })
})
