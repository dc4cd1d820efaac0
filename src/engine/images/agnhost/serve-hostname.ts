import { seconds } from '../../sim'
import { datesAt } from '../dates'
import { parseFlags, parsePort } from '../flags'
import { type GoHeaders, goResponse } from '../http'
import { defineProgram } from '../program'

const FLAGS = {
  tcp: 'switch',
  udp: 'switch',
  http: 'switch',
  close: 'switch',
  port: 'value',
} as const
const DEFAULT_PORT = '9376'
// Asked to stop it serves on until its Pod is gone: so a test can see who still sends to it.
const LINGERS = seconds(60)

/** Answers every request with its host name. */
export const serveHostname = defineProgram<undefined>({
  start(system) {
    const dates = datesAt(system)
    const { values, error } = parseFlags(system.argv.slice(2), FLAGS)
    const port = parsePort(values.port ?? DEFAULT_PORT)
    const raw = values.tcp === 'true' || values.udp === 'true'
    if (error !== undefined || port === undefined) {
      system.print(`Error: ${error ?? `invalid argument "${values.port}" for "--port" flag`}\n`)
      system.exit(1)
    } else if (raw && values.http !== 'false') {
      system.print(`${dates.log} Can't server TCP/UDP mode and HTTP mode at the same time\n`)
      system.exit(1)
    } else {
      if (values.udp === 'true') system.listen(port, { protocol: 'UDP' })
      if (values.tcp === 'true') system.listen(port, { stream: true })
      if (!raw) system.listen(port)
      system.print(`${dates.log} Serving on port ${port}.\n`)
    }
    return undefined
  },

  receive(memory, message, system) {
    const dates = datesAt(system)
    switch (message.type) {
      case 'request':
        system.print(`${dates.log} HTTP request from ${message.request.remote}\n`)
        system.respond(message.id, goResponse(system.hostname, dates.http, headersOf(system.argv)))
        break
      case 'accepted':
        system.print(`${dates.log} TCP request from ${message.from}\n`)
        system.send(message.id, system.hostname)
        system.close(message.id)
        break
      case 'datagram':
        system.print(`${dates.log} UDP request from ${message.from}\n`)
        system.reply(message.id, system.hostname)
        break
      case 'signal':
        system.print(`${dates.log} Shutting down after receiving signal: terminated.\n`)
        system.print(`${dates.log} Awaiting pod deletion.\n`)
        system.sleep(LINGERS)
        break
      case 'timer':
        system.exit(0)
    }
    return memory
  },
})

const headersOf = (argv: readonly string[]): GoHeaders =>
  argv.some((arg) => /^--?close(=true)?$/.test(arg)) ? { headers: { Connection: 'close' } } : {}
