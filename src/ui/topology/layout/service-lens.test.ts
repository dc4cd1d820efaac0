import { describe, expect, it } from 'vitest'
import type { Summary } from '../../../projection/summary'
import { byId, client, lesson, outside, pod, service, sliceOf } from '../../fixture/summaries'
import { layOut } from './layout'
import type { Layout, Placed } from './picture'

const withSlices = (summaries: readonly Summary[]): readonly Summary[] =>
  summaries.flatMap<Summary>((each) => (each.type === 'service' ? [each, sliceOf(each)] : [each]))
const all = withSlices(lesson)
const laidOut = (summaries: readonly Summary[], before?: Layout, narrow = false): Layout =>
  layOut({
    summaries: byId(summaries),
    memory: before?.memory,
    system: true,
    lens: 'service',
    narrow,
  })
const placed = (layout: Layout, id: string): Placed => {
  const found = layout.placed.get(id)
  if (!found) throw new Error(`${id} is not placed`)
  return found
}
const apart = (a: Placed, b: Placed): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
const expectApart = ({ placed }: Layout): void => {
  const things = [...placed.values()]
  for (const [index, thing] of things.entries()) {
    for (const other of things.slice(index + 1)) {
      expect(apart(thing, other), `${thing.id} and ${other.id}`).toBe(true)
    }
  }
}

const web = 'service/default/web-svc'
const taken = 'pod/default/web-6d5f7c9b8d-4kq7x'
const slice = 'endpointslice/default/web-svc-x7k2p'

describe('the Service lens', () => {
  const layout = laidOut(all)

  it('goes from who asks over the Service and its EndpointSlice to the Pods', () => {
    const left = ['pod/default/client', web, slice, taken].map((id) => placed(layout, id).x)
    expect(left).toEqual([...left].sort((a, b) => a - b))
    expect(new Set(left).size).toBe(4)
  })

  it('stands those that a selector nearly takes below those that it takes', () => {
    const { x, y } = placed(layout, 'pod/default/api')
    expect(x).toBe(placed(layout, taken).x)
    expect(y).toBeGreaterThan(placed(layout, taken).y)
  })

  it('has no nodes, and says whose Pods are whose by where they stand', () => {
    expect([...layout.placed.values()].filter(({ shape }) => shape === 'node')).toEqual([])
    const other = service('api-svc', {
      selector: { app: 'api' },
      endpoints: [
        { pod: 'pod/default/api', address: '1', ready: true, serving: true, terminating: false },
      ],
    })
    const two = laidOut([...all, other, sliceOf(other)])
    const inBand = (id: string, pods: readonly string[]): void => {
      const door = placed(two, id).y
      const heights = pods.map((each) => placed(two, each).y)
      expect(Math.min(...heights) - 20).toBeLessThan(door)
      expect(Math.max(...heights) + 60).toBeGreaterThan(door)
    }
    inBand('service/default/api-svc', ['pod/default/api'])
    inBand(web, [taken])
    expectApart(two)
  })

  it.each([
    ['a wide page', false],
    ['a phone', true],
  ])('places nothing over anything else on %s', (_, narrow) => {
    const crowd = Array.from({ length: 25 }, (_, index) => pod(`loose-${index}`))
    const rich = [...all, ...crowd, client('visitor'), outside('balancer/default/web-svc')]
    expectApart(laidOut(rich, undefined, narrow))
    expectApart(laidOut(all, undefined, narrow))
  })

  it('leaves what stays where it is when a Pod goes and another comes', () => {
    const gone = 'pod/default/web-6d5f7c9b8d-m2vzt'
    const fresh = pod('web-6d5f7c9b8d-zzzzz', { owner: 'deployment/default/web' })
    const changed = all.flatMap((each) => (each.id === gone ? [fresh] : [each]))
    const after = laidOut(changed, layout)
    expect(placed(after, taken)).toEqual(placed(layout, taken))
    expect(placed(after, fresh.id).y).toBe(placed(layout, gone).y)
  })

  it('keeps what was dragged in it apart from the other lens', () => {
    const positions = { [`${web}@service`]: [10, 700] as const }
    const summaries = byId(all)
    const dragged = layOut({ summaries, positions, system: true, lens: 'service' })
    expect(placed(dragged, web)).toMatchObject({ x: 10, y: 700 })
    const network = layOut({ summaries, positions, system: true })
    expect(placed(network, web)).not.toMatchObject({ x: 10, y: 700 })
  })

  it('says less of each Pod the more there are', () => {
    const crowd = (count: number) =>
      laidOut(Array.from({ length: count }, (_, index) => pod(`p-${index}`))).density
    expect([5, 30, 100].map(crowd)).toEqual(['full', 'chip', 'dot'])
  })
})
