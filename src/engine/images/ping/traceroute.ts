import { type Instant, seconds } from '../../sim'
import type { ProcessMessage, System } from '../image'
import { defineProgram } from '../program'

interface Memory {
  readonly host: string
  readonly most: number
  readonly queries: number
  readonly wait: number
  readonly address: string
  /** Which node is asked for, and the how-many-eth question that is. */
  readonly ttl: number
  readonly query: number
  readonly id: number
  readonly sent: Instant
  /** Who has answered for this node. */
  readonly last: string
  readonly isThere: boolean
}

const MOST_HOPS = 30
const QUERIES = 3
const WAIT = 5
const BYTES = 38

/** busybox's `traceroute`, always by ICMP: what passes a Service's rules is no UDP of its own. */
export const traceroute = defineProgram<Memory | undefined>({
  start(system) {
    const { host, most, queries, wait } = optionsOf(system.argv.slice(1))
    if (host === '') {
      system.complain('BusyBox v1.37.0 multi-call binary.\n\nUsage: traceroute [OPTIONS] HOST\n')
      system.exit(1)
      return undefined
    }
    const id = system.lookUp(host)
    const none = { address: '', ttl: 0, query: 0, sent: 0, last: '', isThere: false }
    return { host, most, queries, wait, id, ...none }
  },
  receive: (memory, message, system) => memory && receive(memory, message, system),
})

function optionsOf(args: readonly string[]): Pick<Memory, 'host' | 'most' | 'queries' | 'wait'> {
  const given = new Map<string, number>()
  let host = ''
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (!arg.startsWith('-')) host ||= arg
    else if (/^-[mqwfpts]$/.test(arg)) given.set(arg, Number(args[++index]))
  }
  return {
    host,
    most: given.get('-m') ?? MOST_HOPS,
    queries: given.get('-q') ?? QUERIES,
    wait: given.get('-w') ?? WAIT,
  }
}

function receive(memory: Memory, message: ProcessMessage, system: System): Memory {
  switch (message.type) {
    case 'found': {
      const address = message.addresses[0] ?? ''
      const { host, most } = memory
      system.complain(
        `traceroute to ${host} (${address}), ${most} hops max, ${BYTES} byte packets\n`,
      )
      return hop({ ...memory, address, ttl: 1 }, system)
    }
    case 'failure':
      if (memory.address === '') {
        system.complain(`traceroute: bad address '${memory.host}'\n`)
        system.exit(1)
        return memory
      }
      return message.id === memory.id ? next(memory, system, '  *') : memory
    case 'echo':
      return message.id === memory.id
        ? next(
            { ...memory, isThere: true },
            system,
            shown(memory, message.from, system),
            message.from,
          )
        : memory
    case 'exceeded':
      return message.id === memory.id
        ? next(memory, system, shown(memory, message.from, system), message.from)
        : memory
    case 'signal':
      system.exit(130)
      return memory
    default:
      return memory
  }
}

function shown({ last, sent }: Memory, from: string, system: System): string {
  const time = `  ${((system.now - sent) / 1_000).toFixed(3)} ms`
  return from === last ? time : `  ${from} (${from})${time}`
}

function hop(memory: Memory, system: System): Memory {
  system.print(`${String(memory.ttl).padStart(2)}`)
  return ask({ ...memory, query: 0, last: '', isThere: false }, system)
}

function ask(memory: Memory, system: System): Memory {
  const { address, ttl, wait } = memory
  const id = system.ping({ address, ttl, timeout: seconds(wait) })
  return { ...memory, id, sent: system.now }
}

function next(memory: Memory, system: System, text: string, last = memory.last): Memory {
  system.print(text)
  const query = memory.query + 1
  if (query < memory.queries) return ask({ ...memory, query, last }, system)
  system.print('\n')
  const isOver = memory.isThere || memory.ttl >= memory.most
  if (!isOver) return hop({ ...memory, ttl: memory.ttl + 1 }, system)
  system.exit(0)
  return memory
}
