import { seconds } from '../sim'
import type { Libc, ProcessMessage, System } from './image'
import { debianOrAlpine } from './libc'
import { isAddress, printed, resolversOf, reverseName } from './nslookup/query'
import { defineProgram, type Program } from './program'

interface Memory {
  readonly database: string
  readonly host: string
}

const USAGE = 'Usage: getent [OPTION...] database [key ...]\n'
const MISSING = 2

/** `getent hosts` and `ahosts`: what programs of an image find for a name. */
const getentOf = (libcOf: (tag: string) => Libc): Program =>
  defineProgram<Memory | undefined>({
    start(system) {
      const [database = '', host] = system.argv.slice(1).filter((arg) => !arg.startsWith('-'))
      if (host === undefined || !/^a?hosts(v4)?$/.test(database)) {
        system.complain(database === '' ? USAGE : `Unknown database: ${database}\n`)
        system.exit(1)
        return undefined
      }
      if (database === 'hosts' && isAddress(host)) askName(host, system)
      else system.lookUp(host)
      return { database, host }
    },
    receive(memory, message, system) {
      if (!memory) return memory
      const lines = linesOf(memory, message, libcOf(system.tag ?? ''))
      if (!lines) return memory
      system.print(lines.map((line) => `${line}\n`).join(''))
      system.exit(lines.length > 0 ? 0 : MISSING)
      return memory
    },
  })

/** By the library that the image's tag tells of. */
export const getent = getentOf(debianOrAlpine)

/** Of an image that is built on Alpine, whatever its tag. */
export const alpineGetent = getentOf(() => 'musl')

const PATIENCE = seconds(5)

function askName(address: string, system: System): void {
  const server = resolversOf(system).nameservers[0] ?? '127.0.0.1'
  const question = { name: `${reverseName(address)}.`, type: 'PTR' }
  system.ask({ question, server, timeout: PATIENCE })
}

// Undefined for what is none of its business; nothing where there is nothing.
function linesOf(
  { database, host }: Memory,
  message: ProcessMessage,
  libc: Libc,
): readonly string[] | undefined {
  if (message.type === 'failure') return []
  if (message.type === 'answer') {
    const names = message.answer.answers.filter(({ type }) => type === 'PTR')
    return names.slice(0, 1).map(({ data }) => hostLine(host, [printed(data)], libc))
  }
  if (message.type !== 'found') return undefined
  const { name, asked, addresses } = message
  if (database.startsWith('a')) {
    return addresses.flatMap((address, index) => {
      const shown = address.padEnd(15)
      return [`${shown} STREAM ${index === 0 ? name : ''}`, `${shown} DGRAM  `, `${shown} RAW    `]
    })
  }
  // The other library gives the first address only, and takes what was typed for an alias.
  if (libc === 'musl') {
    const aliases = name === host ? [] : [host]
    return addresses.slice(0, 1).map((address) => hostLine(address, [name, ...aliases], libc))
  }
  const aliases = name === asked ? [] : [asked]
  return addresses.map((address) => hostLine(address, [name, ...aliases], libc))
}

// musl counts a host's own name among its aliases.
function hostLine(address: string, names: readonly string[], libc: Libc): string {
  const [name = ''] = names
  if (libc === 'musl') return `${address.padEnd(16)}  ${name}  ${names.join(' ')}`
  return `${address.padEnd(15)} ${names.join(' ')}`
}
