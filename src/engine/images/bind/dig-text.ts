import type { Answer, ResourceRecord } from '../../api/dns'
import type { Shows } from './dig-options'

/** What stands in the last lines. */
export interface Stats {
  readonly milliseconds: number
  readonly server: string
  /** The server as it was typed. */
  readonly named: string
  readonly port: number
  /** `Mon Nov 23 02:30:31 UTC 2026`. */
  readonly when: string
  readonly size: number
  readonly isTcp: boolean
  readonly id: number
  /** Sixteen hexadecimal digits that the server repeats. */
  readonly cookie: string
}

/** One answer, as `dig` prints it. */
export function digText(answer: Answer, shows: Shows, stats: Stats): string {
  if (shows.short) return answer.answers.map(({ data }) => `${data}\n`).join('')
  const parts = [
    ...(shows.comments ? [header(answer, stats)] : []),
    ...(shows.question ? [question(answer, shows)] : []),
    ...(shows.answer ? [section('ANSWER', answer.answers, shows)] : []),
    ...(shows.authority ? [section('AUTHORITY', answer.authority, shows)] : []),
    ...(shows.additional ? [section('ADDITIONAL', answer.additional, shows)] : []),
    ...(shows.stats ? [statsText(stats)] : []),
  ]
  return parts.join('')
}

const NO_RECURSION = ';; WARNING: recursion requested but not available\n'
const MDNS =
  ';; WARNING: .local is reserved for Multicast DNS\n' +
  ';; You are currently testing what happens when an mDNS query is leaked to DNS\n'

function header(answer: Answer, { id, cookie }: Stats): string {
  const { rcode, authoritative, recursionAvailable, question: asked } = answer
  const flags = [
    'qr',
    ...(authoritative ? ['aa'] : []),
    ...(answer.truncated ? ['tc'] : []),
    ...(asked.recursionDesired === false ? [] : ['rd']),
    ...(recursionAvailable ? ['ra'] : []),
  ]
  const counts =
    `QUERY: 1, ANSWER: ${answer.answers.length}, AUTHORITY: ${answer.authority.length}, ` +
    `ADDITIONAL: ${answer.additional.length + (asked.edns ? 1 : 0)}`
  const isLacking = !recursionAvailable && asked.recursionDesired !== false
  const isLocal = /(^|\.)local\.$/i.test(asked.name)
  return (
    `;; Got answer:\n${isLocal ? MDNS : ''}` +
    `;; ->>HEADER<<- opcode: QUERY, status: ${rcode}, id: ${id}\n` +
    `;; flags: ${flags.join(' ')}; ${counts}\n${isLacking ? NO_RECURSION : ''}\n` +
    (asked.edns ? opt(cookie) : '')
  )
}

const opt = (cookie: string): string =>
  ';; OPT PSEUDOSECTION:\n; EDNS: version: 0, flags:; udp: 1232\n' +
  `; COOKIE: ${cookie} (echoed)\n`

const question = ({ question: { name, type } }: Answer, { comments }: Shows): string =>
  `${comments ? ';; QUESTION SECTION:\n' : ''};${columns([
    [name, 32],
    ['IN', 40],
    [type, 0],
  ])}\n${comments ? '\n' : ''}`

function section(name: string, records: readonly ResourceRecord[], { comments }: Shows): string {
  if (records.length === 0) return ''
  const lines = records.map((record) => `${recordText(record)}\n`).join('')
  return comments ? `;; ${name} SECTION:\n${lines}\n` : lines
}

/** A record on one line: owner, time to live, class, type and data in columns of their own. */
export const recordText = ({ name, ttl, type, data }: ResourceRecord): string =>
  columns([
    [name, 24],
    [String(ttl), 32],
    ['IN', 40],
    [type, 48],
    [data, 0],
  ])

const TAB = 8

// Tabs lead to the column of the next word; where that has been passed, one space stands.
function columns(words: readonly (readonly [word: string, next: number])[]): string {
  let line = ''
  let width = 0
  for (const [word, next] of words) {
    line += word
    width += word.length
    if (next === 0) continue
    if (width >= next) {
      line += ' '
      width += 1
    }
    while (width < next) {
      line += '\t'
      width = (Math.floor(width / TAB) + 1) * TAB
    }
  }
  return line
}

const statsText = ({ milliseconds, server, named, port, when, size, isTcp }: Stats): string =>
  `;; Query time: ${milliseconds} msec\n` +
  `;; SERVER: ${server}#${port}(${named}) (${isTcp ? 'TCP' : 'UDP'})\n` +
  `;; WHEN: ${when}\n;; MSG SIZE  rcvd: ${size}\n\n`
