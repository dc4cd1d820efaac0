import type { Question } from '../api/dns'
import { seconds } from '../sim'
import { defineProgram } from './program'

/** What `ask-dns` is told in its one argument, as JSON. */
export interface AskDns {
  readonly question: Question
  readonly server: string
  readonly byTcp: boolean
}

/** Where it lies on machines: a door of the playground's own, for whoever asks from outside. */
export const ASK_DNS = '/usr/libexec/playground/ask-dns'

const PATIENCE = seconds(5)

/**
 * Puts one question to a name server and prints the answer as JSON; `null` when there is none.
 */
export const askDns = defineProgram<number>({
  start(system) {
    const { question, server, byTcp } = JSON.parse(system.argv[1] ?? '{}') as AskDns
    const request = { question, server, timeout: PATIENCE }
    return system.ask(byTcp ? { ...request, protocol: 'TCP' } : request)
  },
  receive(asked, message, system) {
    if (message.type !== 'answer' && message.type !== 'failure') return asked
    if (message.id !== asked) return asked
    system.print(JSON.stringify(message.type === 'answer' ? message.answer : null))
    system.exit(0)
    return asked
  },
})
