import { describe, expect, it } from 'vitest'
import { readerOf } from '../../apiserver/reader'
import { emptyStore } from '../../apiserver/store'
import { kubeadmCorefile } from '../corefile/kubeadm'
import { NameServer } from '../testing'

const reader = readerOf(emptyStore)
const upstream = { 'example.com.': { A: ['93.184.216.34'] } }

describe('the cache', () => {
  const caching = (...lines: string[]) => {
    const corefile = kubeadmCorefile.replace('cache 30 {\n', `cache 30 {\n${lines.join('\n')}\n`)
    return new NameServer(reader, { corefile, upstream })
  }
  it('renews what is wanted much before it ends, and nobody waits for that', () => {
    const server = caching('prefetch 2 10s 20%')
    server.ask('example.com.')
    server.process.pass(25)
    server.ask('example.com.')
    // Often enough, and in the last fifth of its life.
    expect(server.ask('example.com.').answers).toMatchObject([{ ttl: 5 }])
    expect(server.asked).toHaveLength(2)
    server.process.pass(1)
    expect(server.ask('example.com.').answers).toMatchObject([{ ttl: 29 }])
    server.process.pass(25)
    // It comes after more than ten seconds: the count begins anew.
    server.ask('example.com.')
    expect(server.asked).toHaveLength(2)
  })
  it('gives what has ended while it asks anew, if it may', () => {
    const server = caching('serve_stale 60s')
    server.ask('example.com.')
    server.process.pass(40)
    const stale = server.ask('example.com.')
    expect(stale).toMatchObject({ authoritative: true, answers: [{ ttl: 0 }] })
    expect(server.ask('example.com.').answers).toMatchObject([{ ttl: 30 }])
    server.process.pass(91)
    expect(server.ask('example.com.')).toMatchObject({ authoritative: false })
  })
  it('gives what has ended only when nobody answers, if it is to make sure', () => {
    const server = caching('serve_stale 1h verify')
    server.ask('example.com.')
    server.process.pass(40)
    expect(server.ask('example.com.').answers).toMatchObject([{ ttl: 30 }])
    server.process.pass(40)
    server.isCutOff = true
    expect(() => server.ask('example.com.')).toThrow('no answer')
    server.letFail()
    expect(server.process.replies.at(-1)).toMatchObject({ rcode: 'NOERROR', answers: [{ ttl: 0 }] })
  })
  it('keeps failures for as long as it is told', () => {
    const broken = { 'broken.example.': 'SERVFAIL' } as const
    const corefile = kubeadmCorefile.replace('cache 30 {', 'cache 30 {\n servfail 20s')
    const server = new NameServer(reader, { corefile, upstream: broken })
    server.ask('broken.example.')
    server.process.pass(19)
    server.ask('broken.example.')
    expect(server.asked).toHaveLength(1)
    server.process.pass(1)
    server.ask('broken.example.')
    expect(server.asked).toHaveLength(2)
  })
})
