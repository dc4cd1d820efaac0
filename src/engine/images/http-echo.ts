import { datesAt } from './dates'
import { parseFlags, parsePort } from './flags'
import { byteLength, goResponse, headerOf, pathOf } from './http'
import { defineImage } from './image'
import { listensAt } from './listening'
import { defineProgram, running } from './program'

interface Memory {
  readonly text: string
}

const FLAGS = { listen: 'value', text: 'value', version: 'switch' } as const
const VERSION = '1.0.0'
// What a Go program exits with when SIGTERM ends it as process 1 of its container.
const TERMINATED = 2

const program = defineProgram<Memory>({
  start(system) {
    const dates = datesAt(system)
    const { values, rest, error } = parseFlags(system.argv.slice(1), FLAGS)
    const listen = values.listen ?? ':5678'
    const text = values.text || system.environment.ECHO_TEXT || ''
    const port = parsePort(listen.replace(/^.*:/, ''))
    const memory = { text }
    const refuse = (message: string, code: number): Memory => {
      system.print(`${message}\n`)
      system.exit(code)
      return memory
    }
    if (error !== undefined) return refuse(`${error}\nUsage of /http-echo:`, 2)
    if (values.version) return refuse(`http-echo v${VERSION}`, 0)
    if (text === '') return refuse('Missing -text option or ECHO_TEXT env var!', 127)
    if (rest.length > 0) return refuse('Too many arguments!', 127)
    system.print(`${dates.log} [INFO] server is listening on ${listen}\n`)
    if (port === undefined) {
      return refuse(
        `${dates.log} [ERR] server exited with: listen tcp: address ${listen}: invalid port`,
        1,
      )
    }
    system.listen(port, listensAt(listen))
    return memory
  },

  receive(memory, message, system) {
    if (message.type === 'signal') system.exit(TERMINATED)
    if (message.type !== 'request') return memory
    const dates = datesAt(system)
    const { request, id } = message
    const healthy = pathOf(request) === '/health'
    const body = `${healthy ? '{"status":"ok"}' : memory.text}\n`
    const headers = { 'X-App-Name': 'http-echo', 'X-App-Version': VERSION }
    system.respond(id, goResponse(body, dates.http, { headers }))
    if (!healthy) {
      const asked = `"${request.method} ${request.path} HTTP/1.1" 200 ${byteLength(body)}`
      const agent = headerOf(request, 'user-agent')
      const from = `${headerOf(request, 'host')} ${request.remote}`
      system.print(`${dates.log} ${from} ${asked} "${agent}" 12.3µs\n`)
    }
    return memory
  },
})

/** Answers every request with one text. */
export const httpEcho = defineImage({
  name: 'hashicorp/http-echo',
  tags: ['1.0', '1.0.0', '1', 'alpine', '0.2.3', '0.2.2', '0.2.1', '0.2.0', '0.1.0'],
  sizeBytes: 3_420_000,
  entrypoint: ['/http-echo'],
  command: [],
  exposes: [5678],
  ...running({ '/http-echo': program }),
})
