import { describe, expect, it } from 'vitest'
import type { ClientSummary, ServiceSummary } from '../../projection/summary'
import { askersOf } from './askers'

const service = {
  type: 'service',
  name: 'web',
  namespace: 'shop',
  clusterIP: '10.96.0.9',
  external: ['192.0.2.1'],
} as unknown as ServiceSummary

const client = (host: string, url: string): ClientSummary =>
  ({
    type: 'client',
    id: 'client/a',
    host,
    url,
    servers: { 'pod/shop/web-1': 3 },
  }) as unknown as ClientSummary

describe('the clients of a Service', () => {
  it.each([
    ['pod/shop/client', 'http://web/path', 1],
    ['pod/default/client', 'http://web', 0],
    ['pod/default/client', 'http://web.shop:8080', 1],
    ['pod/default/client', 'http://web.shop.svc.cluster.local./', 1],
    ['node/node-1', 'http://10.96.0.9', 1],
    ['external/visitor', 'http://192.0.2.1/', 1],
    ['pod/shop/client', 'http://webb', 0],
  ])('from %s asking %s: %i', (host, url, count) => {
    expect(askersOf(service, [client(host, url)])).toHaveLength(count)
  })

  it('have been answered', () => {
    const silent = { ...client('pod/shop/client', 'http://web'), servers: {} }
    expect(askersOf(service, [silent])).toEqual([])
  })
})
