import { type Instant, seconds } from '../../sim'
import { datesAt } from '../dates'
import { parseFlags, parsePort } from '../flags'
import {
  goResponse,
  headerName,
  headerOf,
  malformed,
  parseGoDuration,
  pathOf,
  queryOf,
} from '../http'
import type { FetchFailure, HttpRequest, ProcessMessage, System } from '../image'
import { defineProgram } from '../program'
import { withShell } from '../shell'
import { execute } from '../shell/shell'

interface Memory {
  readonly started: Instant
  /** Whether the UDP server runs: `/healthz` asks for it. */
  readonly ready: boolean
  readonly delayShutdown: number
  /** The path that stands in for every other, when there is one. */
  readonly override: string | undefined
  readonly terminating: boolean
  /** Requests that wait for what they had dialled, by the number of the fetch. */
  readonly dials: Readonly<Record<string, Dial>>
}

/** A `/dial` under way. */
interface Dial {
  readonly request: number
  readonly url: string
  readonly left: number
  readonly responses: readonly string[]
  readonly errors: readonly string[]
}

const FLAGS = {
  'http-port': 'value',
  'udp-port': 'value',
  'sctp-port': 'value',
  'udp-listen-addresses': 'value',
  'tls-cert-file': 'value',
  'tls-private-key-file': 'value',
  'http-override': 'value',
  'delay-shutdown': 'value',
} as const
const DIAL_TIMEOUT = seconds(5)
const PRECONDITION_FAILED = 412
const UNAVAILABLE = 503
const NOT_FOUND = 404
const NO_DIALS: Memory['dials'] = {}
const commands = withShell({})

/** A server with an endpoint for each thing a test may ask of it; `/` tells the time. */
export const netexec = defineProgram<Memory>({
  catches: () => true,
  start(system) {
    const { values, error } = parseFlags(system.argv.slice(2), FLAGS)
    const http = parsePort(values['http-port'] ?? '8080')
    const udp = values['udp-port'] ?? '8081'
    const memory: Memory = {
      started: system.now,
      ready: udp !== '-1',
      delayShutdown: Number(values['delay-shutdown'] ?? 0),
      override: values['http-override'],
      terminating: false,
      dials: NO_DIALS,
    }
    if (error !== undefined || http === undefined) {
      const what = error?.replace('flag provided but not defined: -', 'unknown flag: --')
      system.print(`Error: ${what ?? `invalid argument "${values['http-port']}"`}\n`)
      system.exit(1)
      return memory
    }
    log(`Started HTTP server on port ${http}`, system)
    system.listen(http)
    const udpPort = parsePort(udp)
    if (udpPort !== undefined) {
      system.listen(udpPort, { protocol: 'UDP' })
      log(`Started UDP server on port  ${udpPort}`, system)
    }
    return memory
  },

  receive(memory, message, system) {
    switch (message.type) {
      case 'request':
        return request(memory, message.id, message.request, system)
      case 'datagram':
        datagram(message, system)
        return memory
      case 'response':
        return dialled(memory, message.id, { text: message.response.body }, system)
      case 'failure':
        return dialled(memory, message.id, { error: message.failure }, system)
      case 'signal':
        return terminate(memory, system)
      case 'timer':
        system.exit(Number(message.tag))
        return memory
      default:
        return memory
    }
  },
})

function terminate(memory: Memory, system: System): Memory {
  if (memory.delayShutdown <= 0) {
    system.exit(0)
    return memory
  }
  const { delayShutdown } = memory
  log(`Sleeping ${delayShutdown} seconds before terminating...`, system)
  system.sleep(seconds(delayShutdown), '0')
  return { ...memory, terminating: true }
}

function request(memory: Memory, id: number, request: HttpRequest, system: System): Memory {
  const { override } = memory
  const asked = override === undefined ? request : { ...request, path: override }
  const path = pathOf(asked)
  if (path === '/dial') return dial(memory, id, asked, system)
  if (path === '/exit') return exit(memory, id, asked, system)
  if (path === '/shutdown') {
    log('GET /shutdown', system)
    system.exit(0)
    return memory
  }
  const page = answer(memory, path, asked, system)
  log(page.line, system)
  system.respond(id, goResponse(page.body, datesAt(system).http, page))
  return memory
}

interface Page {
  /** What the server logs. */
  readonly line: string
  readonly body: string
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

function answer(memory: Memory, path: string, request: HttpRequest, system: System): Page {
  const line = `GET ${path}`
  switch (path) {
    case '/hostname':
    case '/hostName':
      return { line, body: system.hostname }
    case '/clientip':
      return { line, body: request.remote }
    case '/healthz':
      return { line, body: '', ...(memory.ready ? {} : { status: PRECONDITION_FAILED }) }
    case '/readyz':
      if (memory.terminating) return { line, body: 'shutting down', status: UNAVAILABLE }
      return memory.ready ? { line, body: 'ok' } : { line, body: '', status: PRECONDITION_FAILED }
    case '/echo':
      return echo(request)
    case '/header':
      return header(request)
    case '/redirect':
      return redirect(request)
    case '/shell':
      return shell(request, system)
    case '/upload':
      return { line, body: '404 page not found\n', status: NOT_FOUND }
    default:
      return { line: 'GET /', body: `NOW: ${goTime(memory, system)}` }
  }
}

function echo(request: HttpRequest): Page {
  const message = queryOf(request, 'msg')
  const code = queryOf(request, 'code')
  const line = `GET /echo?msg=${message}&code=${code}`
  if (code === '') return { line, body: message }
  if (/^-?\d+$/.test(code)) return { line, body: message, status: Number(code) }
  return { line, body: `argument 'code' must be an integer or empty, got "${code}"\n` }
}

function header(request: HttpRequest): Page {
  const key = queryOf(request, 'key')
  if (key !== '') return { line: `GET /header?key=${key}`, body: headerOf(request, key) }
  const names = Object.keys(request.headers).filter((name) => name.toLowerCase() !== 'host')
  const entries = names.map((name) => [headerName(name), [request.headers[name]]] as const)
  entries.sort(([left], [right]) => (left < right ? -1 : 1))
  return { line: 'GET /header', body: JSON.stringify(Object.fromEntries(entries)) }
}

function redirect(request: HttpRequest): Page {
  const location = queryOf(request, 'location')
  const code = queryOf(request, 'code')
  const line = `${request.method} /redirect?msg=${location}&code=${code}`
  const status = code === '' ? 302 : Number(code)
  return { line, body: '', status, headers: { Location: location } }
}

function shell(request: HttpRequest, system: System): Page {
  const command = queryOf(request, 'shellCommand') || queryOf(request, 'cmd')
  const argv = ['/bin/sh', '-c', command]
  const { code, output } = execute(commands, argv, system) ?? { code: 127, output: '' }
  const body = JSON.stringify({
    ...(code === 0 ? {} : { error: `exit status ${code}` }),
    ...(output === '' ? {} : { output }),
  })
  return { line: `GET /shell?cmd=${command}`, body }
}

// Go's time.Time as text: trailing zeros of the second are left out, the monotonic clock is added.
function goTime({ started }: Memory, system: System): string {
  const { now } = system
  const { day, time } = datesAt(system)
  const age = now - started
  const monotonic = `m=+${Math.floor(age / 1_000_000)}.${sixDigits(age % 1_000_000)}000`
  return `${day} ${time}${fraction(now % 1_000_000)} +0000 UTC ${monotonic}`
}

function fraction(micros: number): string {
  if (micros === 0) return ''
  const digits = sixDigits(micros)
  let end = digits.length
  while (digits[end - 1] === '0') end--
  return `.${digits.slice(0, end)}`
}

// Every request is told of with its microsecond: the numbers up to a thousand are written once.
const threeDigits = Array.from({ length: 1_000 }, (_, count) => String(count).padStart(3, '0'))

function sixDigits(micros: number): string {
  const millis = Math.floor(micros / 1_000)
  return `${threeDigits[millis]}${threeDigits[micros - millis * 1_000]}`
}

function exit(memory: Memory, id: number, request: HttpRequest, system: System): Memory {
  const [code, timeout, wait] = ['code', 'timeout', 'wait'].map((key) => queryOf(request, key))
  log(`GET /exit?code=${code}&timeout=${timeout}&wait=${wait}`, system)
  const span = wait === '' ? 0 : parseGoDuration(wait ?? '')
  if (span === undefined || !/^\d*$/.test(code ?? '')) {
    const what =
      span === undefined
        ? `argument 'wait' must be a valid golang duration or empty, got "${wait}"\n`
        : `argument 'code' must be an integer [0-127] or empty, got "${code}"\n`
    system.respond(id, goResponse(what, datesAt(system).http))
  } else if (span === 0) system.exit(Number(code))
  else system.sleep(span, String(Number(code)))
  return memory
}

function dial(memory: Memory, id: number, request: HttpRequest, system: System): Memory {
  const keys = ['host', 'protocol', 'port', 'request', 'tries'] as const
  const [host, protocol = '', port, what, tries] = keys.map((key) => queryOf(request, key))
  const asked = `host=${host}&protocol=${protocol}&port=${port}&request=${what}&tries=${tries}`
  log(`GET /dial?${asked}`, system)
  const refuse = (why: string): Memory => {
    system.respond(id, goResponse(`${why}\n`, datesAt(system).http, { status: 400 }))
    return memory
  }
  if (what === '') return refuse('request parameter not specified. %!v(<nil>)')
  if (protocol !== '' && protocol.toLowerCase() !== 'http') {
    return refuse(`unsupported protocol. ${protocol}`)
  }
  const left = tries === '' ? 1 : Number(tries)
  if (!Number.isInteger(left) || left < 1) {
    return refuse(`tries parameter is invalid. strconv.Atoi: parsing "${tries}": invalid syntax`)
  }
  const url = `http://${host}:${port}/${what}`
  return dialOnce(memory, { request: id, url, left, responses: [], errors: [] }, system)
}

function dialOnce(memory: Memory, dial: Dial, system: System): Memory {
  const fetch = system.fetch({ url: dial.url, timeout: DIAL_TIMEOUT })
  return { ...memory, dials: { ...memory.dials, [fetch]: { ...dial, left: dial.left - 1 } } }
}

function dialled(
  memory: Memory,
  fetch: number,
  result: { text: string } | { error: FetchFailure },
  system: System,
): Memory {
  const { [fetch]: dial, ...dials } = memory.dials
  if (!dial) return memory
  const heard =
    'text' in result
      ? { ...dial, responses: [...dial.responses, result.text] }
      : { ...dial, errors: [...dial.errors, errorText(dial.url, result.error)] }
  if (dial.left > 0) return dialOnce({ ...memory, dials }, heard, system)
  const { responses, errors, request } = heard
  const body = JSON.stringify({
    ...(errors.length > 0 ? { errors } : {}),
    ...(responses.length > 0 ? { responses } : {}),
  })
  system.respond(request, goResponse(body, datesAt(system).http))
  return { ...memory, dials }
}

// As Go's HTTP client words it.
function errorText(url: string, failure: FetchFailure): string {
  const port = /\/\/[^/:]+(:\d+)/.exec(url)?.[1] ?? ':80'
  const address = 'address' in failure ? failure.address + port : ''
  const get = `Get "${url}":`
  switch (failure.reason) {
    case 'name':
      return `${get} dial tcp: lookup ${/\/\/([^:/]+)/.exec(url)?.[1]}: no such host`
    case 'refused':
    case 'rejected':
      return `${get} dial tcp ${address}: connect: connection refused`
    case 'unreachable':
      return `${get} dial tcp ${address}: connect: no route to host`
    case 'timeout':
      return failure.connected
        ? `${get} context deadline exceeded (Client.Timeout exceeded while awaiting headers)`
        : `${get} dial tcp ${address}: i/o timeout`
    case 'reset':
      return `${get} read tcp ${address}: read: connection reset by peer`
    case 'empty':
      return `${get} EOF`
    case 'not-http':
      return `${get} ${malformed(failure.line)}`
    case 'url':
      return `parse "${url}": invalid URL`
  }
}

function datagram(message: ProcessMessage & { type: 'datagram' }, system: System): void {
  const text = String(message.payload).trim()
  const command = text.toLowerCase()
  if (command === 'hostname') {
    log('Sending udp hostName response', system)
    system.reply(message.id, system.hostname)
  } else if (command.startsWith('echo ')) {
    log(`Echoing ${text.slice(5)} to UDP client`, system)
    system.reply(message.id, text.slice(5))
  } else if (command === 'clientip') {
    log(`Sending clientip back to UDP client ${message.from}`, system)
    system.reply(message.id, message.from)
  } else if (command !== '') log(`Unknown UDP command received: ${text}`, system)
}

const log = (line: string, system: System): void => system.print(`${datesAt(system).log} ${line}\n`)
