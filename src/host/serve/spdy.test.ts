import { constants, createDeflate, createInflate, type Deflate, type Inflate } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { Spdy, type SpdyListener, spdyDictionary } from './spdy'

// A client's end, made of Node's zlib: what one compresses, the other must read.
const dictionary = spdyDictionary()

function pushed(stream: Deflate | Inflate, bytes: Uint8Array): Promise<Buffer> {
  return new Promise((done, fail) => {
    const chunks: Buffer[] = []
    const collect = (chunk: Buffer) => chunks.push(chunk)
    stream.on('data', collect)
    stream.once('error', fail)
    stream.write(bytes)
    stream.flush(constants.Z_SYNC_FLUSH, () => {
      stream.off('data', collect)
      done(Buffer.concat(chunks))
    })
  })
}

const number = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
const text = (value: string) => Buffer.concat([number(value.length), Buffer.from(value)])
const headers = (entries: Readonly<Record<string, string>>) =>
  Buffer.concat([
    number(Object.keys(entries).length),
    ...Object.entries(entries).flatMap(([name, value]) => [text(name), text(value)]),
  ])
const control = (type: number, flags: number, payload: Uint8Array) =>
  Buffer.concat([
    Buffer.from([0x80, 3, 0, type, flags, 0]),
    number(payload.length).subarray(2),
    payload,
  ])
const data = (stream: number, flags: number, payload: string) =>
  Buffer.concat([
    number(stream),
    Buffer.from([flags, 0]),
    number(payload.length).subarray(2),
    Buffer.from(payload),
  ])

function server() {
  const seen: unknown[] = []
  const sent: Buffer[] = []
  const listener: SpdyListener = {
    opened: (stream, all) => seen.push(['opened', stream, all]),
    data: (stream, bytes) => seen.push(['data', stream, Buffer.from(bytes).toString()]),
    finished: (stream) => seen.push(['finished', stream]),
    reset: (stream) => seen.push(['reset', stream]),
  }
  return { seen, sent, spdy: new Spdy((bytes) => sent.push(Buffer.from(bytes)), listener) }
}

async function synStream(deflate: Deflate, stream: number, entries: Record<string, string>) {
  const block = await pushed(deflate, headers(entries))
  const head = Buffer.concat([number(stream), number(0), Buffer.from([0, 0])])
  return control(1, 0, Buffer.concat([head, block]))
}

describe('SPDY', () => {
  it('reads streams whose headers share one compression, cut anywhere', async () => {
    const deflate = createDeflate({ dictionary })
    const bytes = Buffer.concat([
      await synStream(deflate, 1, { streamtype: 'error', port: '80', requestid: '0' }),
      await synStream(deflate, 3, { streamtype: 'data', port: '80', requestid: '0' }),
      data(1, 1, ''),
      data(3, 0, 'GET / HTTP/1.1\r\n\r\n'),
      control(3, 0, Buffer.concat([number(3), number(5)])),
    ])
    for (const size of [1, 7, bytes.length]) {
      const { spdy, seen } = server()
      for (let at = 0; at < bytes.length; at += size) spdy.receive(bytes.subarray(at, at + size))
      expect(seen).toEqual([
        ['opened', 1, { streamtype: 'error', port: '80', requestid: '0' }],
        ['opened', 3, { streamtype: 'data', port: '80', requestid: '0' }],
        ['finished', 1],
        ['data', 3, 'GET / HTTP/1.1\r\n\r\n'],
        ['reset', 3],
      ])
    }
  })

  it('accepts streams with header blocks that a client can read', async () => {
    const { spdy, sent } = server()
    spdy.reply(1)
    spdy.reply(3)
    const inflate = createInflate({ dictionary })
    for (const [index, frame] of sent.entries()) {
      expect([...frame.subarray(0, 4)]).toEqual([0x80, 3, 0, 2])
      expect(frame.readUInt32BE(8)).toBe(index * 2 + 1)
      expect([...(await pushed(inflate, frame.subarray(12)))]).toEqual([0, 0, 0, 0])
    }
  })

  it('sends data, and says which is the last', () => {
    const { spdy, sent } = server()
    spdy.data(3, Buffer.from('ok'))
    spdy.data(3, new Uint8Array(), true)
    expect(Buffer.concat(sent)).toEqual(Buffer.concat([data(3, 0, 'ok'), data(3, 1, '')]))
  })

  it('echoes a ping', () => {
    const { spdy, sent } = server()
    const ping = control(6, 0, number(7))
    spdy.receive(ping)
    expect(sent).toEqual([ping])
  })

  it('breaks off at frames that are too large, and at headers that are none', async () => {
    expect(() => server().spdy.receive(Buffer.from([0x80, 3, 0, 1, 0, 255, 255, 255]))).toThrow()
    const block = await pushed(createDeflate({ dictionary }), Buffer.from([0, 0, 0, 9]))
    const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 0, 0, 0])
    const frame = control(1, 0, Buffer.concat([head, block]))
    expect(() => server().spdy.receive(frame)).toThrow('cut off')
  })
})
