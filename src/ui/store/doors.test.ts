import { describe, expect, it } from 'vitest'
import { byId, service } from '../fixture/summaries'
import { balancedBy, readdressed } from './doors'

const client = (name: string, url: string) => ({
  name,
  from: { type: 'outside' } as const,
  url,
  ratePerSecond: 1,
  concurrency: 1,
  keepAlive: false,
  timeoutSeconds: 1,
})
const shop = service('shop', { serviceType: 'LoadBalancer', external: ['47.98.141.247'] })
const traffic = [
  client('one', 'http://47.98.141.247'),
  client('two', 'http://47.98.141.247:8080/cart?id=1'),
  client('other', 'http://example.com'),
]
const services = balancedBy(traffic, byId([shop, service('web')]))
const nodes = { items: [{ status: { addresses: [{ address: '192.168.1.11' }] } }] }
const ports = [
  { port: 80, nodePort: 30_080 },
  { port: 8080, nodePort: 30_081 },
]

const urlsWith = async (ingress: readonly object[]) => {
  const object = { spec: { ports }, status: { loadBalancer: { ingress } } }
  const read = async (path: string) => (path === '/api/v1/nodes' ? nodes : object)
  return (await readdressed(traffic, services, read)).map(({ url }) => url)
}

describe('in another environment', () => {
  it('clients of a load balancer are those that ask by its address', () => {
    expect([...services]).toEqual([
      ['one', shop.id],
      ['two', shop.id],
    ])
  })

  it('they ask by the address that it has there', async () => {
    expect(await urlsWith([{ ip: '192.168.1.12' }])).toEqual([
      'http://192.168.1.12',
      'http://192.168.1.12:8080/cart?id=1',
      'http://example.com',
    ])
    expect((await urlsWith([{ hostname: 'localhost' }]))[0]).toBe('http://localhost')
  })

  it('they ask a port of a node where nobody gives it an address', async () => {
    expect(await urlsWith([])).toEqual([
      'http://192.168.1.11:30080',
      'http://192.168.1.11:30081/cart?id=1',
      'http://example.com',
    ])
  })

  it('they ask as before when the Service is not there', async () => {
    const same = await readdressed(traffic, services, async () => undefined)
    expect(same).toEqual(traffic)
  })
})
