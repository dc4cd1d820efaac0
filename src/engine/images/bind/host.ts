import type { Answer, ResourceRecord } from '../../api/dns'
import type { System } from '../image'
import { isAddress, printed, resolversOf, reverseName } from '../nslookup/query'
import { defineProgram } from '../program'
import {
  heardOf,
  isThere,
  type Patience,
  type Pending,
  patienceWith,
  put,
  searched,
} from './asking'

interface Memory {
  readonly name: string
  readonly patience: Patience
  readonly pending: Pending
  /** Types that are asked for after the first, once the name is known. */
  readonly types: readonly string[]
}

const TRIES = 2

/** `host`, as bind 9.18 has it. */
export const host = defineProgram<Memory | undefined>({
  start(system) {
    const args = system.argv.slice(1)
    const at = args.indexOf('-t')
    const type = at < 0 ? undefined : args[at + 1]?.toUpperCase()
    const words = args.filter((arg, index) => !arg.startsWith('-') && index !== at + 1)
    const [name, server] = at < 0 ? args.filter((arg) => !arg.startsWith('-')) : words
    if (name === undefined) {
      system.print('Usage: host [-aCdilrTvVw] [-c class] [-N ndots] [-t type] [-W time]\n')
      system.print('            [-R number] [-m flag] [-p port] hostname [server]\n')
      system.exit(1)
      return undefined
    }
    const resolvers = resolversOf(system)
    const own = server ?? resolvers.nameservers[0] ?? '127.0.0.1'
    const patience = { ...patienceWith(own), tries: TRIES }
    const isReverse = isAddress(name)
    const candidates = isReverse ? [`${reverseName(name)}.`] : searched(name, resolvers)
    const first = type ?? (isReverse ? 'PTR' : 'A')
    const types = type === undefined && !isReverse ? ['AAAA', 'MX'] : []
    if (server !== undefined) {
      system.print(`Using domain server:\nName: ${own}\nAddress: ${own}#53\nAliases: \n\n`)
    }
    const query = { name, type: first, candidates }
    return {
      name,
      patience,
      types,
      pending: put(query, { candidate: 0, tries: 0 }, patience, system),
    }
  },
  receive(memory, message, system) {
    if (!memory) return memory
    const heard = heardOf(memory.pending, message, system)
    if (!heard) return memory
    if (heard.type === 'answer') return answered(memory, heard.answer, system)
    const { pending, patience } = memory
    const { server, port } = patience
    system.print(`;; communications error to ${server}#${port}: ${heard.why}\n`)
    if (pending.tries < patience.tries) {
      return { ...memory, pending: put(pending.query, pending, patience, system) }
    }
    system.print(';; no servers could be reached\n')
    system.exit(1)
    return memory
  },
})

const RCODES: Readonly<Record<string, number>> = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 }

function answered(memory: Memory, answer: Answer, system: System): Memory {
  const { pending, patience, types, name } = memory
  const { query, candidate } = pending
  if (isThere(answer)) {
    for (const record of answer.answers) system.print(`${line(record)}\n`)
    const known = answer.answers.at(-1)?.name ?? query.candidates[candidate] ?? ''
    return following({ ...memory, types }, known, system)
  }
  if (answer.rcode !== 'NOERROR' && candidate + 1 < query.candidates.length) {
    const next = put(query, { candidate: candidate + 1, tries: 0 }, patience, system)
    return { ...memory, pending: next }
  }
  if (answer.rcode !== 'NOERROR') {
    const shown = query.type === 'PTR' ? printed(query.candidates[0] ?? '') : name
    system.print(`Host ${shown} not found: ${RCODES[answer.rcode] ?? 2}(${answer.rcode})\n`)
    system.exit(1)
    return memory
  }
  if (types.length === 0 && query.type !== 'MX' && query.type !== 'AAAA') {
    system.print(`${name} has no ${query.type} record\n`)
  }
  return following(memory, query.candidates[candidate] ?? '', system)
}

// Once the name is found, the other types are asked for it alone.
function following(memory: Memory, name: string, system: System): Memory {
  const [type, ...types] = memory.types
  if (type === undefined) {
    system.exit(0)
    return memory
  }
  const query = { name: memory.name, type, candidates: [name] }
  const pending = put(query, { candidate: 0, tries: 0 }, memory.patience, system)
  return { ...memory, types, pending }
}

function line({ name, type, data }: ResourceRecord): string {
  const owner = printed(name)
  switch (type) {
    case 'A':
      return `${owner} has address ${data}`
    case 'AAAA':
      return `${owner} has IPv6 address ${data}`
    case 'CNAME':
      return `${owner} is an alias for ${data}`
    case 'PTR':
      return `${owner} domain name pointer ${data}`
    case 'MX':
      return `${owner} mail is handled by ${data}`
    case 'NS':
      return `${owner} name server ${data}`
    case 'TXT':
      return `${owner} descriptive text ${data}`
    default:
      return `${owner} has ${type} record ${data}`
  }
}
