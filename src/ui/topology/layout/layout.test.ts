import { describe, expect, it } from 'vitest'
import type { Summary } from '../../../projection/summary'
import { byId, client, laptop, lesson, node, outside, pod, service } from '../../fixture/summaries'
import { layOut } from './layout'
import { type Layout, type Placed, trayId } from './picture'

const laidOut = (summaries: readonly Summary[], before?: Layout, narrow = false): Layout =>
  layOut({ summaries: byId(summaries), memory: before?.memory, system: true, narrow })

const placed = (layout: Layout, id: string): Placed => {
  const found = layout.placed.get(id)
  if (!found) throw new Error(`${id} is not placed`)
  return found
}

const apart = (a: Placed, b: Placed): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y

describe('the layout', () => {
  const layout = laidOut(lesson)

  it('places everything but the API server, and nothing over anything else', () => {
    const wanted = lesson.map(({ id }) => id).filter((id) => id !== 'service/default/kubernetes')
    // The client asks from a Pod: it is drawn there.
    expect([...layout.placed.keys()].sort()).toEqual(
      wanted.filter((id) => id !== 'client/client').sort(),
    )
    const things = [...layout.placed.values()].filter(({ shape }) => shape !== 'node')
    for (const [index, thing] of things.entries()) {
      for (const other of things.slice(index + 1)) {
        expect(apart(thing, other), `${thing.id} and ${other.id}`).toBe(true)
      }
    }
  })

  it('has room for the laptop without moving anything', () => {
    const later = laidOut([...lesson, laptop()], layout)
    const { x, width } = placed(later, 'laptop')
    expect(x + width).toBeLessThan(later.cluster.x)
    const others = [...later.placed].filter(([id]) => id !== 'laptop')
    expect(others).toEqual([...layout.placed])
    const narrow = laidOut([...lesson, laptop()], undefined, true)
    const above = placed(narrow, 'laptop')
    expect(above.x).toBe(narrow.cluster.x)
    expect(above.y + above.height).toBeLessThan(narrow.cluster.y)
  })

  it('stands Pods inside their nodes, and nodes inside the cluster', () => {
    const frame = placed(layout, 'node/node-3')
    const api = placed(layout, 'pod/default/api')
    expect(api.inside).toBe('node/node-3')
    expect(api.x).toBeGreaterThan(frame.x)
    expect(api.y + api.height).toBeLessThan(frame.y + frame.height)
    expect(frame.x + frame.width).toBeLessThan(layout.cluster.x + layout.cluster.width)
  })

  it('goes from clients outside over Services and nodes to hosts outside', () => {
    const rich = laidOut([...lesson, client('visitor'), outside('external/db.example.com')])
    const left = (id: string) => placed(rich, id).x
    expect(left('client/visitor')).toBeLessThan(rich.cluster.x)
    expect(left('service/default/web-svc')).toBeLessThan(left('node/node-1'))
    expect(left('external/db.example.com')).toBeGreaterThan(rich.cluster.x + rich.cluster.width)
  })

  it('says the same of the same', () => {
    expect(laidOut([...lesson].reverse())).toEqual(layout)
  })

  it('leaves what stays where it is when a Pod goes and another comes', () => {
    const gone = 'pod/default/api'
    const after = laidOut(
      [...lesson.filter(({ id }) => id !== gone), pod('aaa', { node: 'node-3' })],
      layout,
    )
    for (const [id, thing] of after.placed) {
      if (id !== 'pod/default/aaa') expect(thing, id).toEqual(placed(layout, id))
    }
    expect(placed(after, 'pod/default/aaa').y).toBe(placed(layout, gone).y)
  })

  it('leaves a Service where it is when another comes', () => {
    const after = laidOut([...lesson, service('a-first-name')], layout)
    expect(placed(after, 'service/default/web-svc')).toEqual(
      placed(layout, 'service/default/web-svc'),
    )
  })

  it('keeps what was dragged where it was put, and Pods in their node', () => {
    const positions = { 'node/node-1': [900, 40], 'service/default/web-svc': [-80, 10] } as const
    const moved = layOut({ summaries: byId(lesson), system: true, positions })
    const web = placed(moved, 'pod/default/web-6d5f7c9b8d-4kq7x')
    expect(placed(moved, 'node/node-1')).toMatchObject({ x: 900, y: 40 })
    expect(web.x - 900).toBe(placed(layout, web.id).x - placed(layout, 'node/node-1').x)
    expect(moved.cluster.x).toBeLessThan(-80)
  })

  it('has a tray for Pods that no node has', () => {
    const pending = pod('late', { node: undefined as never, state: 'pending' })
    const { node: _, ...homeless } = pending
    const after = laidOut([...lesson, homeless])
    expect(placed(after, pending.id).inside).toBe(trayId)
    expect(layout.placed.has(trayId)).toBe(false)
  })

  it('leaves the cluster’s own Pods out when they are not wanted', () => {
    const without = layOut({ summaries: byId(lesson), system: false })
    expect([...without.placed.keys()].filter((id) => id.includes('coredns'))).toEqual([])
  })

  it('says less of each Pod the more there are', () => {
    const crowd = (count: number) =>
      laidOut([node(1), ...Array.from({ length: count }, (_, index) => pod(`p-${index}`))]).density
    expect([5, 30, 100].map(crowd)).toEqual(['full', 'chip', 'dot'])
  })

  it('says as much of each Pod as of as many, whatever there was before', () => {
    const crowd = (count: number, state: 'ready' | 'terminating' = 'ready') =>
      Array.from({ length: count }, (_, index) =>
        pod(`p-${index}`, { state: index < 5 ? 'ready' : state }),
      )
    const few = laidOut([node(1), ...crowd(5)])
    for (const most of [30, 100]) {
      const before = laidOut([node(1), ...crowd(most)])
      expect(laidOut([node(1), ...crowd(5)], before).density).toBe('full')
      expect(laidOut([node(1), ...crowd(most, 'terminating')], before).density).toBe('full')
      // Nobody stands in a node yet: that is over in a moment.
      const homeless = crowd(most).map(({ node: _, ...each }) => each)
      const after = laidOut([node(1), ...crowd(5)], laidOut([node(1), ...homeless]))
      expect([after.density, after.cluster.width]).toEqual(['full', few.cluster.width])
      expect(after.placed.has(trayId)).toBe(false)
    }
  })

  it('says no less of each Pod while they are replaced', () => {
    const owner = 'deployment/default/web'
    const [kind, namespace, name] = ['Deployment', 'default', 'web'] as const
    const workload = (replicas: number): Summary => {
      return { type: 'workload', id: owner, kind, namespace, name, replicas, ready: 9, updated: 3 }
    }
    const pods = Array.from({ length: 15 }, (_, index) =>
      pod(`web-${index}`, { owner, state: index < 9 ? 'ready' : 'creating' }),
    )
    expect(laidOut([node(1), workload(12), ...pods]).density).toBe('full')
    expect(laidOut([node(1), workload(15), ...pods]).density).toBe('chip')
  })

  it('is narrow enough for a phone', () => {
    const narrow = layOut({ summaries: byId(lesson), system: false, narrow: true })
    expect(narrow.cluster.width).toBeLessThanOrEqual(400)
  })

  it('puts node-10 after node-2', () => {
    const many = laidOut(Array.from({ length: 10 }, (_, index) => node(index + 1)))
    expect(many.memory.nodes).toBeDefined()
    expect(Object.keys(many.memory.nodes).at(-1)).toBe('node/node-10')
  })
})
