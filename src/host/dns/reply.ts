import { Buffer } from 'node:buffer'
import { type Answer as Encodable, encode } from 'dns-packet'
import { type Answer, type ResourceRecord, rcodes } from '../../engine/api/dns'
import { isCompressed } from '../../engine/api/dns-wire'
import { HEADER, opcodeOf, type Query, type Received, repeatedOptions } from './message'

const FLAGS = { response: 0x8000, authoritative: 0x0400, truncated: 0x0200, available: 0x0080 }
/** The flags `rd` and `cd`, which an answer repeats; and all that a refused message keeps. */
const REPEATED = 0x0110
const KEPT = 0x03b0
const OPCODE = 0x7800
/** The flags of an OPT record that come back: `do` first of all. */
const OPT_FLAGS = 0xff00
const DNSSEC_OK = 0x8000
const BAD_VERSION = 16

// Of a NOTIFY only the opcode comes back (miekg/dns, SetReply).
const repeatedFlags = (flags: number): number =>
  opcodeOf(flags) === 0 ? flags & REPEATED : flags & OPCODE

/**
 * What is said to a message that cannot be answered: its own header, as one that is none
 * (miekg/dns, SetRcodeFormatError); of one that could be read, and is empty, as of an answer.
 */
export function refusal({ id, flags, rcode, raw }: Extract<Received, { type: 'refused' }>): Buffer {
  const code = FLAGS.response | rcodes.indexOf(rcode)
  const kept = rcode === 'SERVFAIL' ? repeatedFlags(flags) : flags & KEPT
  const own = code | kept | (rcode === 'NOTIMP' ? flags & OPCODE : 0)
  const head = header(id, own, [raw ? 1 : 0, 0, 0, 0])
  return raw ? Buffer.concat([head, raw]) : head
}

function header(id: number, flags: number, counts: readonly number[]): Buffer {
  const bytes = Buffer.alloc(HEADER)
  for (const [index, word] of [id, flags, ...counts].entries()) {
    bytes.writeUInt16BE(word, index * 2)
  }
  return bytes
}

/** What is said to a client that speaks a later EDNS than there is. */
export function badVersion({ id, flags, raw }: Query): Buffer {
  const own = FLAGS.response | repeatedFlags(flags)
  const opt = encodedOpt({ size: 0, flags: 0, extended: BAD_VERSION >> 4, options: [] })
  return Buffer.concat([header(id, own, [1, 0, 0, 1]), raw, opt])
}

interface Opt {
  readonly size: number
  readonly flags: number
  readonly extended: number
  readonly options: NonNullable<Query['opt']>['options']
}

function encodedOpt({ size, flags, extended, options }: Opt): Buffer {
  const opt = {
    type: 'OPT',
    name: '.',
    udpPayloadSize: size,
    extendedRcode: extended,
    ednsVersion: 0,
    flags,
    options,
  } as const
  const bytes = encode({ additionals: [{ ...opt, flag_do: (flags & DNSSEC_OK) !== 0 }] })
  const record = Buffer.from(bytes.subarray(HEADER))
  // The library takes a size of none for its own default.
  record.writeUInt16BE(size, 3)
  return record
}

/** An answer in the form in which it is sent. */
export function replyTo(query: Query, answer: Answer, protocol: 'UDP' | 'TCP'): Buffer {
  const { id, flags, raw, opt } = query
  const { answers, authority, additional } = answer
  const own =
    FLAGS.response |
    repeatedFlags(flags) |
    (answer.authoritative ? FLAGS.authoritative : 0) |
    (answer.truncated ? FLAGS.truncated : 0) |
    (answer.recursionAvailable ? FLAGS.available : 0) |
    rcodes.indexOf(answer.rcode)
  const counts = [1, answers.length, authority.length, additional.length + (opt ? 1 : 0)]
  const writer = new Writer(query, isCompressed(answer, protocol))
  writer.put(header(id, own, counts))
  writer.question(raw)
  for (const record of [...answers, ...authority, ...additional]) writer.record(record)
  if (opt) {
    const options = repeatedOptions(opt)
    const size = opt.udpPayloadSize
    writer.put(encodedOpt({ size, flags: opt.flags & OPT_FLAGS, extended: 0, options }))
  }
  return Buffer.concat(writer.parts)
}

/** In a message of one record, owned by the root, the octets before the length of its data. */
const BEFORE_DATA = HEADER + 9
const POINTER = 0xc000
const FARTHEST = 0x3fff

/** Writes records, with names in full or shortened to where they stood before. */
class Writer {
  readonly parts: Buffer[] = []
  private length = 0
  private readonly seen = new Map<string, number>()

  constructor(
    private readonly query: Query,
    private readonly isShort: boolean,
  ) {}

  put(bytes: Buffer): void {
    this.parts.push(bytes)
    this.length += bytes.length
  }

  question(raw: Buffer): void {
    if (this.isShort) this.remember(this.query.question.name, HEADER)
    this.put(raw)
  }

  record(record: ResourceRecord): void {
    this.put(this.name(record.name, this.length))
    const plain = encode({ answers: [encodable(record)] })
    const fixed = plain.subarray(HEADER + 1, BEFORE_DATA)
    const data = this.shortened(record) ?? plain.subarray(BEFORE_DATA + 2)
    const size = Buffer.alloc(2)
    size.writeUInt16BE(data.length)
    this.put(Buffer.concat([fixed, size, data]))
  }

  // The names in a record's data that may be shortened: not that of SRV (RFC 2782).
  private shortened({ type, data }: ResourceRecord): Buffer | undefined {
    if (!this.isShort) return undefined
    const at = this.length + BEFORE_DATA - HEADER - 1 + 2
    if (type === 'CNAME' || type === 'NS' || type === 'PTR') return this.name(data, at)
    if (type !== 'SOA') return undefined
    const [server = '.', mailbox = '.', ...numbers] = data.split(' ')
    const first = this.name(server, at)
    const second = this.name(mailbox, at + first.length)
    const rest = Buffer.alloc(20)
    for (const [index, number] of numbers.entries()) rest.writeUInt32BE(Number(number), index * 4)
    return Buffer.concat([first, second, rest])
  }

  // A name as it will stand at `at`.
  private name(name: string, at: number): Buffer {
    if (!this.isShort) return this.inFull(name)
    const labels = name === '.' ? [] : name.slice(0, -1).split('.')
    const bytes: Buffer[] = []
    let length = 0
    for (const [index, label] of labels.entries()) {
      const rest = `${labels.slice(index).join('.')}.`.toLowerCase()
      const known = this.seen.get(rest)
      if (known !== undefined) {
        const pointer = Buffer.alloc(2)
        pointer.writeUInt16BE(POINTER | known)
        return Buffer.concat([...bytes, pointer])
      }
      if (at + length <= FARTHEST) this.seen.set(rest, at + length)
      const text = Buffer.from(label, 'latin1')
      bytes.push(Buffer.from([text.length]), text)
      length += text.length + 1
    }
    return Buffer.concat([...bytes, Buffer.from([0])])
  }

  private inFull(name: string): Buffer {
    const { question, raw } = this.query
    if (name === question.name) return raw.subarray(0, -4)
    return encode({ questions: [{ name, type: 'A' }] }).subarray(HEADER, -4)
  }

  private remember(name: string, at: number): void {
    const labels = name.slice(0, -1).split('.')
    let place = at
    for (const [index, label] of labels.entries()) {
      this.seen.set(`${labels.slice(index).join('.')}.`.toLowerCase(), place)
      place += label.length + 1
    }
  }
}

const TEXTS = /"(?:[^"\\]|\\.)*"|\S+/g
const unquoted = (text: string): string => text.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1')

// A record as the library takes it, owned by the root.
function encodable({ type, ttl, data }: ResourceRecord): Encodable {
  const owner = { name: '.', ttl }
  const words = data.split(' ')
  switch (type) {
    case 'SRV': {
      const [priority, weight, port] = words.map(Number)
      const target = words[3] ?? '.'
      const place = { priority: priority ?? 0, weight: weight ?? 0, port: port ?? 0, target }
      return { ...owner, type, data: place }
    }
    case 'SOA': {
      const [mname = '.', rname = '.', ...numbers] = words
      const [serial = 0, refresh = 0, retry = 0, expire = 0, minimum = 0] = numbers.map(Number)
      return {
        ...owner,
        type,
        data: { mname, rname, serial, refresh, retry, expire, minimum },
      }
    }
    case 'MX':
      return { ...owner, type, data: { preference: Number(words[0]), exchange: words[1] ?? '.' } }
    case 'HINFO': {
      const [cpu = '', os = ''] = (data.match(TEXTS) ?? []).map(unquoted)
      return { ...owner, type, data: { cpu, os } }
    }
    case 'A':
    case 'AAAA':
    case 'CNAME':
    case 'NS':
    case 'PTR':
      return { ...owner, type, data }
    default:
      return { ...owner, type: 'TXT', data: (data.match(TEXTS) ?? []).map(unquoted) }
  }
}
