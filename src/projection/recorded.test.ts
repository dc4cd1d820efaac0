import { describe, expect, it } from 'vitest'
import { Cluster } from '../engine'
import { projectionLimits } from './limits'
import { Recorded } from './recorded'

const EVENTS = '/api/v1/namespaces/default/events'
const nameOf = (index: number) => `told-${String(index).padStart(3, '0')}`
const most = projectionLimits.events

function tell(cluster: Cluster, from: number, to: number): void {
  for (let index = from; index < to; index++) {
    const involvedObject = { kind: 'Pod', namespace: 'default', name: 'web' }
    const body = { metadata: { name: nameOf(index) }, involvedObject, message: nameOf(index) }
    cluster.request({ method: 'POST', path: EVENTS, body })
  }
}
const messages = ({ newest }: ReturnType<Recorded['asOf']>) => newest.map(({ message }) => message)

describe('the newest Events', () => {
  it('are so many, the latest first; how many are older is told', () => {
    const cluster = Cluster.create({ nodes: 1 })
    const recorded = new Recorded()
    const before = recorded.asOf(cluster.reader()).newest.length
    tell(cluster, 0, most + 50)
    const told = recorded.asOf(cluster.reader())
    const names = Array.from({ length: most }, (_, index) => nameOf(most + 49 - index))
    expect(messages(told)).toEqual(names)
    expect(told.older).toBe(50 + before)
  })
  it('are the same value while no Event is written', () => {
    const cluster = Cluster.create({ nodes: 1 })
    const recorded = new Recorded()
    tell(cluster, 0, 3)
    const told = recorded.asOf(cluster.reader())
    const metadata = { name: 'other' }
    cluster.request({ method: 'POST', path: '/api/v1/namespaces', body: { metadata } })
    expect(recorded.asOf(cluster.reader())).toBe(told)
  })
  it('followed write by write are those that are found by looking at all', () => {
    const cluster = Cluster.create({ nodes: 1 })
    const recorded = new Recorded()
    tell(cluster, 0, most + 20)
    recorded.asOf(cluster.reader())
    const [path, headers] = [
      `${EVENTS}/${nameOf(5)}`,
      { 'content-type': 'application/merge-patch+json' },
    ]
    cluster.request({ method: 'PATCH', path, headers, body: { count: 2 } })
    cluster.request({ method: 'DELETE', path: `${EVENTS}/${nameOf(100)}` })
    cluster.request({ method: 'DELETE', path: `${EVENTS}/${nameOf(3)}` })
    const told = recorded.asOf(cluster.reader())
    expect(told).toEqual(new Recorded().asOf(cluster.reader()))
    expect(told.newest[0]).toMatchObject({ message: nameOf(5), count: 2 })
    expect(messages(told)).not.toContain(nameOf(100))
    expect(told.newest).toHaveLength(most)
  })
  it('about one thing are those of no other', () => {
    const cluster = Cluster.create({ nodes: 1 })
    const recorded = new Recorded({ kind: 'Pod', key: { namespace: 'default', name: 'web' } })
    expect(recorded.asOf(cluster.reader()).newest).toEqual([])
    tell(cluster, 0, 2)
    const told = recorded.asOf(cluster.reader())
    expect(messages(told)).toEqual([nameOf(1), nameOf(0)])
    const involvedObject = { kind: 'Pod', namespace: 'default', name: 'api' }
    const body = { metadata: { name: 'other' }, involvedObject }
    cluster.request({ method: 'POST', path: EVENTS, body })
    expect(recorded.asOf(cluster.reader())).toBe(told)
  })
})
