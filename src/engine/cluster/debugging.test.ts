import { beforeEach, describe, expect, it } from 'vitest'
import type { Cluster } from '../cluster'
import type { Pod } from '../resources'
import { seconds } from '../sim'
import { connect, PODS, settled, type TestSession } from '../testing/sessions'

describe('a container that is put into a running Pod', () => {
  let cluster: Cluster
  beforeEach(() => {
    cluster = settled()
  })
  const add = (...ephemeralContainers: readonly object[]) =>
    cluster.request({
      method: 'PATCH',
      path: `${PODS}/web/ephemeralcontainers`,
      headers: { 'content-type': 'application/strategic-merge-patch+json' },
      body: { spec: { ephemeralContainers } },
    }) as { status: number; body: Pod & { message?: string } }
  const web = () => cluster.reader().get('Pod', 'default', 'web') as Pod
  const shell = { name: 'tool', image: 'busybox', stdin: true, targetContainerName: 'main' }

  it('runs beside the others, is spoken with and logged, and is not started again', () => {
    const before = web()
    expect(add(shell).status).toBe(200)
    cluster.advance(cluster.now + seconds(5))
    const [status] = web().status.ephemeralContainerStatuses ?? []
    expect(status).toMatchObject({ name: 'tool', ready: false, state: { running: {} } })
    expect(status).not.toHaveProperty('started')
    expect(web().status.containerStatuses).toEqual(before.status.containerStatuses)
    const query = { container: 'tool', stdin: 'true', stdout: 'true' }
    const path = `${PODS}/web/attach`
    const session = connect(cluster, { method: 'GET', path, query }) as TestSession
    session.type('wget -qO- localhost | head -n 1; exit 3\n')
    session.wait()
    expect(session.text()).toContain('<!DOCTYPE html>')
    cluster.advance(cluster.now + seconds(60))
    const [over] = web().status.ephemeralContainerStatuses ?? []
    expect(over).toMatchObject({ restartCount: 0, state: { terminated: { exitCode: 3 } } })
    expect(web().status.phase).toBe('Running')
    const log = { method: 'GET', path: `${PODS}/web/log`, query: { container: 'tool' } } as const
    expect(cluster.request(log)).toMatchObject({ body: expect.stringContaining('<!DOCTYPE') })
  })

  it('stays, and stays as it is', () => {
    add(shell)
    const whole = { method: 'PUT', path: `${PODS}/web/ephemeralcontainers` } as const
    const pod = web()
    const change = (ephemeralContainers: readonly object[]) =>
      cluster.request({ ...whole, body: { ...pod, spec: { ...pod.spec, ephemeralContainers } } })
    const existing = 'Pod "web" is invalid: spec.ephemeralContainers: Forbidden: existing'
    const [tool] = pod.spec.ephemeralContainers ?? []
    expect(change([])).toMatchObject({
      body: { message: `${existing} ephemeral containers "tool" may not be removed` },
    })
    expect(change([{ ...tool, image: 'nginx' }])).toMatchObject({
      body: { message: `${existing} ephemeral containers "tool" may not be changed` },
    })
  })

  it.each([
    [{ ...shell, targetContainerName: 'x' }, '.targetContainerName: Not found: "x"'],
    [{ ...shell, name: 'main' }, '.name: Duplicate value: "main"'],
    [
      { ...shell, ports: [{ containerPort: 80 }] },
      '.ports: Forbidden: cannot be set for an Ephemeral Container',
    ],
  ])('is refused as %o', (container, why) => {
    const message = `Pod "web" is invalid: spec.ephemeralContainers[0]${why}`
    expect(add(container)).toMatchObject({ status: 422, body: { message } })
  })

  it('cannot be there from the beginning', () => {
    const spec = { containers: [{ name: 'a', image: 'nginx' }], ephemeralContainers: [shell] }
    const body = { metadata: { name: 'early' }, spec }
    expect(cluster.request({ method: 'POST', path: PODS, body })).toMatchObject({
      body: { message: expect.stringContaining('Forbidden: cannot be set on create') },
    })
  })

  it('comes in by its own part of the Pod, and only it does', () => {
    const spec = { ephemeralContainers: [shell], containers: [{ name: 'main', image: 'busybox' }] }
    const headers = { 'content-type': 'application/merge-patch+json' }
    const patch = { method: 'PATCH', headers, body: { spec } } as const
    expect(cluster.request({ ...patch, path: `${PODS}/web` })).toMatchObject({ status: 422 })
    const part = cluster.request({ ...patch, path: `${PODS}/web/ephemeralcontainers` })
    expect(part).toMatchObject({
      status: 200,
      body: { spec: { containers: web().spec.containers } },
    })
  })
})
