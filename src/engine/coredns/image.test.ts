import { describe, expect, it } from 'vitest'
import { type Reader, readerOf } from '../apiserver/reader'
import { emptyStore, put } from '../apiserver/store'
import { resourceOf } from '../resources'
import { NameServer } from './testing'

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'web',
    namespace: 'default',
    uid: '',
    resourceVersion: '',
    creationTimestamp: '',
  },
  spec: { clusterIP: '10.96.0.7', clusterIPs: ['10.96.0.7'], ports: [{ port: 80 }] },
}
const namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'default', uid: '', resourceVersion: '', creationTimestamp: '' },
}
const upstream = {
  'example.com.': { A: ['93.184.216.34'] },
  'broken.example.': 'SERVFAIL',
} as const
const store = [service, namespace].reduce(
  (before, each) => put(before, resourceOf(each.kind as 'Service'), each).store,
  emptyStore,
)
const reader: Reader = readerOf(store)
const start = () => new NameServer(reader, { upstream })

describe('the CoreDNS image', () => {
  it('listens where its Service and its probes expect it', () => {
    const { process } = start()
    expect(process.listening).toEqual(['8080/TCP', '8181/TCP', '9153/TCP', '53/UDP', '53/TCP'])
    expect(process.get('/health', { port: 8080 })).toMatchObject({ status: 200, body: 'OK' })
    expect(process.get('/ready', { port: 8181 })).toMatchObject({ status: 200, body: 'OK' })
    expect(process.get('/ready', { port: 8080 })).toMatchObject({ status: 404 })
    expect(process.get('/', { port: 53 })).toBeUndefined()
  })
  it('waits five seconds for the API server, and then serves without it', () => {
    const { process } = new NameServer(reader, { upstream, isCutOff: true })
    const ready = () => process.get('/ready', { port: 8181 })
    process.pass(4.8)
    expect(process.listening).not.toContain('53/UDP')
    expect(ready()).toMatchObject({ status: 503, body: 'kubernetes' })
    const word = '[INFO] plugin/kubernetes: waiting for Kubernetes API before starting server\n'
    expect(process.log()).toBe(word.repeat(9))
    process.pass(0.2)
    expect(process.listening).toContain('53/UDP')
    expect(process.log()).toContain(
      '[WARNING] plugin/kubernetes: starting server with unsynced Kubernetes API\n.:53\n',
    )
    expect(ready()).toMatchObject({ status: 503 })
  })
  it('that serves without the API server knows nothing of the cluster, and says so', () => {
    const server = new NameServer(reader, { upstream, isCutOff: true })
    server.process.pass(5)
    expect(server.ask('web.default.svc.cluster.local.').rcode).toBe('SERVFAIL')
    expect(server.ask('example.com.').rcode).toBe('NOERROR')
    server.join()
    expect(server.ask('web.default.svc.cluster.local.').rcode).toBe('NOERROR')
    expect(server.process.get('/ready', { port: 8181 })).toMatchObject({ status: 200 })
  })
  it('tells Prometheus which plugins there are, and what the cache holds', () => {
    const server = start()
    server.ask('example.com.')
    const { body = '' } = server.process.get('/metrics', { port: 9153 }) ?? {}
    const lines = String(body).split('\n')
    expect(lines).toContain(
      'coredns_build_info{goversion="go1.24.1",revision="707c7c1",version="1.12.1"} 1',
    )
    expect(lines).toContain(
      'coredns_cache_entries{server="dns://:53",type="success",view="",zones="."} 1',
    )
    expect(lines).toContain(
      'coredns_plugin_enabled{name="forward",server="dns://:53",view="",zone="."} 1',
    )
  })
  it("begins its log as kubeadm's CoreDNS does everywhere", () => {
    expect(start().process.log()).toBe(
      '.:53\n[INFO] plugin/reload: Running configuration SHA512 = ' +
        '1b226df79860026c6a52e67daa10d7f0d57ec5b023288ec00c5e05f93523c894' +
        '564e15b91770d3a07ae1cfbe861d15b37d4a0027e69c546ab112970993a3b03b\n' +
        'CoreDNS-1.12.1\nlinux/amd64, go1.24.1, 707c7c1\n',
    )
  })
  it('answers a question with its number', () => {
    expect(start().ask('web.default.svc.cluster.local.', 'A', { id: 7 })).toMatchObject({
      id: 7,
      rcode: 'NOERROR',
      answers: [{ data: '10.96.0.7', ttl: 30 }],
    })
  })
  it('keeps what comes from outside, counting down, and then claims authority for it', () => {
    const server = start()
    const first = server.ask('example.com.')
    expect(first).toMatchObject({ authoritative: false, answers: [{ ttl: 30 }] })
    server.process.pass(2)
    expect(server.ask('example.com.', 'A', { id: 9 })).toMatchObject({
      id: 9,
      authoritative: true,
      answers: [{ ttl: 28 }],
    })
    server.process.pass(28)
    expect(server.ask('example.com.')).toMatchObject({
      authoritative: false,
      answers: [{ ttl: 30 }],
    })
    expect(server.asked).toHaveLength(2)
  })
  it('never keeps what it says of the cluster', () => {
    const server = start()
    server.ask('web.default.svc.cluster.local.')
    server.process.pass(5)
    expect(server.ask('web.default.svc.cluster.local.')).toMatchObject({ answers: [{ ttl: 30 }] })
  })
  it('keeps a denial for half a minute, and a failure for five seconds', () => {
    const server = start()
    for (const name of ['nope.example.', 'broken.example.']) server.ask(name)
    server.process.pass(4)
    expect(server.ask('nope.example.').authority).toMatchObject([{ type: 'SOA', ttl: 26 }])
    expect(server.ask('broken.example.').rcode).toBe('SERVFAIL')
    expect(server.asked).toHaveLength(2)
    server.process.pass(2)
    server.ask('broken.example.')
    expect(server.asked).toHaveLength(3)
  })
  it('serves on for five seconds after SIGTERM', () => {
    const server = start()
    const { process } = server
    process.tell({ type: 'signal', signal: 'SIGTERM' })
    process.pass(4.9)
    expect(server.ask('web.default.svc.cluster.local.').rcode).toBe('NOERROR')
    process.pass(0.1)
    expect(process.exit).toBe(0)
    expect(process.log()).toContain(
      '[INFO] SIGTERM: Shutting down servers then terminating\n' +
        '[INFO] plugin/health: Going into lameduck mode for 5s\n',
    )
  })
  it('asks a silent name server again for five seconds, then says so', () => {
    const server = start()
    server.isCutOff = true
    expect(() => server.ask('example.com.')).toThrow('no answer')
    server.letFail()
    expect(server.asked).toHaveLength(3)
    expect(server.process.replies.at(-1)).toMatchObject({ rcode: 'SERVFAIL', authoritative: false })
    expect(server.process.log()).toContain(
      '[ERROR] plugin/errors: 2 example.com. A: ' +
        'read udp 10.244.1.5:41200->192.168.1.1:53: i/o timeout\n',
    )
  })
  it('answers as fast as its limit of processor time lets it, and loses what is too much', () => {
    const server = new NameServer(reader, { upstream, cpuMillis: 6 })
    const { process } = server
    const name = 'web.default.svc.cluster.local.'
    // Ten in a tenth of a second, the others later: a buffer full of them.
    for (let count = 0; count < 400; count++) {
      const question = { type: 'datagram', id: count, port: 53, from: '10.244.1.9:41200' } as const
      process.tell({ ...question, payload: { name, type: 'A' } })
    }
    expect(process.replies).toHaveLength(287)
    process.pass(10)
    server.ask(name)
    expect(process.replies).toHaveLength(288)
  })
})
