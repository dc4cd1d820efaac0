import type { Answer } from '../../api/dns'
import { sentLength } from '../../api/dns-wire'
import { datesAt } from '../dates'
import type { System } from '../image'
import { isAddress, resolversOf } from '../nslookup/query'
import { defineProgram } from '../program'
import {
  ask,
  askedAgain,
  askedOn,
  FATAL,
  type Heard,
  heardOf,
  illegality,
  type Pending,
  put,
  serverIn,
} from './asking'
import { type DigOptions, digOptions } from './dig-options'
import { digText } from './dig-text'

interface Memory {
  readonly options: DigOptions
  /** The same, by TCP once an answer has come that was cut short. */
  readonly patience: DigOptions
  /** Which of the queries is being asked. */
  readonly index: number
  /** Absent until the server's address is known. */
  readonly pending: Pending | undefined
  readonly code: number
}

const VERSION = '9.18.39'
const UNANSWERED = 9

/** `dig`, as bind 9.18 has it. */
export const dig = defineProgram<Memory | undefined>({
  start(system) {
    const options = digOptions(system.argv.slice(1), resolversOf(system))
    if (typeof options === 'string') {
      system.complain(`${options}\n${USAGE}`)
      system.exit(1)
      return undefined
    }
    const begun = { options, patience: options, index: 0, pending: undefined, code: 0 }
    if (isAddress(options.server)) return begin(begun, system)
    system.lookUp(options.server)
    return begun
  },
  receive(memory, message, system) {
    if (!memory) return memory
    const { options, pending } = memory
    if (pending) {
      const heard = heardOf(pending, message, system)
      return heard ? taken(memory, pending, heard, system) : memory
    }
    const names = { program: 'dig', server: options.named }
    const server = serverIn(message, names, system)
    return server === undefined
      ? memory
      : begin({ ...memory, options: { ...options, server } }, system)
  },
})

function taken(memory: Memory, pending: Pending, heard: Heard, system: System): Memory | undefined {
  const { options, patience } = memory
  if (heard.type === 'silence') {
    const again = askedAgain(pending, heard.why, patience, system)
    if (again) return { ...memory, pending: again }
    if (!options.shows.short) system.print(banner(options))
    system.print(';; no servers could be reached\n')
    return begin({ ...memory, index: memory.index + 1, code: UNANSWERED }, system)
  }
  const { query, candidate } = pending
  if (heard.answer.truncated && !options.takesCut && patience.protocol !== 'TCP') {
    system.print(';; Truncated, retrying in TCP mode.\n')
    const byTcp = { ...options, protocol: 'TCP' as const }
    const inWhole = put(query, { candidate, tries: 0 }, byTcp, system)
    return { ...memory, patience: byTcp, pending: inWhole }
  }
  const other = askedOn(pending, heard.answer, patience, system)
  if (!other || options.showsSearch) show(memory, heard.answer, heard.took, system)
  if (!other) return begin({ ...memory, index: memory.index + 1 }, system)
  return { ...memory, pending: other }
}

const USAGE =
  'Usage:  dig [@global-server] [domain] [q-type] [q-class] {q-opt}\n' +
  '            {global-d-opt} host [@local-server] {local-d-opt}\n' +
  '            [ host [@local-server] {local-d-opt} [...]]\n\n' +
  'Use "dig -h" (or "dig -h | more") for complete list of options\n'

// Puts the next query, if there is one.
function begin({ options, index, code }: Memory, system: System): Memory | undefined {
  const query = options.queries[index]
  const why = query && illegality(query.name)
  if (why !== undefined) system.complain(`dig: '${query?.name}' is not a legal name (${why})\n`)
  if (!query || why !== undefined) {
    system.exit(why === undefined ? code : FATAL)
    return undefined
  }
  const pending = ask(query, options, system)
  return { options, patience: options, index, pending, code }
}

function banner({ line, tellsServer }: DigOptions): string {
  const found = tellsServer ? '; (1 server found)\n' : ''
  return `\n; <<>> DiG ${VERSION} <<>>${line}\n${found};; global options: +cmd\n`
}

function show(memory: Memory, answer: Answer, took: number, system: System): void {
  const { options, patience, index } = memory
  const { shows, server, named, port } = options
  if (index === 0 && shows.cmd && !shows.short) system.print(banner(options))
  const { http, time } = datesAt(system)
  const [weekday = '', day = '', month = '', year = ''] = http.replace(',', '').split(' ')
  const when = `${weekday} ${month} ${day} ${time} UTC ${year}`
  const hex = Array.from({ length: 4 }, () => system.random.below(65_536).toString(16))
  const cookie = hex.map((each) => each.padStart(4, '0')).join('')
  const id = answer.id ?? system.random.below(65_536)
  const isTcp = patience.protocol === 'TCP'
  const size = sentLength(answer, isTcp ? 'TCP' : 'UDP')
  const stats = { milliseconds: took, server, named, port, when, size, isTcp, id, cookie }
  system.print(digText(answer, shows, stats))
}
