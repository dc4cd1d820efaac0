import { optionIn, parsePort } from '../flags'
import type { FetchFailure } from '../image'
import { defineProgram, type Program } from '../program'

interface Memory {
  readonly host: string
  readonly port: number
  readonly stream: number
}

const PORT = 3306

interface Wording {
  failed(problem: string): string
  /** What it says, and exits with, once the server has greeted it. */
  greeted(): { readonly text: string; readonly code: number }
}

const client = (wording: Wording): Program<Memory> =>
  defineProgram({
    start(system) {
      const args = system.argv.slice(1)
      const host = optionIn(args, 'h', 'host') ?? '127.0.0.1'
      const port = parsePort(optionIn(args, 'P', 'port') ?? '') ?? PORT
      return { host, port, stream: system.connect({ host, port }) }
    },
    receive(memory, message, system) {
      if (message.type === 'failure') {
        system.complain(`${wording.failed(problem(memory, message.failure))}\n`)
        system.exit(1)
      }
      if (message.type === 'data') {
        const { text, code } = wording.greeted()
        if (code === 0) system.print(`${text}\n`)
        else system.complain(`${text}\n`)
        system.close(memory.stream)
        system.exit(code)
      }
      if (message.type === 'ended' || message.type === 'broken' || message.type === 'signal') {
        system.close(memory.stream)
        system.exit(1)
      }
      return memory
    },
  })

/** `mysql`: gets as far as the server's greeting, and says that it gets no further. */
export const mysql = client({
  failed: (text) => `ERROR ${text}`,
  greeted: () => ({
    text: 'mysql: the server has greeted; SQL is not simulated in this playground',
    code: 1,
  }),
})

/** `mysqladmin ping`. */
export const mysqladmin = client({
  failed: (text) => `mysqladmin: connect to server failed\nerror: '${text}'`,
  greeted: () => ({ text: 'mysqld is alive', code: 0 }),
})

function problem({ host, port }: Memory, failure: FetchFailure): string {
  if (failure.reason === 'name') return `2005 (HY000): Unknown MySQL server host '${host}' (-2)`
  const number = failure.reason === 'timeout' ? 110 : failure.reason === 'unreachable' ? 113 : 111
  return `2003 (HY000): Can't connect to MySQL server on '${host}:${port}' (${number})`
}
