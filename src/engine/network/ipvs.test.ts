import { describe, expect, it } from 'vitest'
import { ipvsadmList } from '../kube-proxy'
import { minutes, seconds } from '../sim'
import { client, slice } from '../testing/lab'
import { ask, makeLab, pod, services, slices, web } from '../testing/shop'
import { keyOf, keyOfVirtual } from './ipvs'
import { NO_LOAD, VirtualLoads } from './virtual-loads'
import { busyServers, loadOf } from './virtual-servers'

const ADDRESS = 0x0a60_0064

function virtualOn(lab: ReturnType<typeof makeLab>) {
  const node = lab.simulation.state.network.nodeNamed('node-1')
  const virtual = node?.ipvs?.find(ADDRESS, 80, 0)
  if (!node || !virtual) throw new Error('no virtual server')
  const second = Math.floor(lab.simulation.now / seconds(1))
  return { node, virtual, second }
}

const keep = { keepAlive: true, closedLoop: true, concurrency: 6, timeoutSeconds: 5 } as const

describe('a virtual server', () => {
  it('counts the connections of each real server, open ones and others', () => {
    const lab = makeLab('ipvs')
    lab.traffic([client('keeper', pod('client'), 'http://web', keep)])
    lab.simulation.advance(seconds(0.2))
    const { node, virtual, second } = virtualOn(lab)
    expect(loadOf(node.flows, virtual, second)).toEqual(
      Array.from({ length: 3 }, () => ({ active: 2, inactive: 0 })),
    )
  })

  it('counts on within a second what it has counted once: as if it counted anew', () => {
    const lab = makeLab('ipvs')
    const often = { ratePerSecond: 300, concurrency: 50 }
    lab.traffic([client('often', pod('client'), 'http://web', often)])
    let most = 0
    for (let step = 1; step <= 60; step++) {
      lab.simulation.advance(seconds(0.03 * step))
      const { node, virtual, second } = virtualOn(lab)
      const anew = new VirtualLoads(node.flows, second).of(keyOfVirtual(virtual))
      const counted = loadOf(node.flows, virtual, second)
      expect(counted).toEqual(virtual.servers.map((each) => anew.get(keyOf(each)) ?? NO_LOAD))
      most = Math.max(most, ...counted.map(({ inactive }) => inactive))
    }
    expect(most).toBeGreaterThan(20)
  })

  it('keeps a server that has gone until its connections have ended, with weight 0', () => {
    const lab = makeLab('ipvs')
    lab.traffic([client('keeper', pod('client'), 'http://web', keep)])
    lab.simulation.advance(seconds(0.2))
    const rest = slices.filter(({ metadata }) => metadata.name !== 'web-abcde')
    lab.install(services, [...rest, slice('web', web.slice(1))])
    lab.simulation.advance(seconds(0.6))
    const { node, virtual, second } = virtualOn(lab)
    const busy = busyServers(node.flows, second)
    const going = busy(virtual).filter(({ server }) => server.weight === 0)
    expect(going).toMatchObject([{ server: { address: 0x0af4_0105, port: 8080 } }])
    const text = node.ipvs && ipvsadmList(node.ipvs, busy)
    expect(text).toContain('  -> 10.244.1.5:8080              Masq    0      2          0         ')
  })

  it('forgets a TCP connection that says nothing for a quarter of an hour', () => {
    const lab = makeLab('ipvs')
    lab.traffic([client('seldom', pod('client'), 'http://web', { ...keep, concurrency: 1 })])
    lab.simulation.advance(seconds(0.2))
    lab.traffic([])
    lab.simulation.advance(minutes(16))
    const { node, virtual, second } = virtualOn(lab)
    expect(loadOf(node.flows, virtual, second).every(({ active }) => active === 0)).toBe(true)
  })

  it('sends a client that persistence holds to one server', () => {
    expect(ask(pod('client'), 'http://cart', makeLab('ipvs')).seen).toHaveLength(1)
  })
})
