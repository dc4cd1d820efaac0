import { describe, expect, it } from 'vitest'
import type { ApiRequest, ApiResponse } from '../../engine/api/request'
import type { OpenChange } from './changes'
import { setProxyMode } from './proxy-mode'

/** What the page sends to a cluster whose kube-proxy has a configuration. */
async function sentFor(configuration: string | undefined) {
  const sent: ApiRequest[] = []
  const items =
    configuration === undefined
      ? []
      : [{ metadata: { name: 'kube-proxy' }, data: { 'config.conf': configuration } }]
  const request = async (asked: ApiRequest): Promise<ApiResponse> => {
    sent.push(asked)
    return { status: 200, body: { items } }
  }
  await setProxyMode({ request } as OpenChange, 'ipvs', 1_000_000)
  return sent
}

describe('another mode for kube-proxy', () => {
  it.each([
    ['kind: K\nmode: iptables\nport: 1\n', 'kind: K\nmode: ipvs\nport: 1\n'],
    ['kind: K\nmode: ""\n', 'kind: K\nmode: ipvs\n'],
    ['kind: K\niptables:\n  mode: x', 'kind: K\niptables:\n  mode: x\nmode: ipvs\n'],
  ])('is written into %j', async (before, after) => {
    const [, change, restart] = await sentFor(before)
    expect(change).toMatchObject({ body: { data: { 'config.conf': after } } })
    expect(restart).toMatchObject({
      path: '/apis/apps/v1/namespaces/kube-system/daemonsets/kube-proxy',
    })
  })

  it('is for a cluster that has a configuration', async () => {
    expect(await sentFor(undefined)).toHaveLength(1)
  })
})
