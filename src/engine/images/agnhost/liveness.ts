import { seconds } from '../../sim'
import { datesAt } from '../dates'
import { goResponse, pathOf } from '../http'
import { defineProgram } from '../program'

interface Memory {
  readonly started: number
}

const PORT = 8080
const HEALTHY_FOR = seconds(10)
const TERMINATED = 2

/** Healthy for ten seconds, ill ever after: the example of the documentation on liveness probes. */
export const liveness = defineProgram<Memory>({
  start(system) {
    system.listen(PORT)
    return { started: system.now }
  },
  receive(memory, message, system) {
    if (message.type === 'signal') system.exit(TERMINATED)
    if (message.type !== 'request') return memory
    const date = datesAt(system).http
    const age = system.now - memory.started
    const path = pathOf(message.request)
    if (path === '/started') system.respond(message.id, goResponse(secondsText(age), date))
    else if (path !== '/healthz') {
      system.respond(message.id, goResponse('404 page not found\n', date, { status: 404 }))
    } else if (age <= HEALTHY_FOR) system.respond(message.id, goResponse('ok', date))
    else {
      const error = `error: ${secondsText(age).replace(/s$/, '')}`
      system.respond(message.id, goResponse(error, date, { status: 500 }))
    }
    return memory
  },
})

const secondsText = (span: number): string => `${span / 1_000_000}s`
