import type { Answer, ResourceRecord } from '../../api/dns'
import { seconds } from '../../sim'
import { illegality } from '../bind/asking'
import type { ProcessMessage, System } from '../image'
import { absolute, isAddress, printed, resolversOf, reverseName, soaText } from './query'

/** What busybox's own resolver remembers while it waits (since 1.29). */
export interface Current {
  readonly type: 'current'
  readonly server: string
  readonly minor: number
  readonly asked: readonly Asked[]
}

interface Asked {
  readonly name: string
  readonly id: number
  /** Absent while there is none. */
  readonly answer?: Answer | 'refused' | 'silence'
}

const PATIENCE = seconds(5)
const SILENCE = ';; connection timed out; no servers could be reached\n\n'
const TYPES = ['A', 'AAAA', 'ANY', 'CNAME', 'MX', 'NS', 'PTR', 'SOA', 'SRV', 'TXT']

/** Puts all questions at once, each from a socket of its own. */
export function startCurrent(system: System, minor: number): Current | undefined {
  const args = system.argv.slice(1)
  const types: string[] = []
  const words: string[] = []
  for (const arg of args) {
    const type = /^-(?:type|query|q|querytype|t)=(.*)$/.exec(arg)?.[1]
    if (type !== undefined) {
      if (!TYPES.includes(type.toUpperCase())) return refuse(`invalid query type "${type}"`, system)
      types.push(type.toUpperCase())
    } else if (!arg.startsWith('-')) words.push(arg)
  }
  const [name, given] = words
  if (name === undefined) {
    system.complain(usage(minor))
    system.exit(1)
    return undefined
  }
  const { nameservers, search } = resolversOf(system)
  const server = given ?? nameservers[0] ?? '127.0.0.1'
  if (!isAddress(server)) return refuse(`bad address '${server}'`, system)
  // What cannot be written as a question is only found out by the kernel.
  if (illegality(name) !== undefined) {
    system.complain(`nslookup: write to '${server}': Message too long\n`)
    system.print(SILENCE)
    system.exit(1)
    return undefined
  }
  const names = namesFor(name, given === undefined && minor >= 30 ? search : [])
  const kinds = types.length > 0 ? types : isAddress(name) ? ['PTR'] : ['A', 'AAAA']
  const asked = kinds.flatMap((type) =>
    names.map((each) => {
      const question = { name: absolute(each), type }
      return { name: each, id: system.ask({ question, server, timeout: PATIENCE }) }
    }),
  )
  return { type: 'current', server, minor, asked }
}

const usage = (minor: number): string =>
  `BusyBox v1.${minor}.1 multi-call binary.\n\n` +
  'Usage: nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]\n\nQuery DNS about HOST\n\n' +
  `QUERY_TYPE: soa,ns,a,aaaa,cname,mx,txt,${minor >= 32 ? 'srv,' : ''}ptr,any\n`

function refuse(text: string, system: System): undefined {
  system.complain(`nslookup: ${text}\n`)
  system.exit(1)
  return undefined
}

// A name without a dot is tried in every domain of the search list, and never as it is.
function namesFor(name: string, search: readonly string[]): readonly string[] {
  if (isAddress(name)) return [reverseName(name)]
  if (name.includes('.') || search.length === 0) return [name]
  return search.map((domain) => `${name}.${domain}`)
}

/** Takes in an answer, or that there is none; after the last it says what it has found. */
export function receiveCurrent(memory: Current, message: ProcessMessage, system: System): Current {
  if (message.type !== 'answer' && message.type !== 'failure') return memory
  const answer =
    message.type === 'answer'
      ? message.answer
      : message.failure.reason === 'rejected'
        ? ('refused' as const)
        : ('silence' as const)
  const asked = memory.asked.map((each) => (each.id === message.id ? { ...each, answer } : each))
  const next = { ...memory, asked }
  if (asked.every((each) => each.answer !== undefined)) conclude(next, system)
  return next
}

function conclude({ asked, server, minor }: Current, system: System): void {
  const isRefused = asked.some(({ answer }) => answer === 'refused')
  if (isRefused) system.complain(`nslookup: write to '${server}': Connection refused\n`)
  const answered = asked.filter(({ answer }) => typeof answer === 'object')
  if (answered.length === 0) {
    system.print(SILENCE)
    system.exit(1)
    return
  }
  system.print(`Server:\t\t${server}\nAddress:\t${server}:53\n\n`)
  let hasFailed = false
  for (const { name, answer } of asked) {
    if (typeof answer !== 'object') continue
    hasFailed ||= answer.rcode !== 'NOERROR'
    system.print(block(name, answer as Answer, minor))
  }
  if (answered.length < asked.length) {
    system.print(SILENCE)
    hasFailed = true
  }
  system.exit(hasFailed && minor >= 31 ? 1 : 0)
}

function block(name: string, { rcode, answers, authoritative }: Answer, minor: number): string {
  if (rcode !== 'NOERROR') return `** server can't find ${printed(name)}: ${rcode}\n\n`
  if (answers.length === 0 && (minor === 32 || minor === 33)) {
    return `*** Can't find ${printed(name)}: No answer\n\n`
  }
  const head = authoritative || answers.length === 0 ? '' : 'Non-authoritative answer:\n'
  return `${head}${answers.map(line).join('')}\n`
}

function line({ name, type, data }: ResourceRecord): string {
  const owner = printed(name)
  switch (type) {
    case 'A':
    case 'AAAA':
      return `Name:\t${owner}\nAddress: ${data}\n`
    case 'CNAME':
      return `${owner}\tcanonical name = ${printed(data)}\n`
    case 'PTR':
      return `${owner}\tname = ${printed(data)}\n`
    case 'NS':
      return `${owner}\tnameserver = ${printed(data)}\n`
    case 'MX':
      return `${owner}\tmail exchanger = ${printed(data)}\n`
    case 'TXT':
      return `${owner}\ttext = ${data}\n`
    case 'SRV':
      return `${owner}\tservice = ${printed(data)}\n`
    case 'SOA':
      return soaText(owner, data)
    default:
      return ''
  }
}
