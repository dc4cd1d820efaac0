import type { Answer } from '../../api/dns'
import { sentLength } from '../../api/dns-wire'
import { datesAt } from '../dates'
import type { System } from '../image'
import { resolversOf } from '../nslookup/query'
import { defineProgram } from '../program'
import { heardOf, isThere, type Pending, put } from './asking'
import { type DigOptions, digOptions } from './dig-options'
import { digText } from './dig-text'

interface Memory {
  readonly options: DigOptions
  /** Which of the queries is being asked. */
  readonly index: number
  readonly pending: Pending
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
    return begin(options, { index: 0, code: 0 }, system)
  },
  receive(memory, message, system) {
    if (!memory) return memory
    const { options, pending } = memory
    const heard = heardOf(pending, message, system)
    if (!heard) return memory
    if (heard.type === 'silence') {
      const { server, port, tries } = options
      system.print(`;; communications error to ${server}#${port}: ${heard.why}\n`)
      if (pending.tries < tries) {
        return { ...memory, pending: put(pending.query, pending, options, system) }
      }
      if (!options.shows.short) system.print(banner(options))
      system.print(';; no servers could be reached\n')
      return next({ ...memory, code: UNANSWERED }, system)
    }
    const { query, candidate } = pending
    if (heard.answer.truncated && !options.takesCut && options.protocol !== 'TCP') {
      system.print(';; Truncated, retrying in TCP mode.\n')
      const byTcp = { ...options, protocol: 'TCP' as const }
      return {
        ...memory,
        options: byTcp,
        pending: put(query, { candidate, tries: 0 }, byTcp, system),
      }
    }
    const goesOn = !isThere(heard.answer) && candidate + 1 < query.candidates.length
    if (!goesOn || options.showsSearch) show(memory, heard.answer, heard.took, system)
    if (!goesOn) return next(memory, system)
    const other = put(query, { candidate: candidate + 1, tries: 0 }, options, system)
    return { ...memory, pending: other }
  },
})

const USAGE =
  'Usage:  dig [@global-server] [domain] [q-type] [q-class] {q-opt}\n' +
  '            {global-d-opt} host [@local-server] {local-d-opt}\n' +
  '            [ host [@local-server] {local-d-opt} [...]]\n\n' +
  'Use "dig -h" (or "dig -h | more") for complete list of options\n'

function begin(
  options: DigOptions,
  { index, code }: Pick<Memory, 'index' | 'code'>,
  system: System,
): Memory | undefined {
  const query = options.queries[index]
  if (!query) {
    system.exit(code)
    return undefined
  }
  const pending = put(query, { candidate: 0, tries: 0 }, options, system)
  return { options, index, pending, code }
}

const next = ({ options, index, code }: Memory, system: System): Memory | undefined =>
  begin(options, { index: index + 1, code }, system)

function banner({ line, server }: DigOptions): string {
  const found = line.includes(`@${server}`) ? '; (1 server found)\n' : ''
  return `\n; <<>> DiG ${VERSION} <<>>${line}\n${found};; global options: +cmd\n`
}

function show({ options, index }: Memory, answer: Answer, took: number, system: System): void {
  const { shows, server, port } = options
  if (index === 0 && shows.cmd && !shows.short) system.print(banner(options))
  const { http, time } = datesAt(system)
  const [weekday = '', day = '', month = '', year = ''] = http.replace(',', '').split(' ')
  const when = `${weekday} ${month} ${day} ${time} UTC ${year}`
  const hex = Array.from({ length: 4 }, () => system.random.below(65_536).toString(16))
  const cookie = hex.map((each) => each.padStart(4, '0')).join('')
  const id = answer.id ?? system.random.below(65_536)
  const isTcp = options.protocol === 'TCP'
  const size = sentLength(answer, isTcp ? 'TCP' : 'UDP')
  const stats = { milliseconds: took, server, port, when, size, isTcp, id, cookie }
  system.print(digText(answer, shows, stats))
}
