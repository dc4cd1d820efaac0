import { describe, expect, it, vi } from 'vitest'
import type { Client } from '../../host/protocol'
import { Changes } from './changes'

const made = (isReadOnly: (pane: string) => boolean) => {
  const client = {
    onTurned: () => () => undefined,
    request: vi.fn(async () => ({ status: 200, body: 'done' })),
    traffic: vi.fn(),
    fault: vi.fn(),
    podFault: vi.fn(),
  }
  return { client, changes: new Changes(client as unknown as Client, isReadOnly) }
}
const path = '/api/v1/namespaces/default/services/web-svc'

describe('a pane that is only read', () => {
  it('refuses whatever would change the cluster, as an API server would', async () => {
    const { client, changes } = made((pane) => pane === 'terminal')
    const change = changes.begin('kubectl delete svc web-svc', { pane: 'terminal' })
    expect(await change.request({ method: 'DELETE', path })).toMatchObject({
      status: 403,
      body: { kind: 'Status', reason: 'Forbidden', code: 403 },
    })
    change.traffic([])
    change.fault('node-1', 'kubelet')
    change.podFault('default/web', { isHung: true })
    for (const asked of Object.values(client).slice(1)) expect(asked).not.toHaveBeenCalled()
  })

  it('reads, tries out and asks as before', async () => {
    const { client, changes } = made(() => true)
    const { request } = changes.begin('kubectl get svc', { pane: 'terminal' })
    await request({ method: 'GET', path })
    await request({ method: 'PATCH', path, query: { dryRun: 'All' } })
    await request({ method: 'POST', path: '/playground/v1/trace' })
    expect(client.request).toHaveBeenCalledTimes(3)
  })

  it('leaves the other panes as they are', async () => {
    const { changes } = made((pane) => pane === 'terminal')
    const change = changes.begin('scale', { pane: 'details' })
    expect(await change.request({ method: 'DELETE', path })).toMatchObject({ status: 200 })
  })
})
