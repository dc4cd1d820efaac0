import { seconds } from '../../sim'
import { optionIn, parsePort } from '../flags'
import type { ConnectionEnds, FetchFailure, System } from '../image'
import { nameProblem } from '../name-problem'
import { defineProgram, type Program } from '../program'

interface Memory {
  readonly host: string
  readonly port: number
  readonly stream: number
  readonly ends: ConnectionEnds | undefined
}

const PORT = 5432
const PATIENCE = seconds(3)
const BAD = 2

interface Wording {
  /** Whether it waits no longer than `pg_isready` does. */
  readonly isQuick: boolean
  failed(memory: Memory, failure: FetchFailure, system: System): void
  asked(memory: Memory, system: System): void
}

// `-h db`, `-hdb`, `--host=db`; a URL says both.
function targetOf(
  args: readonly string[],
  { environment }: System,
): { host: string; port: number } {
  const url = args.map((arg) => /^postgres(?:ql)?:\/\/(?:[^@/]*@)?([^:/?]+)(?::(\d+))?/.exec(arg))
  const [, urlHost, urlPort] = url.find((each) => each !== null) ?? []
  const { PGHOST, PGPORT } = environment
  return {
    host: urlHost ?? optionIn(args, 'h', 'host') ?? PGHOST ?? 'localhost',
    port: parsePort(urlPort ?? optionIn(args, 'p', 'port') ?? PGPORT ?? '') ?? PORT,
  }
}

const client = (wording: Wording): Program<Memory> =>
  defineProgram<Memory>({
    start(system) {
      const target = targetOf(system.argv.slice(1), system)
      const limit = wording.isQuick ? { timeout: PATIENCE } : {}
      return { ...target, stream: system.connect({ ...target, ...limit }), ends: undefined }
    },
    receive(memory, message, system) {
      switch (message.type) {
        case 'connected':
          // A start-up message: its length, protocol 3.0, the user.
          system.send(memory.stream, '\0\0\0\u0017\0\u0003\0\0user\0postgres\0\0')
          return { ...memory, ends: message.ends }
        case 'failure':
          wording.failed(memory, message.failure, system)
          return memory
        case 'data':
          system.close(memory.stream)
          wording.asked(memory, system)
          return memory
        case 'ended':
        case 'broken':
        case 'signal':
          system.close(memory.stream)
          system.exit(BAD)
          return memory
        default:
          return memory
      }
    },
  })

/** `pg_isready`. */
export const pgIsReady = client({
  isQuick: true,
  failed({ host, port }, _, system) {
    system.print(`${host}:${port} - no response\n`)
    system.exit(BAD)
  },
  asked({ host, port }, system) {
    system.print(`${host}:${port} - accepting connections\n`)
    system.exit(0)
  },
})

/** `psql`: gets as far as the question for a password, and says that it gets no further. */
export const psql = client({
  isQuick: false,
  failed(memory, failure, system) {
    system.complain(`psql: error: ${problem(memory, failure)}\n`)
    system.exit(BAD)
  },
  asked({ host, ends, port }, system) {
    const where = `"${host}" (${ends?.peer}), port ${port}`
    system.complain(
      `psql: the server at ${where} asks for a password; SQL is not simulated in this playground\n`,
    )
    system.exit(BAD)
  },
})

function problem({ host, port }: Memory, failure: FetchFailure): string {
  if (failure.reason === 'name') {
    return `could not translate host name "${host}" to address: ${nameProblem(failure)}`
  }
  const address = 'address' in failure ? failure.address : host
  const why =
    failure.reason === 'timeout'
      ? 'Connection timed out'
      : failure.reason === 'unreachable'
        ? 'No route to host'
        : 'Connection refused'
  return (
    `connection to server at "${host}" (${address}), port ${port} failed: ${why}\n` +
    '\tIs the server running on that host and accepting TCP/IP connections?'
  )
}
