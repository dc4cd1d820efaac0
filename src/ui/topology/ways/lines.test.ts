import { describe, expect, it } from 'vitest'
import type { Summary } from '../../../projection/summary'
import { byId, laptop, lesson, outside, pod, service } from '../../fixture/summaries'
import { layOut } from '../layout/layout'
import type { Placed } from '../layout/picture'
import { type Curve, trackOf } from './curve'
import { type LinesInput, linesOf } from './lines'

const drawn = (summaries: readonly Summary[], more: Partial<LinesInput> = {}) => {
  const map = byId(summaries)
  const layout = layOut({ summaries: map, system: true })
  return linesOf({ summaries: map, layout, asks: new Map(), ...more })
}
const ofKind = (lines: ReturnType<typeof drawn>, kind: string) =>
  lines.filter((line) => line.kind === kind).map(({ to }) => to)

/** Boxes that a way passes behind. */
function passedBehind(curves: readonly Curve[], boxes: readonly Placed[]): readonly string[] {
  const { points } = trackOf(curves)
  const behind = new Set<string>()
  for (let at = 0; at < points.length; at += 2) {
    const [px = 0, py = 0] = points.subarray(at, at + 2)
    for (const { id, x, y, width, height } of boxes) {
      if (px > x && px < x + width && py > y && py < y + height) behind.add(id)
    }
  }
  return [...behind]
}

describe('lines', () => {
  it('go from a Service to each Pod that it takes', () => {
    expect(ofKind(drawn(lesson), 'takes')).toEqual([
      'pod/default/web-6d5f7c9b8d-4kq7x',
      'pod/default/web-6d5f7c9b8d-m2vzt',
      'pod/default/web-6d5f7c9b8d-x9r5c',
    ])
  })

  it.each(['node-1', 'node-2', 'node-3'])('lead from outside to %s past all Services', (name) => {
    const others = [0, 1, 2, 3, 4].map((index) => service(`other-${index}`))
    const summaries = byId([...lesson, ...others, laptop()])
    const layout = layOut({ summaries, system: true })
    const ask = { from: 'laptop', url: 'http://192.168.1.12:30080', to: `node/${name}` }
    const lines = linesOf({ summaries, layout, asks: new Map([['laptop', ask]]) })
    const way = lines.find(({ from }) => from === 'laptop')
    const services = [...layout.placed.values()].filter(({ shape }) => shape === 'service')
    expect(services).toHaveLength(6)
    expect(way?.curves.length).toBeGreaterThan(0)
    expect(passedBehind(way?.curves ?? [], services)).toEqual([])
  })

  it('lead to Pods in two columns behind no other Pod, from wherever they come', () => {
    const web = Array.from({ length: 9 }, (_, index) =>
      pod(`web-6d5f7c9b8d-0000${index}`, { node: `node-${(index % 3) + 1}` }),
    )
    const ready = { address: '10.244.0.9', ready: true, serving: true, terminating: false }
    const endpoints = web.map(({ id }) => ({ pod: id, ...ready }))
    const forwards = web.map(({ id }, index) => ({ pod: id, localPort: 8000 + index, port: 80 }))
    const nodes = lesson.filter(({ type }) => type === 'node')
    const things = [...nodes, ...web, service('web-svc', { endpoints }), laptop({ forwards })]
    const summaries = byId(things)
    const layout = layOut({ summaries, system: true })
    const boxes = web.flatMap(({ id }) => layout.placed.get(id) ?? [])
    expect(new Set(boxes.map(({ x }) => x)).size).toBe(2)
    const lines = linesOf({ summaries, layout, asks: new Map() })
    expect(lines).toHaveLength(18)
    for (const { curves, from, to } of lines) {
      expect(passedBehind(curves, boxes), `${from} ${to}`).toEqual([])
    }
  })

  it('lead a port-forward around Services, and in by the far side of its Pod', () => {
    const pod = 'pod/default/web-6d5f7c9b8d-m2vzt'
    const forwards = [
      { pod, localPort: 8080, port: 80 },
      { pod, localPort: 8443, port: 443 },
    ]
    const summaries = byId([...lesson, laptop({ forwards })])
    const layout = layOut({ summaries, system: true })
    const lines = linesOf({ summaries, layout, asks: new Map() })
    const found = lines.filter(({ kind }) => kind === 'forwards')
    expect(found.map(({ ports }) => ports?.localPort)).toEqual([8080, 8443])
    const box = layout.placed.get(pod)
    for (const { curves } of found) {
      expect(curves.at(-1)?.[3].x).toBe((box?.x ?? 0) + (box?.width ?? 0))
      const points = curves.flat()
      const outer = points.filter(({ x }) => x < (box?.x ?? 0) && x > layout.cluster.x)
      expect(outer.every(({ y }) => y < layout.cluster.y)).toBe(true)
    }
    const [first, second] = found.map(({ curves }) => curves[2]?.[0].y)
    expect(first).not.toBe(second)
  })

  it('say which label differs where a Service nearly takes a Pod', () => {
    const [api] = drawn(lesson).filter(({ kind }) => kind === 'misses')
    expect(api).toMatchObject({
      to: 'pod/default/api',
      differs: { label: 'app', has: 'api', wants: 'web' },
    })
  })

  it('to Pods without the label are drawn for what is looked at alone', () => {
    const other = service('other', {
      misses: [{ pod: 'pod/default/api', label: 'tier', wants: 'front' }],
    })
    const all = [...lesson.filter(({ id }) => id !== 'service/default/web-svc'), other]
    expect(ofKind(drawn(all), 'misses')).toEqual([])
    expect(ofKind(drawn(all, { focus: other.id }), 'misses')).toEqual(['pod/default/api'])
  })

  it('wait for Pods that match and have no address yet', () => {
    const coming = pod('web-6d5f7c9b8d-later', { state: 'creating', labels: { app: 'web' } })
    expect(ofKind(drawn([...lesson, coming]), 'waits')).toEqual([coming.id])
  })

  it('go from a client to the Service that its requests came to', () => {
    const asked = { from: 'pod/default/client', url: 'http://web-svc' }
    const to = 'service/default/web-svc'
    const asks = (more = {}) => new Map([['client/client', { ...asked, to, ...more }]])
    expect(ofKind(drawn(lesson, { asks: asks() }), 'asks')).toEqual([to])
    expect(ofKind(drawn(lesson, { asks: asks({ url: 'http://else' }) }), 'asks')).toEqual([])
  })

  it('go from an ExternalName to its host past the nodes', () => {
    const db = service('db', { serviceType: 'ExternalName', externalName: 'db.example.com' })
    const too = { ...db, id: 'service/default/too', name: 'too' }
    const host = outside('external/db.example.com', { services: [db.id, too.id] })
    const all = [...lesson, db, too, host]
    const lines = drawn(all).filter(({ kind }) => kind === 'stands-for')
    expect(lines.map(({ from }) => from)).toEqual([db.id, too.id])
    const nodes = layOut({ summaries: byId(all), system: true })
    const top = nodes.placed.get('node/node-1')?.y ?? 0
    const above = lines.map(({ curves }) =>
      curves.flatMap(([from, , , to]) => (from.y < top && to.y < top ? [from.y] : [])),
    )
    expect(above.every(({ length }) => length > 0)).toBe(true)
    expect(above[0]).not.toEqual(above[1])
  })

  it('to one Pod end side by side', () => {
    const twin = service('twin', {
      endpoints: [
        {
          pod: 'pod/default/web-6d5f7c9b8d-4kq7x',
          address: '10.244.0.4',
          ready: true,
          serving: true,
          terminating: false,
        },
      ],
    })
    const ends = drawn([...lesson, twin])
      .filter(({ to }) => to === 'pod/default/web-6d5f7c9b8d-4kq7x')
      .map(({ curves }) => curves.at(-1)?.[3].y)
    expect(new Set(ends).size).toBe(2)
  })
})
