import { milliseconds } from '../../sim'
import { datesAt } from '../dates'
import { byteLength, headerOf } from '../http'
import type { FetchFailure, HttpRequest, HttpResponse, ProcessMessage, System } from '../image'
import { defineProgram } from '../program'
import { type Answered, answer, closing, errorAnswer } from './answer'
import { ConfigError, MAIN, readConfig, type Server } from './config'
import { startLines, stopLines } from './log'
import { versionOf } from './version'

/** What the server remembers. */
export interface Memory {
  readonly version: string
  /** Connections so far: the error log numbers them. */
  readonly connections: number
  readonly servers: readonly Server[]
  /** Requests that wait for another server's answer, by the number of the fetch. */
  readonly passed: Readonly<Record<number, Passed>>
}

interface Passed {
  readonly id: number
  readonly request: HttpRequest
  readonly closes: boolean
}

const SHUTDOWN = milliseconds(20)
const NONE: Memory['passed'] = {}
// The Pods of one image mostly have its own configuration: they share it. Only a cache.
const latest: { text: string; servers: readonly Server[] } = { text: '', servers: [] }

function configured(system: System): readonly Server[] {
  const { files } = system
  const parts = (files.list('/etc/nginx/conf.d') ?? []).map((name) =>
    files.read(`/etc/nginx/conf.d/${name}`),
  )
  const text = [files.read(MAIN), ...parts].join('\0')
  if (text === latest.text) return latest.servers
  latest.servers = readConfig(files)
  latest.text = text
  return latest.servers
}

/** `nginx`, and what it does with `-t`, `-v` and `-s`. */
export const server = defineProgram<Memory>({
  catches: ({ length }) => length > 0,

  start(system) {
    const version = versionOf(system.tag)
    const memory = { version, connections: 0, servers: [], passed: NONE }
    const [, flag, word] = system.argv
    if (flag === '-v' || flag === '-V') return ended(`nginx version: nginx/${version}\n`, 0)
    if (flag === '-s') return tellRunning(word ?? '')
    const servers = checked(system)
    if (typeof servers === 'string') return ended(`${servers}`, 1)
    if (flag === '-t' || flag === '-T') return ended(TESTED, 0)
    // Without `daemon off` the server goes to the background, and its container ends.
    if (!system.argv.some((arg) => /daemon\s+off/.test(arg))) {
      system.exit(0)
      return memory
    }
    for (const line of startLines(version)) notice(line, system)
    listenFor(servers, system)
    return { ...memory, servers }

    function ended(text: string, code: number): Memory {
      system.complain(text)
      system.exit(code)
      return memory
    }
    function tellRunning(what: string): Memory {
      const signal = SIGNALS[what]
      if (!signal) return ended(`nginx: invalid option: "-s ${what}"\n`, 1)
      const line = `${datesAt(system).log} [notice] 7#7: signal process started\n`
      system.complain(line)
      system.signal(1, signal)
      system.exit(0)
      return memory
    }
  },

  receive(memory, message, system) {
    switch (message.type) {
      case 'request':
        return serve(memory, message.id, message.request, system)
      case 'response':
      case 'failure':
        return passedBack(memory, message, system)
      case 'signal':
        return signalled(memory, message.signal, system)
      case 'timer':
        system.exit(0)
        return memory
      default:
        return memory
    }
  },
})

const SIGNALS: Readonly<Record<string, 'SIGHUP' | 'SIGQUIT' | 'SIGTERM'>> = {
  reload: 'SIGHUP',
  quit: 'SIGQUIT',
  stop: 'SIGTERM',
}

const TESTED =
  `nginx: the configuration file ${MAIN} syntax is ok\n` +
  `nginx: configuration file ${MAIN} test is successful\n`

function checked(system: System): readonly Server[] | string {
  try {
    return configured(system)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const { message } = error
    const isTest = system.argv.includes('-t')
    const tail = isTest ? `nginx: configuration file ${MAIN} test failed\n` : ''
    return `${datesAt(system).log} [emerg] 1#1: ${message}\nnginx: [emerg] ${message}\n${tail}`
  }
}

// A port is the host's own only as long as no server wants it for everybody.
function listenFor(servers: readonly Server[], system: System): void {
  for (const port of new Set(servers.flatMap(({ ports }) => ports))) {
    const isOpen = servers.some(
      ({ ports, loopback }) => ports.includes(port) && !loopback.includes(port),
    )
    system.listen(port, isOpen ? {} : { address: '127.0.0.1' })
  }
}

function signalled(memory: Memory, signal: string, system: System): Memory {
  if (signal === 'SIGHUP') {
    notice('signal 1 (SIGHUP) received, reconfiguring', system)
    notice('reconfiguring', system)
    const servers = checked(system)
    if (typeof servers === 'string') {
      system.complain(servers.split('nginx: ', 1)[0] ?? '')
      return memory
    }
    listenFor(servers, system)
    notice('start worker processes', system)
    return { ...memory, servers }
  }
  for (const line of stopLines(signal as 'SIGTERM')) notice(line, system)
  // SIGQUIT lets the workers finish what they have begun.
  if (signal === 'SIGQUIT') system.sleep(SHUTDOWN)
  else system.exit(0)
  return memory
}

function serve(memory: Memory, id: number, request: HttpRequest, system: System): Memory {
  const { version, servers, passed } = memory
  const connections = memory.connections + 1
  const answered = answer({ version, servers, connections }, request, system)
  if ('fetch' in answered) {
    const { fetch, closes } = answered
    const waiting = { id, request, closes }
    const number = system.fetch(fetch)
    return { version, connections, servers, passed: { ...passed, [number]: waiting } }
  }
  reply(id, request, answered, system)
  return { version, connections, servers, passed }
}

function reply(id: number, request: HttpRequest, response: HttpResponse, system: System): void {
  system.respond(id, response)
  const size = request.method === 'HEAD' ? 0 : byteLength(response.body)
  const asked = `"${request.method} ${request.path} HTTP/1.1" ${response.status} ${size}`
  const agent = headerOf(request, 'user-agent') || '-'
  const from = `${request.remote.replace(/:\d+$/, '')} - - [${datesAt(system).common}]`
  const forwarded = headerOf(request, 'x-forwarded-for') || '-'
  system.print(`${from} ${asked} "-" "${agent}" "${forwarded}"\n`)
}

// What the server behind has answered goes back, under one's own name.
function passedBack(
  memory: Memory,
  message: Extract<ProcessMessage, { type: 'response' | 'failure' }>,
  system: System,
): Memory {
  const waiting = memory.passed[message.id]
  if (!waiting) return memory
  const { [message.id]: _, ...passed } = memory.passed
  const response =
    message.type === 'response'
      ? own(message.response, memory.version, system)
      : badGateway(memory, waiting.request, message.failure, system)
  reply(waiting.id, waiting.request, waiting.closes ? closing(response) : response, system)
  return { ...memory, passed }
}

function own(
  { status, headers = {}, body }: HttpResponse,
  version: string,
  system: System,
): HttpResponse {
  const hidden = new Set(['server', 'date', 'connection'])
  const kept = Object.fromEntries(
    Object.entries(headers).filter(([name]) => !hidden.has(name.toLowerCase())),
  )
  const first = { Server: `nginx/${version}`, Date: datesAt(system).http }
  return { status, headers: { ...first, ...kept, Connection: 'keep-alive' }, body }
}

function badGateway(
  { version, connections }: Memory,
  request: HttpRequest,
  failure: FetchFailure,
  system: System,
): Answered & HttpResponse {
  const isLate = failure.reason === 'timeout'
  const why = isLate
    ? 'upstream timed out (110: Operation timed out) while connecting to upstream'
    : failure.reason === 'name'
      ? 'could not be resolved (3: Host not found)'
      : 'connect() failed (111: Connection refused) while connecting to upstream'
  const who = `client: ${request.remote.replace(/:\d+$/, '')}, server: localhost`
  const what = `request: "${request.method} ${request.path} HTTP/1.1"`
  const host = `host: "${headerOf(request, 'host')}"`
  const line = `[error] 30#30: *${connections} ${why}, ${who}, ${what}, ${host}`
  system.complain(`${datesAt(system).log} ${line}\n`)
  return errorAnswer(isLate ? 504 : 502, version, system)
}

const notice = (line: string, system: System): void =>
  system.complain(`${datesAt(system).log} [notice] 1#1: ${line}\n`)
