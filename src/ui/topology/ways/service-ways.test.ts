import { describe, expect, it } from 'vitest'
import type { Summary } from '../../../projection/summary'
import { byId, client, lesson, service, sliceOf } from '../../fixture/summaries'
import { layOut } from '../layout/layout'
import { createTracks } from '../motion/tracks'
import { linesOf } from './lines'

const web = 'service/default/web-svc'
const pod = 'pod/default/web-6d5f7c9b8d-4kq7x'
const slice = 'endpointslice/default/web-svc-x7k2p'
const summaries: ReadonlyMap<string, Summary> = byId([
  ...lesson.flatMap<Summary>((each) => (each.type === 'service' ? [each, sliceOf(each)] : [each])),
  client('visitor', { url: 'http://192.168.1.11:30080' }),
])
const layout = layOut({ summaries, system: true, lens: 'service' })
const box = (id: string) => {
  const found = layout.placed.get(id)
  if (!found) throw new Error(`${id} is not placed`)
  return found
}
const asks = new Map([
  [
    'client/visitor',
    {
      from: 'external/visitor',
      url: 'http://192.168.1.11:30080',
      to: 'node/node-1',
      service: web,
    },
  ],
])
const lines = linesOf({ summaries, layout, asks })
const tracks = createTracks(layout, lines)

describe('a line of the Service lens', () => {
  it('leads to a Pod by the line of the EndpointSlice that lists it', () => {
    const line = lines.find(({ kind, to }) => kind === 'takes' && to === pod)
    const { x, y, width, height } = box(slice)
    const inside = line?.curves.filter(([from, , , to]) => from.x === x && to.x === x + width)
    expect(inside).toHaveLength(1)
    const [height0 = 0] = (inside ?? []).map(([from]) => from.y)
    expect(height0).toBeGreaterThan(y)
    expect(height0).toBeLessThan(y + height)
    const other = lines.find(({ kind, to }) => kind === 'takes' && to !== pod)
    expect(other?.curves).not.toContainEqual(inside?.[0])
  })

  it('to a Pod that is nearly taken passes no EndpointSlice', () => {
    const line = lines.find(({ kind }) => kind === 'misses')
    const { y, height } = box(slice)
    expect(line?.to).toBe('pod/default/api')
    const at = line?.curves.at(-1)?.[0].y ?? 0
    expect(at < y || at > y + height).toBe(true)
  })

  it('leads from outside to the Service whose node port is asked', () => {
    const line = lines.find(({ from }) => from === 'client/visitor')
    expect(line?.to).toBe(web)
  })

  it('leads to a slice that lists addresses of no Pod', () => {
    const manual = service('db', {
      endpoints: [{ address: '192.0.2.42', ready: true, serving: true, terminating: false }],
    })
    const more = new Map([...summaries, ...byId([manual, sliceOf(manual)])])
    const found = linesOf({
      summaries: more,
      layout: layOut({ summaries: more, system: true, lens: 'service' }),
      asks: new Map(),
    })
    expect(found.filter(({ from }) => from === manual.id).map(({ to }) => to)).toEqual([
      sliceOf(manual).id,
    ])
  })
})

describe('the way of a request in the Service lens', () => {
  const record = { id: 1, client: 'external/visitor', url: 'x', started: 0, traffic: 'visitor' }
  const trip = (places: readonly string[]) =>
    ({ what: 'request', places, left: 0, due: 1 }) as const

  it('passes the Service where kube-proxy on a node has it', () => {
    const places = ['external/visitor', 'node/node-1', web, pod]
    const legs: readonly never[] = []
    const track = tracks.of(trip(places), {
      ...record,
      legs,
      service: { namespace: 'default', name: 'web-svc' },
    })
    expect(track?.points[0]).toBe(box('client/visitor').x + box('client/visitor').width)
    expect(track?.points.at(-2)).toBe(box(pod).x)
  })

  it('that is rejected ends at the Service that rejects', () => {
    const key = { namespace: 'default', name: 'web-svc' }
    const because = { kind: 'Service', key, path: 'spec.selector' }
    const track = tracks.of(trip(['external/visitor', 'node/node-1']), {
      ...record,
      legs: [],
      because,
    })
    expect(track?.points.at(-2)).toBe(box(web).x)
  })

  it('that comes to no Service is not drawn at all', () => {
    const places = ['external/visitor', 'node/node-1']
    expect(tracks.of(trip(places), { ...record, id: 2, url: 'y', legs: [] })).toBeUndefined()
  })
})
