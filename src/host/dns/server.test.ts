import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { connect } from 'node:net'
import { decode, encode, streamDecode, streamEncode } from 'dns-packet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { open } from '../opening'
import { Live } from '../serve/live'
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
const resolver = new Resolver({ timeout: 4_000, tries: 1 })

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

// One datagram there, and one back; undefined when none comes.
function exchange(bytes: Buffer, patience = 4_000): Promise<Buffer | undefined> {
  const socket = createSocket('udp4')
  return new Promise((done) => {
    const end = (reply?: Buffer) => {
      clearTimeout(timer)
      socket.close()
      done(reply)
    }
    const timer = setTimeout(end, patience)
    socket.once('message', (reply) => end(reply))
    socket.send(bytes, dns.port, '127.0.0.1')
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
    expect(decode(cut ?? Buffer.alloc(0))).toMatchObject({ flag_tc: true, flag_aa: true })
    const whole = await exchange(question(MANY, opt(1_232)))
    expect(decode(whole ?? Buffer.alloc(0))).toMatchObject({ flag_tc: false })
    expect(decode(whole ?? Buffer.alloc(0)).answers).toHaveLength(40)
  })
  it('repeats the question as it was asked, with flags and options', async () => {
    const asked = question(WEB.replace('web', 'WeB'), opt(4_096))
    const reply = (await exchange(asked)) ?? Buffer.alloc(0)
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
  it.each<[string, Buffer, number | undefined]>([
    ['no header', Buffer.from([0, 7, 1]), undefined],
    ['an answer', Buffer.concat([Buffer.from([0, 7, 0x81]), Buffer.alloc(9)]), undefined],
    ['no question', Buffer.concat([Buffer.from([0, 7, 1]), Buffer.alloc(9)]), 1],
    ['half a question', question(WEB).subarray(0, 30), 1],
    ['a name that points at itself', Buffer.from('000701000001000000000000c00c00010001', 'hex'), 1],
    ['another opcode', Buffer.concat([Buffer.from([0, 7, 0x28]), Buffer.alloc(9)]), 4],
    ['another class', question(WEB, { questions: [{ type: 'A', name: WEB, class: 'CH' }] }), 5],
    ['a later EDNS', question(WEB, opt(1_232, 1)), 0],
  ])('survives %s', async (_, bytes, rcode) => {
    const reply = await exchange(bytes, rcode === undefined ? 100 : 4_000)
    expect(reply && reply.readUInt16BE(2) & 0xf).toBe(rcode)
    expect(await resolver.resolve4(WEB)).toEqual(['10.96.120.7'])
  })
  it('takes several questions by one connection, in whatever pieces they come', async () => {
    const socket = connect(dns.port, '127.0.0.1')
    const asked = [WEB, MANY].map((name) =>
      streamEncode({ type: 'query', id: 9, questions: [{ type: 'A', name }] }),
    )
    const bytes = Buffer.concat(asked)
    socket.write(bytes.subarray(0, 20))
    setTimeout(() => socket.write(bytes.subarray(20)), 20)
    let heard = Buffer.alloc(0)
    const replies: number[] = []
    await new Promise<void>((done) => {
      socket.on('data', (chunk) => {
        heard = Buffer.concat([heard, chunk])
        while (heard.length > 2 && heard.length >= 2 + heard.readUInt16BE(0)) {
          const end = 2 + heard.readUInt16BE(0)
          replies.push(streamDecode(heard.subarray(0, end)).answers?.length ?? 0)
          heard = heard.subarray(end)
        }
        if (replies.length === 2) done()
      })
    })
    socket.destroy()
    expect(replies.toSorted((one, other) => one - other)).toEqual([1, 40])
  })
})
