import { Buffer } from 'node:buffer'
import { decode, type OptAnswer } from 'dns-packet'
import type { Edns, Question, Rcode } from '../../engine/api/dns'

/** How every message begins. */
export interface Head {
  readonly id: number
  /** The flags' word. */
  readonly flags: number
}

/** A message as a client sends it, as far as it can be read. */
export interface Query extends Head {
  readonly question: Question
  /** The question as it stands in the message: answers repeat it octet for octet. */
  readonly raw: Buffer
  readonly opt: OptAnswer | undefined
}

/** What is to become of a message. */
export type Received =
  | { readonly type: 'query'; readonly query: Query }
  /** It gets a header back that says why, and the question if that could be read. */
  | ({ readonly type: 'refused'; readonly raw?: Buffer; readonly rcode: Rcode } & Head)
  /** Nobody answers that: it is an answer itself, or not even a header. */
  | { readonly type: 'ignored' }

/** The octets of a header. */
export const HEADER = 12
const RESPONSE = 0x8000
const RECURSION_DESIRED = 0x0100
const CHECKING_DISABLED = 0x0010

/** Options that CoreDNS sends back as they came: NSID, EXPIRE, COOKIE, KEEPALIVE, PADDING. */
const REPEATED = [3, 9, 10, 11, 12]

/** What a message is for: its opcode. */
export const opcodeOf = (flags: number): number => (flags >> 11) & 0xf
/** The opcodes that are answered: QUERY, and NOTIFY as if it were one. */
const ANSWERED = [0, 4]

/** Reads a message as CoreDNS' server does (miekg/dns, serveDNS and DefaultMsgAcceptFunc). */
export function received(bytes: Buffer): Received {
  if (bytes.length < HEADER) return { type: 'ignored' }
  const head: Head = { id: bytes.readUInt16BE(0), flags: bytes.readUInt16BE(2) }
  if ((head.flags & RESPONSE) !== 0) return { type: 'ignored' }
  const refused = { type: 'refused', ...head } as const
  if (!ANSWERED.includes(opcodeOf(head.flags))) return { ...refused, rcode: 'NOTIMP' }
  const [questions = 0, answers = 0, authority = 0, additional = 0] = [4, 6, 8, 10].map((at) =>
    bytes.readUInt16BE(at),
  )
  const isUsual = questions === 1 && answers <= 1 && authority <= 1 && additional <= 2
  if (!isUsual) return { ...refused, rcode: 'FORMERR' }
  // A header alone counts as read, whatever it promises; only then nothing is found in it.
  if (bytes.length === HEADER) return { ...refused, rcode: 'SERVFAIL' }
  const name = nameAt(bytes, HEADER)
  if (!name || bytes.length < name.end + 4) return { ...refused, rcode: 'FORMERR' }
  const raw = bytes.subarray(HEADER, name.end + 4)
  const question = questionIn(bytes, head, name)
  return question
    ? { type: 'query', query: { ...head, ...question, raw } }
    : { ...refused, raw, rcode: 'FORMERR' }
}

function questionIn(
  bytes: Buffer,
  { id, flags }: Head,
  name: NameAt,
): Pick<Query, 'question' | 'opt'> | undefined {
  try {
    const { additionals = [], questions = [] } = decode(bytes)
    const opt = additionals.find((each): each is OptAnswer => each.type === 'OPT')
    const [asked] = questions
    // The library reads a record's data as far as it says, be it there or not.
    if (!asked || Number(decode.bytes) > bytes.length) return undefined
    const edns = opt && ednsOf(opt)
    const question: Question = {
      id,
      name: name.text,
      type: typeText(bytes.readUInt16BE(name.end), asked.type),
      ...(asked.class === undefined || asked.class === 'IN' ? {} : { class: asked.class }),
      ...((flags & RECURSION_DESIRED) === 0 ? { recursionDesired: false } : {}),
      ...((flags & CHECKING_DISABLED) === 0 ? {} : { checkingDisabled: true }),
      ...(edns ? { edns } : {}),
    }
    return { question, opt }
  } catch {
    return undefined
  }
}

/** The options of a question that its answer repeats. */
export const repeatedOptions = ({ options }: OptAnswer): OptAnswer['options'] =>
  options.filter(({ code }) => REPEATED.includes(Number(code)))

const ednsOf = (opt: OptAnswer): Edns => ({
  size: opt.udpPayloadSize,
  dnssec: opt.flag_do === true,
  optionBytes: repeatedOptions(opt).reduce((sum, option) => sum + 4 + lengthOf(option), 0),
})

const lengthOf = (option: OptAnswer['options'][number]): number =>
  'data' in option && Buffer.isBuffer(option.data) ? option.data.length : 0

const NAMES: Readonly<Record<number, string>> = { 64: 'SVCB', 65: 'HTTPS', 255: 'ANY' }

const typeText = (number: number, known: string): string =>
  NAMES[number] ?? (/^UNKNOWN/.test(known) ? `TYPE${number}` : known)

interface NameAt {
  readonly text: string
  readonly end: number
}

// A name in full, as text: what is no plain character is written as its number.
function nameAt(bytes: Buffer, from: number): NameAt | undefined {
  let text = ''
  for (let at = from; at < bytes.length; ) {
    const length = bytes[at] ?? 0
    if (length === 0) return { text: text === '' ? '.' : text, end: at + 1 }
    if (length > 63 || at + length >= bytes.length) return undefined
    for (const octet of bytes.subarray(at + 1, at + 1 + length)) text += characterOf(octet)
    text += '.'
    at += length + 1
  }
  return undefined
}

function characterOf(octet: number): string {
  const isPlain = octet > 0x20 && octet < 0x7f
  if (!isPlain) return `\\${String(octet).padStart(3, '0')}`
  const character = String.fromCharCode(octet)
  return character === '.' || character === '\\' ? `\\${character}` : character
}
