import { describe, expect, it } from 'vitest'
import type { Cluster } from '../cluster'
import type { RequestRecord } from '../network/record'
import { seconds } from '../sim'
import { opened, PODS, post, settled } from '../testing/sessions'

const REFUSED = new RegExp(
  '^error forwarding port 81 to pod [0-9a-f]{64}, uid : failed to execute portforward in network ' +
    'namespace "/var/run/netns/cni-[0-9a-f-]{36}": failed to connect to localhost:81 inside ' +
    'namespace "[0-9a-f]{64}", IPv4: dial tcp4 127\\.0\\.0\\.1:81: connect: connection refused ',
)

describe('portforward', () => {
  const REQUEST = 'GET / HTTP/1.1\r\nHost: localhost:8080\r\nUser-Agent: test\r\n\r\n'
  const forward = (cluster: Cluster) =>
    opened(cluster, { method: 'GET', path: `${PODS}/web/portforward` })

  it('carries requests to the Pod itself, and its answers back', () => {
    const session = forward(settled())
    session.send({ type: 'connect', connection: 1, port: 80 })
    session.send({ type: 'data', connection: 1, text: REQUEST.slice(0, 20) })
    session.send({ type: 'data', connection: 1, text: REQUEST.slice(20) + REQUEST })
    session.send({ type: 'finish', connection: 1 })
    session.pass(seconds(1))
    const [first, second, end] = session.chunks
    expect(first).toMatchObject({
      type: 'data',
      text: expect.stringMatching(/^HTTP\/1\.1 200 OK\r\n/),
    })
    expect(second).toEqual(first)
    expect(end).toEqual({ type: 'closed', connection: 1 })
  })
  it('says in the words of the kubelet that nothing listens', () => {
    const session = forward(settled())
    session.send({ type: 'connect', connection: 1, port: 81 })
    expect(session.chunks).toEqual([
      {
        type: 'closed',
        connection: 1,
        error: expect.stringMatching(REFUSED),
      },
    ])
  })
  it('lets the laptop in by a port of its own, past the Service', () => {
    const cluster = settled()
    const session = forward(cluster)
    const records: RequestRecord[] = []
    cluster.observe({ request: (record) => records.push(record) })
    session.send({ type: 'listen', localPort: 8080, port: 80 })
    session.send({ type: 'listen', localPort: 8080, port: 81 })
    const curl = () =>
      opened(cluster, {
        method: 'POST',
        path: '/playground/v1/hosts/laptop/exec',
        query: { command: ['curl', '-s', 'localhost:8080'], stdout: 'true', stderr: 'true' },
      }).wait()
    expect(curl().text()).toContain('Welcome to nginx!')
    session.pass(0)
    expect(session.chunks.map(({ type }) => type)).toEqual(['listening', 'refused', 'accepted'])
    const [record] = records.filter(({ client, ended }) => client === 'external/visitor' && ended)
    expect(record).toMatchObject({
      server: 'pod/default/web',
      outcome: 'ok',
      url: 'http://localhost:8080/',
      forward: { localPort: 8080, port: 80 },
    })
    expect(record?.service).toBeUndefined()
    expect(new Set(record?.legs.flatMap(({ from, to }) => [from, to]))).toEqual(
      new Set(['external/visitor', 'node/node-1', 'node/node-3', 'pod/default/web']),
    )
    expect(cluster.forwards()).toEqual([{ pod: 'pod/default/web', localPort: 8080, port: 80 }])
    session.send({ type: 'close' })
    expect(cluster.forwards()).toEqual([])
    expect(curl().end).toBe(7)
  })
})

describe('a machine outside of Pods', () => {
  const run = (cluster: Cluster, machine: string, ...command: string[]) =>
    opened(cluster, {
      method: 'POST',
      path: `/playground/v1/hosts/${machine}/exec`,
      query: { command, stdout: 'true', stderr: 'true' },
    }).wait()

  it('reaches what it would reach in life', () => {
    const cluster = settled()
    const ports = [{ port: 80, nodePort: 30_080 }]
    const spec = { type: 'NodePort', selector: { app: 'web' }, ports }
    post(cluster, 'services', { metadata: { name: 'open' }, spec })
    cluster.settle()
    const records: RequestRecord[] = []
    cluster.observe({ request: (record) => records.push(record) })
    expect(run(cluster, 'laptop', 'curl', '-s', 'node-2:30080').text()).toContain('Welcome')
    const [record] = records.filter(({ client, ended }) => client === 'external/visitor' && ended)
    expect(record).toMatchObject({ service: { name: 'open' }, server: 'pod/default/web' })
    const address = cluster.reader().get('Service', 'default', 'open')?.spec.clusterIP ?? ''
    expect(run(cluster, 'node-1', 'curl', '-s', address).text()).toContain('Welcome')
    expect(run(cluster, 'laptop', 'curl', '-s', '-m', '2', address).end).toBe(28)
    expect(run(cluster, 'laptop', 'curl', 'web-svc').end).toBe(6)
  })
  it('has its own resolver, and no cluster domain in it', () => {
    const cluster = settled()
    expect(run(cluster, 'node-1', 'cat', '/etc/resolv.conf').text()).toBe(
      'nameserver 192.168.1.1\n',
    )
    const missing = run(cluster, 'laptop', 'nosuch')
    expect([missing.end, missing.text('stderr')]).toEqual([
      127,
      'bash: nosuch: command not found\n',
    ])
  })
})
