import { beforeAll, describe, expect, it } from 'vitest'
import { open } from '../../../host/opening'
import type { PacketTrace, Trace } from '../../api/trace'
import type { ProxyMode } from '../../api/traffic'
import type { Cluster } from '../../cluster'
import type { RequestRecord } from '../../network/record'
import { seconds } from '../../sim'

const pod = (name: string, image: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels: { app: name.replace(/-\d$/, '') } },
  spec: { containers: [{ name: 'c', image, ...more }] },
})
const service = (name: string, app: string, port: object) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { selector: { app }, ports: [port] },
})
const server = 'registry.k8s.io/e2e-test-images/agnhost:2.53'
const objects = [
  pod('client', 'busybox:musl', { command: ['sleep', '3600'] }),
  pod('debian', 'nginx:1.27'),
  pod('web-1', server, { args: ['netexec', '--udp-port=8081'] }),
  pod('web-2', server, { args: ['netexec', '--udp-port=8081'] }),
  service('web', 'web', { port: 80, targetPort: 8080 }),
  service('typo', 'wep', { port: 80, targetPort: 8080 }),
  service('talk', 'web', { port: 53, targetPort: 8081, protocol: 'UDP' }),
  service('mute', 'web', { port: 53, targetPort: 9999, protocol: 'UDP' }),
]
const manifest = objects.map((object) => JSON.stringify(object)).join('\n---\n')
const client = { type: 'pod', namespace: 'default', name: 'client' } as const

let cluster: Cluster
beforeAll(async () => {
  ;({ cluster } = await open({ manifest, traffic: [] }))
}, 60_000)

/** What observers hear of the requests of the next seconds. */
function requestsOf(of: Cluster, act: () => void, span = seconds(8)): readonly RequestRecord[] {
  const records = new Map<number, RequestRecord>()
  of.observe({ request: (record) => records.set(record.id, record) })
  act()
  of.advance(of.now + span)
  of.observe(undefined)
  return [...records.values()].filter(({ client: place }) => !place.startsWith('node/'))
}

const traceOf = (of: Cluster, { id, started } = { id: 0, started: 0 }): Trace => {
  const trace = of.retrace({ request: id, started })
  if (!trace) throw new Error(`request ${id} is not known`)
  return trace
}

const codes = ({ steps }: Trace): readonly string[] => steps.map(({ code }) => code)

const packetOf = ({ steps }: Trace, code: string): PacketTrace => {
  const step = steps.find((each) => each.code === code)
  if (!step || !('packet' in step)) throw new Error(`no step ${code}`)
  return step.packet
}

describe('a request that was sent by hand', () => {
  it.each<ProxyMode>(['iptables', 'nftables', 'ipvs'])(
    'is traced afterwards as it went, in %s mode',
    async (mode) => {
      const { cluster: own } = await open({ manifest, traffic: [], mode })
      for (let turn = 0; turn < 3; turn++) {
        const asked = { from: client, to: 'http://web/hostname' }
        const [record, ...more] = requestsOf(own, () => own.sendByHand(asked), seconds(1))
        expect(more).toEqual([])
        const before = own.digest()
        const trace = traceOf(own, record)
        expect(own.digest()).toBe(before)
        const { started, ended, server: place } = record as RequestRecord
        expect(trace).toMatchObject({ outcome: 'ok', started, ended, request: asked })
        expect(packetOf(trace, 'connect').to).toBe(place)
        const rules = packetOf(trace, 'connect').passes.flatMap((pass) => pass.rules)
        expect(rules.filter(({ does, matched }) => does === 'dnat' && matched)).toHaveLength(1)
        expect(traceOf(own, record)).toEqual(trace)
      }
    },
  )

  it.each([
    ['udp://talk:53', 'ok', ['datagram', 'reply', 'end']],
    ['udp://mute:53', 'rejected', ['datagram', 'unreachable', 'end']],
    ['icmp://web', 'timeout', ['echo', 'end']],
    ['tcp://web:80', 'ok', ['connect', 'accept', 'end']],
    ['http://typo', 'rejected', ['connect', 'unreachable', 'end']],
    ['http://wbe', 'name-not-found', ['answer', 'answer', 'end']],
  ])('%s ends for whoever listens as its trace says: %s', (to, outcome, last) => {
    const own = cluster.fork()
    const [record] = requestsOf(own, () => own.sendByHand({ from: client, to }))
    const trace = traceOf(own, record)
    expect(record).toMatchObject({ outcome, ended: trace.ended })
    expect(trace.outcome).toBe(outcome)
    expect(codes(trace).slice(-last.length)).toEqual(last)
  })

  it('is under way until something comes of it', () => {
    const own = cluster.fork()
    const ask = () => own.sendByHand({ from: client, to: 'http://web:81' })
    const [record] = requestsOf(own, ask, seconds(1))
    const trace = traceOf(own, record)
    expect(trace).toMatchObject({ outcome: 'under-way', causes: [] })
    expect(codes(trace)).toContain('connect')
  })

  it('can be undone, as every input can', () => {
    const own = cluster.fork()
    const { length } = own.inputs
    own.sendByHand({ from: client, to: 'http://web' })
    const { now } = own
    own.advance(now + seconds(1))
    own.dropFrom(length)
    const other = cluster.fork()
    expect(own.now).toBe(now)
    for (const each of [own, other]) each.advance(now + seconds(2))
    expect(own.digest()).toBe(other.digest())
  })

  it.each([
    [{ ...client, name: 'nobody' }, 'pod/default/nobody'],
    [{ type: 'node', name: 'node-9' }, 'node/node-9'],
  ])('needs somebody who sends it', (from, place) => {
    const request = {
      method: 'POST',
      path: '/playground/v1/send',
      body: { from, to: 'http://web' },
    }
    const response = cluster.fork().request(request as never)
    const message = `nothing runs in ${place}`
    expect(response).toMatchObject({ status: 404, body: { reason: 'NotFound', message } })
  })
})

describe('any other request', () => {
  it.each([
    ['wget -qO- http://web/hostname', /^http:\/\/web\/hostname/, 'ok'],
    ['wget -qO- http://typo', /^http:\/\/typo/, 'rejected'],
    ['nc -z web 80', /^tcp:\/\/web:80/, 'ok'],
    ['nslookup wbe', /^dns:/, 'name-not-found'],
    ['ping -c 1 -W 1 web', /^icmp:/, 'timeout'],
  ])('is traced by its number: %s', (line, to, outcome) => {
    const own = cluster.fork()
    const path = '/api/v1/namespaces/default/pods/client/exec'
    const query = { command: line.split(' '), stdout: 'true', stderr: 'true' }
    let session: number | undefined
    const open = () => {
      const answer = own.request({ method: 'POST', path, query } as never)
      if ('stream' in answer && answer.stream.type === 'session') session = answer.stream.session
    }
    const last = requestsOf(own, open).at(-1)
    expect(last?.session).toBe(session)
    const trace = traceOf(own, last)
    expect(last?.outcome).toBe(outcome)
    expect(trace).toMatchObject({ outcome, started: last?.started, ended: last?.ended })
    expect(trace.request).toMatchObject({ from: client, to: expect.stringMatching(to) })
    expect(trace.steps.length).toBeGreaterThan(1)
  })

  it.each([
    ['keepAlive', { keepAlive: true }],
    ['multiplexed', { keepAlive: true, multiplexed: true }],
  ])('says that it takes an open connection: %s', async (_, use) => {
    const pace = { ratePerSecond: 4, concurrency: 2, timeoutSeconds: 2 }
    const kept = { name: 'kept', from: client, url: 'http://web/hostname', ...pace, ...use }
    const { cluster: own } = await open({ manifest, traffic: [kept] as never })
    const records = requestsOf(own, () => undefined, seconds(2))
    const trace = traceOf(own, records.at(-2))
    expect(trace.outcome).toBe('ok')
    expect(codes(trace)).toContain('reused')
    expect(codes(trace)).not.toContain('connect')
    expect(packetOf(trace, 'request').passes[0]).toMatchObject({ state: 'established' })
    expect(codes(trace).filter((code) => code === 'response')).toHaveLength(1)
  })

  it('that nobody sent is not known', () => {
    const body = { request: 123_456_789, started: 1 }
    const asked = { method: 'POST', path: '/playground/v1/trace', body } as never
    expect(cluster.request(asked)).toMatchObject({ status: 404 })
  })
})

describe('a name', () => {
  it.each([
    ['client', 'musl'],
    ['debian', 'glibc'],
  ])("is looked up as its image's library does: %s, %s", (name, libc) => {
    const { steps } = cluster.trace({ from: { ...client, name }, to: 'http://web' })
    expect(steps[0]).toMatchObject({ code: 'resolver', libc })
  })
})
