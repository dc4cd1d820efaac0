import { describe, expect, it } from 'vitest'
import { cellsOf } from '../testing'

describe('a Service', () => {
  const ports = [{ port: 80 }]
  const ingress = (...ips: readonly string[]) => ({
    loadBalancer: { ingress: [{ hostname: 'a.b' }, ...ips.map((ip) => ({ ip }))] },
  })
  it.each<[string, { spec: object; status?: object }, string, string]>([
    ['of the cluster', { spec: { ports } }, '<none>', '80/TCP'],
    [
      'with external IPs',
      { spec: { ports, externalIPs: ['1.2.3.4', '1.2.3.5'] } },
      '1.2.3.4,1.2.3.5',
      '80/TCP',
    ],
    ['without ports', { spec: { clusterIP: 'None' } }, '<none>', '<none>'],
    [
      'on every node',
      {
        spec: {
          type: 'NodePort',
          ports: [
            { port: 80, nodePort: 30080 },
            { port: 53, protocol: 'UDP' },
          ],
        },
      },
      '<none>',
      '80:30080/TCP,53/UDP',
    ],
    ['that waits for a balancer', { spec: { type: 'LoadBalancer', ports } }, '<pending>', '80/TCP'],
    [
      'with a balancer',
      {
        spec: { type: 'LoadBalancer', ports, externalIPs: ['9.9.9.9'] },
        status: ingress('2.2.2.2', '1.1.1.1', '2.2.2.2'),
      },
      '1.1.1.1,2.2.2.2,a.b,9.9.9.9',
      '80/TCP',
    ],
    ['elsewhere', { spec: { type: 'ExternalName', externalName: 'a.b' } }, 'a.b', '<none>'],
  ])('%s', (_, { spec, status }, external, shown) => {
    expect(cellsOf('Service', { spec }, status)).toMatchObject({
      'External-IP': external,
      'Port(s)': shown,
      Age: '65s',
      Selector: '<none>',
    })
  })

  it('shows its address, None, or none', () => {
    const address = (spec: object) => cellsOf('Service', { spec })['Cluster-IP']
    expect(address({ clusterIP: '10.96.0.1', ports })).toBe('10.96.0.1')
    expect(address({ clusterIP: 'None' })).toBe('None')
    expect(address({ type: 'ExternalName', externalName: 'a.b' })).toBe('<none>')
  })
})
