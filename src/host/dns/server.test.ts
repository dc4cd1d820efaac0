import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { connect } from 'node:net'
import { decode, encode } from 'dns-packet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { open } from '../opening'
import { Live } from '../serve/live'
import { Frames, framed } from './frames'
import { type DnsServing, serveDns } from './server'

const manifest = `
apiVersion: v1
kind: Service
metadata: {name: web-svc}
spec: {clusterIP: 10.96.120.7, ports: [{name: http, port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: many}
spec: {clusterIP: None}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: many-1, labels: {kubernetes.io/service-name: many}}
addressType: IPv4
ports: []
endpoints:
${Array.from({ length: 40 }, (_, index) => `- addresses: [10.244.1.${index + 100}]`).join('\n')}
`
const WEB = 'web-svc.default.svc.cluster.local'
const MANY = 'many.default.svc.cluster.local'

let live: Live
let dns: DnsServing
const resolver = new Resolver({ timeout: 30_000, tries: 1 })

beforeAll(async () => {
  const { cluster } = await open({ manifest, traffic: [] })
  live = new Live(cluster, 1)
  dns = await serveDns(live, 0)
  resolver.setServers([`127.0.0.1:${dns.port}`])
})
afterAll(async () => {
  await dns.close()
  live.close()
})

// One datagram there, and the first that comes back.
function exchange(...datagrams: readonly Buffer[]): Promise<Buffer> {
  const socket = createSocket('udp4')
  return new Promise((done) => {
    socket.once('message', (reply) => {
      socket.close()
      done(reply)
    })
    for (const bytes of datagrams) socket.send(bytes, dns.port, '127.0.0.1')
  })
}

// So many answers to one client that asks all at once, in the order in which they come.
function answersTo(asked: readonly Buffer[]): Promise<readonly Buffer[]> {
  const socket = createSocket('udp4')
  const heard: Buffer[] = []
  return new Promise((done) => {
    socket.on('message', (reply) => {
      heard.push(reply)
      if (heard.length < asked.length) return
      socket.close()
      done(heard)
    })
    for (const bytes of asked) socket.send(bytes, dns.port, '127.0.0.1')
  })
}

const question = (name: string, more: object = {}) =>
  encode({ type: 'query', id: 7, flags: 0x0100, questions: [{ type: 'A', name }], ...more })

const opt = (udpPayloadSize: number, ednsVersion = 0) => ({
  additionals: [
    {
      type: 'OPT' as const,
      name: '.' as const,
      udpPayloadSize,
      ednsVersion,
      extendedRcode: 0,
      flags: 0,
      flag_do: false,
      options: [{ code: 10, data: Buffer.from('12345678') }],
    },
  ],
})

const VERSION = { type: 'TXT', name: 'version.bind', class: 'CH' }

describe('CoreDNS on a real port', () => {
  it('answers a real resolver', async () => {
    expect(await resolver.resolve4(WEB, { ttl: true })).toEqual([
      { address: '10.96.120.7', ttl: 30 },
    ])
    expect(await resolver.reverse('10.96.120.7')).toEqual([WEB])
    expect(await resolver.resolveSrv(`_http._tcp.${WEB}`)).toEqual([
      { priority: 0, weight: 100, port: 80, name: WEB },
    ])
    expect(await resolver.resolveSoa('cluster.local')).toMatchObject({
      nsname: 'ns.dns.cluster.local',
      hostmaster: 'hostmaster.cluster.local',
      minttl: 30,
    })
    expect(await resolver.resolveTxt('dns-version.cluster.local')).toEqual([['1.1.0']])
    expect(await resolver.resolve4('example.com')).toEqual(['93.184.216.34'])
    await expect(resolver.resolve4(`nope.${WEB}`)).rejects.toMatchObject({ code: 'ENOTFOUND' })
    await expect(resolver.resolve6(WEB)).rejects.toMatchObject({ code: 'ENODATA' })
  })
  it('gives a resolver the whole of a long answer by TCP', async () => {
    expect(await resolver.resolve4(MANY)).toHaveLength(40)
  })
  it('cuts what does not fit a datagram, its names shortened', async () => {
    const cut = await exchange(question(MANY))
    expect(cut).toHaveLength(12 + 36 + 29 * 16)
    expect(decode(cut)).toMatchObject({ flag_tc: true, flag_aa: true })
    const whole = await exchange(question(MANY, opt(1_232)))
    expect(decode(whole)).toMatchObject({ flag_tc: false })
    expect(decode(whole).answers).toHaveLength(40)
  })
  it('repeats the question as it was asked, with flags and options', async () => {
    const asked = question(WEB.replace('web', 'WeB'), opt(4_096))
    const reply = await exchange(asked)
    expect(reply.subarray(12, 50).equals(asked.subarray(12, 50))).toBe(true)
    const { id, flag_rd, flag_ra, flag_aa, additionals } = decode(reply)
    expect([id, flag_rd, flag_ra, flag_aa]).toEqual([7, true, false, true])
    expect(additionals).toMatchObject([
      {
        type: 'OPT',
        udpPayloadSize: 4_096,
        options: [{ code: 10, data: Buffer.from('12345678') }],
      },
    ])
  })
  it.each<[string, Buffer, string]>([
    // What a refused message says of itself is kept, and its question if it could be read.
    ['no question', Buffer.concat([Buffer.from([0, 7, 1, 0x20]), Buffer.alloc(8)]), '8121 0'],
    ['half a question', question(WEB).subarray(0, 30), '8101 0'],
    ['half an OPT record', question(WEB, opt(512)).subarray(0, -4), '8101 1'],
    ['a header that promises more', question(WEB).subarray(0, 12), '8102 0'],
    [
      'a name that points at itself',
      Buffer.from('000701000001000000000000c00c00010001', 'hex'),
      '8101 0',
    ],
    ['an UPDATE', Buffer.concat([Buffer.from([0, 7, 0x29]), Buffer.alloc(9)]), 'a904 0'],
    ['a NOTIFY', question(WEB, { flags: 0x2500 }), 'a400 1'],
    ['another class', question('version.bind', { questions: [VERSION] }), '8185 1'],
    ['a later EDNS', question(WEB, opt(1_232, 1)), '8100 1'],
  ])('says to %s what CoreDNS says', async (_, bytes, expected) => {
    const reply = await exchange(bytes)
    const flags = reply.readUInt16BE(2).toString(16)
    expect([reply.readUInt16BE(0), `${flags} ${reply.readUInt16BE(4)}`]).toEqual([7, expected])
  })
  it.each<[string, Buffer]>([
    ['what has no header', Buffer.from([0, 7, 1])],
    ['answers', Buffer.concat([Buffer.from([0, 7, 0x81]), Buffer.alloc(9)])],
  ])('says nothing to %s', async (_, bytes) => {
    const next = question(WEB, { id: 8 })
    expect((await exchange(bytes, next)).readUInt16BE(0)).toBe(8)
  })
  it('answers all of many who ask at once', async () => {
    const numbers = Array.from({ length: 200 }, (_, index) => index + 1)
    const asked = numbers.map((id) => question(id % 2 ? WEB : `x${id}.example`, { id }))
    const heard = await answersTo(asked)
    const ids = heard.map((reply) => reply.readUInt16BE(0))
    expect(ids.toSorted((one, other) => one - other)).toEqual(numbers)
  })
  it('answers what a connection asks in its order, though the client has hung up', async () => {
    const asked = ['example.com', MANY, WEB].map((name, index) =>
      framed(question(name, { id: index })),
    )
    const socket = connect(dns.port, '127.0.0.1')
    socket.end(Buffer.concat(asked))
    const heard: Buffer[] = []
    for await (const chunk of socket) heard.push(chunk as Buffer)
    const replies = new Frames().push(Buffer.concat(heard)).map((each) => decode(each))
    expect(replies.map(({ id, answers }) => [id, answers?.length])).toEqual([
      [0, 1],
      [1, 40],
      [2, 1],
    ])
  })
})

describe('a stream of messages', () => {
  it('is read in whatever pieces it comes', () => {
    const messages = ['', 'one', 'and another'].map((text) => Buffer.from(text))
    const bytes = Buffer.concat(messages.map(framed))
    for (let size = 1; size <= bytes.length; size++) {
      const frames = new Frames()
      const found: Buffer[] = []
      for (let at = 0; at < bytes.length; at += size) {
        found.push(...frames.push(bytes.subarray(at, at + size)))
      }
      expect(found.map(String)).toEqual(messages.map(String))
    }
  })
})
