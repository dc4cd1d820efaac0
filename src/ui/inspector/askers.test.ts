import { describe, expect, it } from 'vitest'
import { client, service } from '../fixture/summaries'
import { askersOf } from './askers'

const web = service('web', {
  namespace: 'shop',
  clusterIP: '10.96.0.9',
  external: ['192.0.2.1'],
})
const asking = (host: string, url: string) =>
  client('a', { host, url, servers: { 'pod/shop/web-1': 3 } })

describe('the clients of a Service', () => {
  it.each([
    ['pod/shop/client', 'http://web/path', true],
    ['pod/default/client', 'http://web', false],
    ['pod/default/client', 'http://web.shop:8080', true],
    ['pod/default/client', 'http://web.shop.svc.cluster.local./', true],
    ['node/node-1', 'http://10.96.0.9', true],
    ['external/visitor', 'http://192.0.2.1/', true],
    ['pod/shop/client', 'http://webb', false],
  ])('are told by namespace and name, or address: %s asking %s, %j', (host, url, asks) => {
    const one = asking(host, url)
    expect(askersOf(web, [web, one])).toEqual(asks ? [one] : [])
  })

  it('have been answered', () => {
    const silent = { ...asking('pod/shop/client', 'http://web'), servers: {} }
    expect(askersOf(web, [silent])).toEqual([])
  })
})
