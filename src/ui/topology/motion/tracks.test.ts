import { describe, expect, it } from 'vitest'
import { byId, client, laptop, lesson } from '../../fixture/summaries'
import type { RequestRecord } from '../../store'
import { tripsOf } from '../../store'
import { layOut } from '../layout/layout'
import { linesOf } from '../ways/lines'
import { createTracks } from './tracks'

const pod = 'pod/default/web-6d5f7c9b8d-m2vzt'
const summaries = byId([
  ...lesson,
  laptop({ forwards: [{ pod, localPort: 8080, port: 80 }] }),
  client('visitor', { host: 'external/visitor' }),
])
const layout = layOut({ summaries, system: true })
const lines = linesOf({ summaries, layout, asks: new Map() })
const tracks = createTracks(layout, lines)

/** Where the way of a request along these places begins and ends, as x and y. */
function endsOf(places: readonly string[], more: Partial<RequestRecord> = {}) {
  const legs = places.slice(1).map((to, index) => {
    return { from: places[index] ?? to, to, left: index, due: index + 1, what: 'request' } as const
  })
  const [client = ''] = places
  const record: RequestRecord = { id: 1, client, url: 'http://web', started: 0, legs, ...more }
  const [trip] = tripsOf(record)
  const points = trip && tracks.of(trip, record)?.points
  return points && { x: points[0], y: points[1], toX: points.at(-2), toY: points.at(-1) }
}

const box = (id: string) => {
  const found = layout.placed.get(id)
  if (!found) throw new Error(`${id} is not placed`)
  return found
}

describe('the way of a request', () => {
  const visitor = 'external/visitor'
  const ported = [visitor, 'node/node-2', 'service/default/web-svc', pod]

  it('begins at the laptop when no client outside sent it', () => {
    expect(endsOf(ported)?.x).toBe(box('laptop').x + box('laptop').width)
    const own = box('client/visitor')
    expect(endsOf(ported, { traffic: 'visitor' })?.y).toBe(own.y + own.height / 2)
  })

  it('through a port-forward is its line, there and back', () => {
    const forward = { localPort: 8080, port: 80 }
    const nodes = ['node/node-1', 'node/node-2']
    const there = endsOf([visitor, ...nodes, pod], { forward })
    const [line] = lines.filter(({ kind }) => kind === 'forwards')
    expect([there?.x, there?.y]).toEqual([line?.curves[0]?.[0].x, line?.curves[0]?.[0].y])
    const back = endsOf([pod, ...nodes, visitor], { forward, client: visitor })
    expect([back?.toX, back?.toY]).toEqual([there?.x, there?.y])
  })

  it('of a program in a Pod begins at the Pod, not at the line of a client there', () => {
    const places = ['pod/default/client', 'service/default/web-svc']
    const { y, height } = box('pod/default/client')
    expect(endsOf(places)?.y).toBeLessThan(y + height / 2)
    expect(endsOf(places, { traffic: 'client' })?.y).toBeGreaterThan(y + height / 2)
  })

  it('leaves the laptop for the world when it leads nowhere in the picture', () => {
    expect(endsOf([visitor, 'external/resolver'])?.toX).toBeLessThan(box('laptop').x)
    expect(endsOf(['pod/default/client', 'external/example.com'])).toBeUndefined()
  })
})
