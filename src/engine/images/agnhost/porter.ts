import { datesAt } from '../dates'
import { parsePort } from '../flags'
import { goResponse } from '../http'
import type { System } from '../image'
import { defineProgram } from '../program'

/** What is served on which port, by protocol. */
interface Memory {
  readonly tcp: Readonly<Record<string, string>>
  readonly udp: Readonly<Record<string, string>>
  readonly isJson: boolean
}

const VARIABLE = /^SERVE_(?:(TCP|UDP|TLS|SCTP)_)?PORT_(\d+)$/

/** Serves on each port that a variable `SERVE_PORT_80` names what the variable says. */
export const porter = defineProgram<Memory>({
  start(system) {
    const tcp: Record<string, string> = {}
    const udp: Record<string, string> = {}
    for (const [name, value] of Object.entries(system.environment)) {
      const [, protocol = 'TCP', text = ''] = VARIABLE.exec(name) ?? []
      const port = parsePort(text)
      if (port === undefined) continue
      if (protocol === 'TCP') {
        system.listen(port)
        tcp[port] = value
      } else if (protocol === 'UDP') {
        system.listen(port, { protocol: 'UDP' })
        udp[port] = value
        log(`Started UDP server on port ${port}`, system)
      } else log(`${name}: ${protocol} is not simulated here`, system)
    }
    const isJson = system.argv.some((arg) => /^--json-response(=true)?$/.test(arg))
    return { tcp, udp, isJson }
  },

  receive(memory, message, system) {
    if (message.type === 'request') {
      const { method, port = 80 } = message.request
      const value = memory.tcp[port] ?? ''
      const date = datesAt(system).http
      const json = { headers: { 'Content-Type': 'application/json' } }
      const response = memory.isJson
        ? goResponse(JSON.stringify({ Method: method, Body: value }), date, json)
        : goResponse(value, date)
      system.respond(message.id, response)
    } else if (message.type === 'datagram') {
      system.reply(message.id, memory.udp[message.port] ?? '')
    } else if (message.type === 'signal') system.exit(2)
    return memory
  },
})

const log = (line: string, system: System): void => system.print(`${datesAt(system).log} ${line}\n`)
