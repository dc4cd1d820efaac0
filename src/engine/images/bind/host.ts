import type { Answer, ResourceRecord } from '../../api/dns'
import type { System } from '../image'
import { isAddress, printed, resolversOf } from '../nslookup/query'
import { defineProgram } from '../program'
import {
  type Asking,
  ask,
  askedOn,
  type Conduct,
  candidatesFor,
  goOn,
  isThere,
  type Patience,
  type Pending,
  patienceWith,
  refusesName,
} from './asking'

interface Memory extends Asking {
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
    if (refusesName('host', name, system)) return undefined
    const resolvers = resolversOf(system)
    const isReverse = isAddress(name)
    const isDefault = type === undefined && !isReverse
    const own = server ?? resolvers.nameservers[0] ?? '127.0.0.1'
    // What comes of an address is told with the last dot of its name.
    const candidates = candidatesFor(name, resolvers)
    const query = {
      name: isReverse ? (candidates[0] ?? name) : name,
      type: type ?? (isReverse ? 'PTR' : 'A'),
      candidates,
    }
    const memory: Memory = {
      patience: patienceFor(own),
      server,
      query,
      pending: undefined,
      isDefault,
      types: isDefault ? ['AAAA', 'MX'] : [],
    }
    if (isAddress(own)) return begun(memory, system)
    system.lookUp(own)
    return memory
  },
  receive: (memory, message, system) => memory && goOn(memory, message, system, conduct),
})

const conduct: Conduct<Memory> = {
  program: 'host',
  lastWord: ';; no servers could be reached\n',
  begin: (memory, server, system) => begun({ ...memory, patience: patienceFor(server) }, system),
  answered,
}

const patienceFor = (server: string): Patience => ({ ...patienceWith(server), tries: TRIES })

function begun(memory: Memory, system: System): Memory {
  const { server, patience, query } = memory
  if (server !== undefined) {
    const address = `${patience.server}#${patience.port}`
    system.print(`Using domain server:\nName: ${server}\nAddress: ${address}\nAliases: \n\n`)
  }
  return { ...memory, pending: ask(query, patience, system) }
}

const RCODES: Readonly<Record<string, number>> = { SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 }

function answered(memory: Memory, pending: Pending, answer: Answer, system: System): Memory {
  const { patience, isDefault } = memory
  const { query, candidate } = pending
  const name = query.candidates[candidate] ?? query.name
  if (isThere(answer)) {
    for (const record of answer.answers) system.print(`${line(record)}\n`)
    return following(memory, answer.answers.at(-1)?.name ?? name, system)
  }
  const other = askedOn(pending, answer, patience, system)
  if (other) return { ...memory, pending: other }
  if (answer.rcode !== 'NOERROR') {
    const code = `${RCODES[answer.rcode] ?? 2}(${answer.rcode})`
    system.print(`Host ${query.name} not found: ${code}\n`)
    system.exit(1)
    return memory
  }
  if (!isDefault) system.print(`${printed(name)} has no ${query.type} record\n`)
  return following(memory, name, system)
}

// Once the name is found, the other types are asked for it alone.
function following(memory: Memory, name: string, system: System): Memory {
  const [type, ...types] = memory.types
  if (type === undefined) {
    system.exit(0)
    return memory
  }
  const query = { name: memory.query.name, type, candidates: [name] }
  return { ...memory, types, pending: ask(query, memory.patience, system) }
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
