import { describe, expect, it } from 'vitest'
import type { Answer } from '../api/dns'
import { type Reader, readerOf } from '../apiserver/reader'
import { emptyStore, put } from '../apiserver/store'
import { launch } from '../images/testing'
import { resourceOf } from '../resources'
import { coredns } from './image'

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
const upstream = { 'example.com.': { A: ['93.184.216.34'] } }

const start = (
  reader: Reader = readerOf(put(emptyStore, resourceOf('Service'), service).store),
) => {
  const lent = { reader, upstream }
  const process = launch(coredns, ['-conf', '/etc/coredns/Corefile'], { tag: 'v1.12.1', lent })
  const ask = (name: string, type = 'A', id = 1): Answer | undefined => {
    const payload = { id, name, type }
    process.tell({ type: 'datagram', id: 1, port: 53, from: '10.244.1.9:41200', payload })
    return process.replies.at(-1) as Answer | undefined
  }
  return { process, ask }
}

describe('the CoreDNS image', () => {
  it('listens where its Service and its probes expect it', () => {
    expect(start().process.listening).toEqual([
      '53/UDP',
      '53/TCP',
      '8080/TCP',
      '8181/TCP',
      '9153/TCP',
    ])
    expect(start().process.get('/health')).toMatchObject({ status: 200, body: 'OK' })
    expect(start().process.get('/ready')).toMatchObject({ status: 200, body: 'OK' })
  })
  it('answers a question with its number', () => {
    expect(start().ask('web.default.svc.cluster.local.', 'A', 7)).toMatchObject({
      id: 7,
      rcode: 'NOERROR',
      answers: [{ data: '10.96.0.7', ttl: 30 }],
    })
  })
  it('keeps what comes from outside, counting down, and then claims authority for it', () => {
    const { ask, process } = start()
    expect(ask('example.com.')).toMatchObject({ authoritative: false, answers: [{ ttl: 30 }] })
    process.pass(2)
    expect(ask('example.com.', 'A', 9)).toMatchObject({
      id: 9,
      authoritative: true,
      answers: [{ ttl: 28 }],
    })
    process.pass(28)
    expect(ask('example.com.')).toMatchObject({ authoritative: false, answers: [{ ttl: 30 }] })
  })
  it('never keeps what it says of the cluster', () => {
    const { ask, process } = start()
    ask('web.default.svc.cluster.local.')
    process.pass(5)
    expect(ask('web.default.svc.cluster.local.')).toMatchObject({ answers: [{ ttl: 30 }] })
  })
  it('serves on for five seconds after SIGTERM', () => {
    const { ask, process } = start()
    process.tell({ type: 'signal', signal: 'SIGTERM' })
    process.pass(4.9)
    expect(ask('web.default.svc.cluster.local.')?.rcode).toBe('NOERROR')
    process.pass(0.1)
    expect(process.exit).toBe(0)
  })
})
