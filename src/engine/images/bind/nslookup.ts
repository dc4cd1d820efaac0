import type { Answer, ResourceRecord } from '../../api/dns'
import type { System } from '../image'
import { isAddress, printed, resolversOf, reverseName, soaText } from '../nslookup/query'
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
  /** Types that are asked for after this one. */
  readonly types: readonly string[]
  readonly hasHeader: boolean
  readonly code: number
}

/** bind's nslookup, with one command on its line. */
export const nslookup = defineProgram<Memory | undefined>({
  start(system) {
    const args = system.argv.slice(1)
    const typeOf = (arg: string) => /^-(?:type|query|q|querytype)=(.+)$/i.exec(arg)?.[1]
    const type = args.map(typeOf).find((each) => each !== undefined)
    const [name, server] = args.filter((arg) => !arg.startsWith('-'))
    if (name === undefined) {
      system.complain('nslookup: name a host; the prompt of its own is not simulated\n')
      system.exit(1)
      return undefined
    }
    const resolvers = resolversOf(system)
    const isReverse = isAddress(name)
    const candidates = isReverse ? [`${reverseName(name)}.`] : searched(name, resolvers)
    const first = type?.toUpperCase() ?? (isReverse ? 'PTR' : 'A')
    const patience = patienceWith(server ?? resolvers.nameservers[0] ?? '127.0.0.1')
    const query = { name, type: first, candidates }
    const pending = put(query, { candidate: 0, tries: 0 }, patience, system)
    const types = type === undefined && !isReverse ? ['AAAA'] : []
    return { name, patience, pending, types, hasHeader: isReverse, code: 0 }
  },
  receive(memory, message, system) {
    if (!memory) return memory
    const heard = heardOf(memory.pending, message, system)
    if (!heard) return memory
    if (heard.type === 'answer') return answered(memory, heard.answer, system)
    const { pending, patience } = memory
    system.print(`;; communications error to ${patience.server}#${patience.port}: ${heard.why}\n`)
    if (pending.tries < patience.tries) {
      return { ...memory, pending: put(pending.query, pending, patience, system) }
    }
    system.print(';; no servers could be reached\n\n')
    system.exit(1)
    return memory
  },
})

function answered(before: Memory, answer: Answer, system: System): Memory {
  const { pending, patience } = before
  const { query, candidate } = pending
  if (!answer.recursionAvailable) {
    system.print(`;; Got recursion not available from ${patience.server}\n`)
  }
  const isLast = candidate + 1 >= query.candidates.length
  if (!isThere(answer) && !isLast && query.candidates.length > 1) {
    const next = put(query, { candidate: candidate + 1, tries: 0 }, patience, system)
    return { ...before, pending: next }
  }
  const memory = headed(before, system)
  if (isThere(answer)) {
    const head = answer.authoritative ? '' : 'Non-authoritative answer:\n'
    system.print(head + answer.answers.map(line).join(''))
  } else if (answer.rcode !== 'NOERROR') {
    const shown = query.type === 'PTR' ? printed(query.candidates[0] ?? '') : memory.name
    system.print(`** server can't find ${shown}: ${answer.rcode}\n`)
    return ended({ ...memory, code: 1, types: [] }, system)
  } else if (memory.types.length > 0 || query.type !== 'AAAA') {
    if (memory.types.length === 0) system.print(`*** Can't find ${memory.name}: No answer\n`)
  }
  const [type, ...types] = memory.types
  if (type === undefined) return ended(memory, system)
  // The second question is for the name that was found by the first.
  const name = answer.question.name
  const other = { name: memory.name, type, candidates: [name] }
  return { ...memory, types, pending: put(other, { candidate: 0, tries: 0 }, patience, system) }
}

function headed(memory: Memory, system: System): Memory {
  const { server, port } = memory.patience
  if (memory.hasHeader) return memory
  system.print(`Server:\t\t${server}\nAddress:\t${server}#${port}\n\n`)
  return { ...memory, hasHeader: true }
}

function ended(memory: Memory, system: System): Memory {
  system.print('\n')
  system.exit(memory.code)
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
