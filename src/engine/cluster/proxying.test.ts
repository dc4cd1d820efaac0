import { beforeAll, describe, expect, it } from 'vitest'
import type { ApiResponse } from '../api/request'
import type { SessionChunk } from '../api/session'
import type { Cluster } from '../cluster'
import { seconds } from '../sim'
import { PODS, post, settled } from '../testing/sessions'

const SERVICES = '/api/v1/namespaces/default/services'

describe('a request that the API server passes on', () => {
  let cluster: Cluster
  beforeAll(() => {
    cluster = settled()
    const spec = { selector: { app: 'web' }, ports: [{ name: 'http', port: 8080, targetPort: 80 }] }
    const { labels = {} } = cluster.reader().get('Pod', 'default', 'web')?.metadata ?? {}
    post(cluster, 'services', { metadata: { name: 'web' }, spec: { ...spec, selector: labels } })
    const nobody = { ports: [{ port: 80 }], selector: { app: 'nobody' } }
    post(cluster, 'services', { metadata: { name: 'none' }, spec: nobody })
    cluster.advance(cluster.now + seconds(5))
  })
  const send = (path: string, headers = {}): ApiResponse =>
    cluster.request({ method: 'GET', path, headers })
  /** What comes back, after a while. */
  function answer(path: string): SessionChunk | ApiResponse | undefined {
    const response = send(path)
    if (!('stream' in response)) return response
    cluster.advance(cluster.now + seconds(40))
    return cluster.poll(response.stream).events.at(-1) as SessionChunk
  }
  const page = { type: 'response', status: 200, body: expect.stringContaining('Welcome to nginx!') }

  it.each([
    `${SERVICES}/web:http/proxy/`,
    `${SERVICES}/web:8080/proxy/index.html`,
    `${SERVICES}/http:web:http/proxy/`,
    `${PODS}/web:80/proxy/`,
    `${PODS}/web/proxy/`,
  ])('comes to its Pod: %s', (path) => expect(answer(path)).toMatchObject(page))

  it.each([
    [`${SERVICES}/none:80/proxy/`, 'no endpoints available for service "none"'],
    [`${SERVICES}/web:99/proxy/`, 'no service port 99 found for service "web"'],
    [`${SERVICES}/nope/proxy/`, 'endpoints "nope" not found'],
    [`${PODS}/nope/proxy/`, 'pods "nope" not found'],
  ])('is refused: %s', (path, message) => expect(answer(path)).toMatchObject({ body: { message } }))

  it('tells why nobody could be reached', () => {
    const { podIP } = cluster.reader().get('Pod', 'default', 'web')?.status ?? {}
    const why = `dial tcp ${podIP}:81: connect: connection refused`
    const status = { message: `error trying to reach service: ${why}`, code: 503 }
    expect(answer(`${PODS}/web:81/proxy/`)).toMatchObject({ type: 'status', status })
  })

  it('is sent on to the root of what it asks for', () => {
    const location = `${PODS}/web:80/proxy/`
    expect(answer(`${PODS}/web:80/proxy`)).toMatchObject({ status: 301, location })
  })

  it('asks a kubelet how it is, and for its Pods', () => {
    const node = '/api/v1/nodes/node-1/proxy'
    expect(answer(`${node}/healthz`)).toMatchObject({ status: 200, body: 'ok' })
    expect(answer(`${node}/pods`)).toMatchObject({ body: { kind: 'PodList' } })
    expect(answer(`${node}/nope`)).toMatchObject({ status: 404 })
  })

  it.each(['proxy/', 'exec', 'attach', 'portforward', 'log'])(
    'is only for who may do so: %s',
    (part) => {
      const [subresource = ''] = part.split('/')
      expect(send(`${PODS}/web/${part}`, { 'impersonate-user': 'jane' })).toMatchObject({
        status: 403,
        body: {
          message:
            'pods "web" is forbidden: User "jane" cannot get resource ' +
            `"pods/${subresource}" in API group "" in the namespace "default"`,
        },
      })
    },
  )
})
