import type { Answer, ResourceRecord } from '../../api/dns'
import type { System } from '../image'
import { isAddress, printed, resolversOf, soaText } from '../nslookup/query'
import { defineProgram } from '../program'
import {
  type Asking,
  ask,
  askedOn,
  type Conduct,
  candidatesFor,
  goOn,
  isThere,
  type Pending,
  patienceWith,
  type Query,
  refusesName,
} from './asking'
import { TYPES } from './record-types'

interface Memory extends Asking {
  readonly server: string
  /** Whether the question for A came back without any. */
  readonly hasNoA: boolean
  readonly hasHeader: boolean
}

const TYPE = /^-(?:type|query|q|querytype)=(.+)$/i

/** bind's nslookup, with one command on its line. */
export const nslookup = defineProgram<Memory | undefined>({
  start(system) {
    const args = system.argv.slice(1)
    const asked = args.map((arg) => TYPE.exec(arg)?.[1]?.toUpperCase()).find(Boolean)
    const [name, given] = args.filter((arg) => !arg.startsWith('-'))
    if (name === undefined) {
      system.complain('nslookup: name a host; the prompt of its own is not simulated\n')
      system.exit(1)
      return undefined
    }
    const type = asked !== undefined && TYPES.includes(asked) ? asked : undefined
    if (asked !== type) system.print(`unknown query type: ${asked?.toLowerCase()}\n`)
    if (refusesName('nslookup', name, system)) return undefined
    const resolvers = resolversOf(system)
    const isReverse = isAddress(name)
    const query = {
      name,
      type: type ?? (isReverse ? 'PTR' : 'A'),
      candidates: candidatesFor(name, resolvers),
    }
    const server = given ?? resolvers.nameservers[0] ?? '127.0.0.1'
    const memory: Memory = {
      patience: patienceWith(server),
      server,
      query,
      pending: undefined,
      isDefault: type === undefined && !isReverse,
      hasNoA: false,
      hasHeader: isReverse,
    }
    if (isAddress(server)) return asking(memory, query, system)
    system.lookUp(server)
    return memory
  },
  receive: (memory, message, system) => memory && goOn(memory, message, system, conduct),
})

const conduct: Conduct<Memory> = {
  program: 'nslookup',
  lastWord: ';; no servers could be reached\n\n',
  begin: (memory, server, system) =>
    asking({ ...memory, patience: patienceWith(server) }, memory.query, system),
  answered,
}

const asking = (memory: Memory, query: Query, system: System): Memory => ({
  ...memory,
  query,
  pending: ask(query, memory.patience, system),
})

function answered(before: Memory, pending: Pending, answer: Answer, system: System): Memory {
  const { patience, isDefault } = before
  const { query } = pending
  if (!answer.recursionAvailable) {
    system.print(`;; Got recursion not available from ${patience.server}\n`)
  }
  const other = askedOn(pending, answer, patience, system)
  if (other) return { ...before, pending: other }
  const memory = headed(before, system)
  if (answer.rcode !== 'NOERROR') {
    const shown = query.type === 'PTR' ? printed(query.candidates[0] ?? '') : query.name
    system.print(`** server can't find ${shown}: ${answer.rcode}\n`)
    return ended(memory, 1, system)
  }
  const hasNoA = show(answer, memory, system)
  if (!isDefault || query.type !== 'A') return ended(memory, 0, system)
  // The second question is for the name that the first has led to, and is not searched for.
  const name = lastName(answer)
  const next = { name: printed(name), type: 'AAAA', candidates: [name] }
  return asking({ ...memory, hasNoA }, next, system)
}

// Shows what was found, or that nothing was; of a name's two questions only after both.
function show(answer: Answer, { isDefault, hasNoA, query }: Memory, system: System): boolean {
  const { type, name } = query
  if (!answer.authoritative && !(isDefault && type === 'AAAA')) {
    system.print('Non-authoritative answer:\n')
  }
  if (isThere(answer)) system.print(answer.answers.map(line).join(''))
  else if (!isDefault || (type === 'AAAA' && hasNoA)) {
    system.print(`*** Can't find ${name}: No answer\n`)
  }
  if (!answer.authoritative && !['A', 'AAAA', 'PTR'].includes(type)) {
    const others = [...answer.authority, ...answer.additional]
    system.print(`\nAuthoritative answers can be found from:\n${others.map(line).join('')}`)
  }
  return type === 'A' && !isThere(answer)
}

const lastName = ({ question, answers }: Answer): string =>
  answers.reduce((name, each) => (each.type === 'CNAME' ? each.data : name), question.name)

function headed(memory: Memory, system: System): Memory {
  const { server, patience } = memory
  if (memory.hasHeader) return memory
  system.print(`Server:\t\t${server}\nAddress:\t${patience.server}#${patience.port}\n\n`)
  return { ...memory, hasHeader: true }
}

function ended(memory: Memory, code: number, system: System): Memory {
  system.print('\n')
  system.exit(code)
  return memory
}

function line({ name, type, data }: ResourceRecord): string {
  const owner = printed(name)
  switch (type) {
    case 'A':
    case 'AAAA':
      return `Name:\t${owner}\nAddress: ${data}\n`
    case 'CNAME':
      return `${owner}\tcanonical name = ${data}\n`
    case 'PTR':
      return `${owner}\tname = ${data}\n`
    case 'SRV':
      return `${owner}\tservice = ${data}\n`
    case 'TXT':
      return `${owner}\ttext = ${data}\n`
    case 'NS':
      return `${owner}\tnameserver = ${data}\n`
    case 'SOA':
      return soaText(owner, data)
    default:
      return `${owner}\trdata_${type} = ${data}\n`
  }
}
