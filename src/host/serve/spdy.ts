import { Unzlib } from 'fflate'

/** What a SPDY/3.1 client does with its streams. */
export interface SpdyListener {
  /** A stream is opened, with lower-case header names. */
  opened(stream: number, headers: Readonly<Record<string, string>>): void
  data(stream: number, bytes: Uint8Array): void
  /** The client has sent all that it will on this stream. */
  finished(stream: number): void
  /** The client wants no more of a stream. */
  reset(stream: number): void
}

const CONTROL = 0x80
const VERSION = 3
const FIN = 1
const HEADER_BYTES = 8
const MOST_FRAME_BYTES = 1 << 20
const types = { synStream: 1, synReply: 2, reset: 3, settings: 4, ping: 6, goAway: 7, headers: 8 }

/**
 * The server's end of a SPDY/3.1 connection, as far as port forwarding needs one: kubectl speaks it
 * over a socket and inside a WebSocket, cut into messages anywhere.
 */
export class Spdy {
  private pending: Uint8Array = new Uint8Array()
  private hasAnswered = false
  private block: Uint8Array = new Uint8Array()
  // One compression context for all header blocks of a direction.
  private readonly inflate = new Unzlib({ dictionary: spdyDictionary() }, (chunk) => {
    this.block = joined(this.block, chunk)
  })

  constructor(
    private readonly write: (bytes: Uint8Array) => void,
    private readonly listener: SpdyListener,
  ) {}

  /** Takes what has come, in pieces of any size. Throws when it is no SPDY. */
  receive(bytes: Uint8Array): void {
    this.pending = joined(this.pending, bytes)
    while (this.pending.length >= HEADER_BYTES) {
      const length = uint32(this.pending, 4) & 0xff_ffff
      if (length > MOST_FRAME_BYTES) throw new Error(`SPDY frame of ${length} bytes`)
      const end = HEADER_BYTES + length
      if (this.pending.length < end) return
      const frame = this.pending.subarray(0, end)
      this.pending = this.pending.subarray(end)
      this.take(frame)
    }
  }

  /** Accepts a stream that the client has opened. */
  reply(stream: number): void {
    const block = this.headerBlock()
    this.send(types.synReply, joined(number32(stream), block))
  }

  /** Sends bytes on a stream; `isLast` says that no more will come. */
  data(stream: number, bytes: Uint8Array, isLast = false): void {
    const length = number32(bytes.length)
    length[0] = isLast ? FIN : 0
    this.write(joined(joined(number32(stream), length), bytes))
  }

  private take(frame: Uint8Array): void {
    const flags = frame[4] ?? 0
    const payload = frame.subarray(HEADER_BYTES)
    if (((frame[0] ?? 0) & CONTROL) === 0) {
      const stream = uint32(frame, 0)
      if (payload.length > 0) this.listener.data(stream, payload)
      if (flags & FIN) this.listener.finished(stream)
      return
    }
    const type = uint32(frame, 0) & 0xffff
    const stream = payload.length >= 4 ? uint32(payload, 0) : 0
    if (type === types.ping) this.send(types.ping, payload)
    else if (type === types.reset) this.listener.reset(stream)
    else if (type === types.synStream) {
      this.listener.opened(stream, this.headersIn(payload.subarray(10)))
      if (flags & FIN) this.listener.finished(stream)
    } else if (type === types.headers) this.headersIn(payload.subarray(4))
  }

  private headersIn(compressed: Uint8Array): Readonly<Record<string, string>> {
    this.block = new Uint8Array()
    this.inflate.push(compressed)
    const { block } = this
    let at = 0
    const number = (): number => {
      if (at + 4 > block.length) throw new Error('SPDY header block cut off')
      at += 4
      return uint32(block, at - 4)
    }
    const text = (): string => {
      const length = number()
      at += length
      return new TextDecoder().decode(block.subarray(at - length, at))
    }
    const headers: [string, string][] = []
    for (let count = number(); count > 0; count--) headers.push([text().toLowerCase(), text()])
    return Object.fromEntries(headers)
  }

  // No headers, in a block that is stored as it is, and the empty one of a flush, without which Go
  // does not hand on what it has read; the first begins the compressed stream.
  private headerBlock(): Uint8Array {
    const none = number32(0)
    const stored = Uint8Array.from([0, 4, 0, 251, 255, ...none, 0, 0, 0, 255, 255])
    if (this.hasAnswered) return stored
    this.hasAnswered = true
    return joined(Uint8Array.from([0x78, 0xbb, ...number32(DICTIONARY_CHECKSUM)]), stored)
  }

  private send(type: number, payload: Uint8Array): void {
    const head = Uint8Array.from([CONTROL, VERSION, 0, type, ...number32(payload.length)])
    this.write(joined(head, payload))
  }
}

const uint32 = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getUint32(at)

function number32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second
  const bytes = new Uint8Array(first.length + second.length)
  bytes.set(first)
  bytes.set(second, first.length)
  return bytes
}

const DICTIONARY_CHECKSUM = 0xe3c6a7c2

const DICTIONARY_WORDS =
  'options head post put delete trace accept accept-charset accept-encoding accept-language ' +
  'accept-ranges age allow authorization cache-control connection content-base content-encoding ' +
  'content-language content-length content-location content-md5 content-range content-type date ' +
  'etag expect expires from host if-match if-modified-since if-none-match if-range ' +
  'if-unmodified-since last-modified location max-forwards pragma proxy-authenticate ' +
  'proxy-authorization range referer retry-after server te trailer transfer-encoding upgrade ' +
  'user-agent vary via warning www-authenticate method get status 200_OK version HTTP/1.1 url ' +
  'public set-cookie keep-alive origin'

const DICTIONARY_TAIL =
  '10010120120220520630030230330430530630740240540640740840941041141241341441541641750250450520' +
  '3 Non-Authoritative Information204 No Content301 Moved Permanently400 Bad Request401 Unautho' +
  'rized403 Forbidden404 Not Found500 Internal Server Error501 Not Implemented503 Service Unava' +
  'ilableJan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec 00:00:00 Mon, Tue, Wed, Thu, Fri, Sat' +
  ', Sun, GMTchunked,text/html,image/png,image/jpg,image/gif,application/xml,application/xhtml+' +
  'xml,text/plain,text/javascript,publicprivatemax-age=gzip,deflate,sdchcharset=utf-8charset=is' +
  'o-8859-1,utf-,*,enq=0.'

/** The text that both ends' compression begins with (SPDY protocol draft 3, section 2.6.10). */
export function spdyDictionary(): Uint8Array {
  const encoder = new TextEncoder()
  const words = DICTIONARY_WORDS.split(' ').map((word) => encoder.encode(word.replace('_', ' ')))
  const listed = words.map((word) => joined(number32(word.length), word))
  return [...listed, encoder.encode(DICTIONARY_TAIL)].reduce(joined)
}
