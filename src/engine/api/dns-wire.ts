import type { Answer, Edns, Question, ResourceRecord } from './dns'

const HEADER = 12
const QUESTION_TAIL = 4
const RECORD_TAIL = 10
const OPT = 11
/** What a client takes by UDP that says nothing of it, and the least that any must take. */
const SMALLEST = 512
const LARGEST = 65_535
/** Above this a datagram would be cut into pieces on its way: it is compressed first. */
const UNCUT = 1_480

/** The octets of a name: each label with its length, and the root's zero. */
const nameLength = (name: string): number => (name === '.' ? 1 : name.length + 1)

/** The octets of a question as a client sends it. */
export const questionLength = ({ name, edns }: Question): number =>
  HEADER + nameLength(name) + QUESTION_TAIL + optLength(edns)

const optLength = (edns: Edns | undefined): number => (edns ? OPT + edns.optionBytes : 0)

/** How long an answer may be for whoever asks (edns.Size). */
export function sizeFor({ edns }: Question, protocol: 'UDP' | 'TCP'): number {
  if (protocol === 'TCP') return LARGEST
  return Math.max(edns?.size ?? SMALLEST, SMALLEST)
}

// Names met before, whose ends later names may point to; undefined where nothing is compressed.
type Seen = Set<string> | undefined

// A pointer reaches the first 16 kilobytes only.
const FARTHEST_POINTER = 0x3fff

function writtenLength(name: string, at: number, seen: Seen): number {
  if (!seen) return nameLength(name)
  let rest = name.toLowerCase()
  let length = 0
  while (rest !== '.' && rest !== '') {
    if (seen.has(rest)) return length + 2
    if (at + length <= FARTHEST_POINTER) seen.add(rest)
    const end = rest.indexOf('.') + 1
    length += end
    rest = rest.slice(end)
  }
  return length + 1
}

function recordLength({ name, type, data }: ResourceRecord, at: number, seen: Seen): number {
  const start = writtenLength(name, at, seen) + RECORD_TAIL
  const target = (text: string, before: number) => writtenLength(text, at + start + before, seen)
  const words = data.split(' ')
  switch (type) {
    case 'A':
      return start + 4
    case 'AAAA':
      return start + 16
    case 'CNAME':
    case 'NS':
    case 'PTR':
      return start + target(data, 0)
    case 'MX':
      return start + 2 + target(words[1] ?? '.', 2)
    // The target of an SRV record is never compressed (RFC 2782).
    case 'SRV':
      return start + 6 + nameLength(words[3] ?? '.')
    case 'SOA': {
      const first = target(words[0] ?? '.', 0)
      return start + first + target(words[1] ?? '.', first) + 20
    }
    default:
      return start + textLength(data)
  }
}

// Quoted texts, each with its length before it.
function textLength(data: string): number {
  const texts = data.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? []
  return texts.reduce((sum, text) => sum + 1 + text.replace(/^"|"$/g, '').length, 0)
}

function bareLength({ question, answers, authority, additional }: Answer, seen: Seen): number {
  let length = HEADER + writtenLength(question.name, HEADER, seen) + QUESTION_TAIL
  for (const record of answers) length += recordLength(record, length, seen)
  for (const record of authority) length += recordLength(record, length, seen)
  for (const record of additional) length += recordLength(record, length, seen)
  return length
}

/** The octets of an answer with all names in full, before anything is added for the client. */
export const recordedLength = (answer: Answer): number => bareLength(answer, undefined)

const plainLength = (answer: Answer): number =>
  recordedLength(answer) + optLength(answer.question.edns)

/** Whether names in an answer are shortened: only where it would be too long without. */
export function isCompressed(answer: Answer, protocol: 'UDP' | 'TCP'): boolean {
  const plain = plainLength(answer)
  const size = sizeFor(answer.question, protocol)
  return answer.truncated === true || plain > size || (protocol === 'UDP' && plain > UNCUT)
}

/** The octets of an answer as it is sent. */
export const sentLength = (answer: Answer, protocol: 'UDP' | 'TCP'): number =>
  isCompressed(answer, protocol)
    ? bareLength(answer, new Set()) + optLength(answer.question.edns)
    : plainLength(answer)

/**
 * An answer as it fits the client (Scrub): whole if it does; else with its names shortened; else
 * without the records that are too many, and with the flag that says so.
 */
export function fitted(answer: Answer, protocol: 'UDP' | 'TCP'): Answer {
  const size = sizeFor(answer.question, protocol)
  if (plainLength(answer) <= size) return answer
  const { question } = answer
  const room = size - optLength(question.edns)
  const seen: Seen = new Set()
  let length = HEADER + writtenLength(question.name, HEADER, seen) + QUESTION_TAIL
  let isFull = length >= room
  const fitting = (records: readonly ResourceRecord[]): readonly ResourceRecord[] => {
    if (isFull) return []
    for (const [index, record] of records.entries()) {
      length += recordLength(record, length, seen)
      isFull = length >= room
      if (length > room) return records.slice(0, index)
      if (isFull) return records.slice(0, index + 1)
    }
    return records
  }
  const [answers, authority, additional] = [
    fitting(answer.answers),
    fitting(answer.authority),
    fitting(answer.additional),
  ]
  const isWhole =
    answers.length === answer.answers.length &&
    authority.length === answer.authority.length &&
    additional.length === answer.additional.length
  if (isWhole) return answer
  return { ...answer, truncated: true, answers, authority, additional }
}
