import type { Answer } from '../../api/dns'
import { seconds } from '../../sim'
import type { ProcessMessage, System } from '../image'
import { absolute, isAddress, printed, resolversOf, reverseName } from './query'

/** What busybox remembers that leaves the asking to the C library (up to 1.28). */
export interface Old {
  readonly type: 'old'
  readonly host: string
  readonly server: string
  /** Names that have not been tried; the first is being asked for. */
  readonly names: readonly string[]
  readonly addresses: readonly string[]
  /** Questions that have not been answered, and what has been found so far. */
  readonly open: readonly number[]
  readonly found: readonly string[]
  /** Addresses whose names are asked for, the server's first. */
  readonly reverse: readonly string[]
  readonly named: Readonly<Record<string, string>>
}

const PATIENCE = seconds(5)

/** Looks up the server's own name, then the host's addresses, then their names. */
export function startOld(system: System): Old | undefined {
  const [host, given] = system.argv.slice(1).filter((arg) => !arg.startsWith('-'))
  if (host === undefined) {
    system.complain('Usage: nslookup [HOST] [SERVER]\n')
    system.exit(1)
    return undefined
  }
  const { nameservers, search, ndots } = resolversOf(system)
  const server = given ?? nameservers[0] ?? '127.0.0.1'
  const isAbsolute = host.endsWith('.')
  const isLong = host.split('.').length - 1 >= ndots
  const searched = isAbsolute ? [] : search.map((domain) => `${host}.${domain}`)
  const names = isAbsolute ? [host] : isLong ? [host, ...searched] : [...searched, host]
  const memory: Old = {
    type: 'old',
    host,
    server,
    names,
    addresses: isAddress(host) ? [host] : [],
    open: [],
    found: [],
    reverse: [],
    named: {},
  }
  return isAddress(host) ? askNames(memory, system) : askAddresses(memory, system)
}

function put(server: string, name: string, type: string, system: System): number {
  const question = { name: absolute(name), type }
  return system.ask({ question, server, timeout: PATIENCE })
}

function askAddresses(memory: Old, system: System): Old {
  const [name] = memory.names
  if (name === undefined) return askNames(memory, system)
  const open = ['A', 'AAAA'].map((type) => put(memory.server, name, type, system))
  return { ...memory, open, found: [] }
}

function askNames(memory: Old, system: System): Old {
  const reverse = [memory.server, ...memory.addresses]
  const open = reverse.map((address) => put(memory.server, reverseName(address), 'PTR', system))
  return { ...memory, names: [], reverse, open }
}

/** Takes in an answer, or that there is none. */
export function receiveOld(memory: Old, message: ProcessMessage, system: System): Old {
  if (message.type !== 'answer' && message.type !== 'failure') return memory
  if (!memory.open.includes(message.id)) return memory
  const open = memory.open.filter((id) => id !== message.id)
  const answer = message.type === 'answer' ? message.answer : undefined
  const next = { ...withAnswer(memory, answer), open }
  if (open.length > 0) return next
  if (next.reverse.length > 0) {
    conclude(next, system)
    return next
  }
  if (next.found.length > 0) return askNames({ ...next, addresses: next.found }, system)
  return askAddresses({ ...next, names: next.names.slice(1) }, system)
}

function withAnswer(memory: Old, answer: Answer | undefined): Old {
  if (!answer) return memory
  const { type, name } = answer.question
  if (type === 'PTR') {
    const found = answer.answers.find((record) => record.type === 'PTR')
    const named = found ? { ...memory.named, [printed(name)]: printed(found.data) } : memory.named
    return { ...memory, named }
  }
  const found = answer.answers.filter((record) => record.type === type).map(({ data }) => data)
  return { ...memory, found: [...memory.found, ...found] }
}

function conclude({ host, server, addresses, named }: Old, system: System): void {
  const line = (address: string, index: number): string => {
    const name = named[reverseName(address)]
    return `Address ${index + 1}: ${address}${name === undefined ? '' : ` ${name}`}\n`
  }
  system.print(`Server:    ${server}\n${line(server, 0)}\n`)
  if (addresses.length === 0) {
    system.complain(`nslookup: can't resolve '${host}'\n`)
    system.exit(1)
    return
  }
  system.print(`Name:      ${host}\n${addresses.map(line).join('')}`)
  system.exit(0)
}
