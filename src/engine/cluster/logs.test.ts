import { beforeAll, describe, expect, it } from 'vitest'
import type { Cluster } from '../cluster'
import { seconds } from '../sim'
import { PODS, post, settled } from '../testing/sessions'

describe('the log of a container', () => {
  let cluster: Cluster
  beforeAll(() => {
    cluster = settled()
    const second = { name: 'second', image: 'busybox', command: ['sleep', '3600'] }
    const first = { name: 'first', image: 'busybox', command: ['sh', '-c', 'echo one; sleep 5'] }
    post(cluster, 'pods', { metadata: { name: 'pair' }, spec: { containers: [first, second] } })
    post(cluster, 'pods', {
      metadata: { name: 'lost' },
      spec: { containers: [{ name: 'main', image: 'nginx:nosuch' }] },
    })
    cluster.advance(cluster.now + seconds(20))
  })
  const log = (name: string, query: Readonly<Record<string, string>> = {}) =>
    cluster.request({ method: 'GET', path: `${PODS}/${name}/log`, query })

  it('is plain text', () => {
    expect(log('pair', { container: 'first' })).toEqual({
      status: 200,
      body: 'one\n',
      contentType: 'text/plain',
    })
  })
  it.each([
    ['pair', {}, 'a container name must be specified for pod pair, choose one of: [first second]'],
    ['pair', { container: 'x' }, 'container x is not valid for pod pair'],
    [
      'lost',
      {},
      'container "main" in pod "lost" is waiting to start: trying and failing to pull image',
    ],
    ['box', { previous: 'true' }, 'previous terminated container "main" in pod "box" not found'],
    ['nope', {}, 'pods "nope" not found'],
  ])('of %s with %o is refused', (name, query, message) => {
    expect(log(name, query)).toMatchObject({ body: { status: 'Failure', message } })
  })
  it('is cut as asked, and has the time of each line', () => {
    expect(log('web', { tailLines: '1', timestamps: 'true' })).toMatchObject({
      body: expect.stringMatching(/^2026-01-01T00:00:\d\d\.\d{9}Z .*start worker process 30\n$/),
    })
    expect(log('web', { tailLines: '1', limitBytes: '4' })).toMatchObject({ body: '2026' })
    expect(log('web', { sinceSeconds: '1' })).toMatchObject({ body: '' })
  })
  it('is followed while it grows, and to the end of the run', () => {
    const response = log('pair', { container: 'first', follow: 'true', tailLines: '0' })
    if (!('stream' in response)) throw new Error('no stream')
    expect(response.stream).toMatchObject({ type: 'log', line: 1 })
    const { events, cursor } = cluster.poll({ ...response.stream, line: 0 } as never)
    expect(events).toEqual(['one\n'])
    cluster.advance(cluster.now + seconds(60))
    if (cursor) expect(cluster.poll(cursor).cursor).toBeUndefined()
  })
})
