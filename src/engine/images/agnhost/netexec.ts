import { type Instant, seconds } from '../../sim'
import { datesAt } from '../dates'
import { parseFlags, parsePort } from '../flags'
import { goResponse, headerName, headerOf, parseGoDuration, pathOf, queryOf } from '../http'
import type { HttpRequest, ProcessMessage, System } from '../image'
import { defineProgram } from '../program'
import { reason } from '../reason'
import { withShell } from '../shell'
import { execute } from '../shell/shell'
import { beginDial, type Dials, dialLine, heardDial } from './dial'

interface Memory {
  readonly started: Instant
  /** Whether the UDP server runs: `/healthz` asks for it. */
  readonly ready: boolean
  readonly delayShutdown: number
  /** The path that stands in for every other, when there is one. */
  readonly override: string | undefined
  readonly terminating: boolean
  /** Requests that wait for what they had dialled. */
  readonly dials: Dials
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
const PRECONDITION_FAILED = 412
const UNAVAILABLE = 503
const NO_DIALS: Dials = {}
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
    if ((values['sctp-port'] ?? '-1') !== '-1') log('SCTP is not simulated here', system)
    return memory
  },

  receive(memory, message, system) {
    switch (message.type) {
      case 'request':
        return request(memory, message.id, message.request, system)
      case 'datagram':
        datagram(message, system)
        return memory
      case 'signal':
        return terminate(memory, system)
      case 'timer':
        if (/^\d+$/.test(message.tag)) {
          system.exit(Number(message.tag))
          return memory
        }
    }
    const dials = heardDial(memory.dials, message, system)
    return dials === memory.dials ? memory : { ...memory, dials }
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
  if (path === '/dial') {
    log(dialLine(asked), system)
    return { ...memory, dials: beginDial(memory.dials, id, asked, system) }
  }
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
    case '/serverport':
      return { line, body: String(request.port ?? 80) }
    case '/upload':
      return upload(request, system)
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
  if (!/^-?\d*$/.test(code)) {
    return { line, body: `argument 'code' must be an integer or empty, got "${code}"\n` }
  }
  const status = code === '' ? 302 : Number(code)
  if (request.method !== 'GET') return { line, body: '', status, headers: { Location: location } }
  const headers = { Location: location, 'Content-Type': 'text/html; charset=utf-8' }
  const href = location.replaceAll('&', '&amp;').replaceAll('"', '&#34;')
  return { line, body: `<a href="${href}">${reason(status)}</a>.\n\n`, status, headers }
}

// A form with a file is taken apart: the file is what stands between two of its boundaries.
function upload(request: HttpRequest, system: System): Page {
  const line = 'GET /upload'
  const [, boundary = ''] = /boundary="?([^";]+)/.exec(headerOf(request, 'content-type')) ?? []
  const parts = boundary === '' ? [] : (request.body ?? '').split(`--${boundary}`)
  const file = parts.find((part) => /^Content-Disposition:.*[; ]name="file"/im.test(part))
  const start = file?.search(/\r?\n\r?\n/) ?? -1
  if (!file || start < 0) return { line, body: JSON.stringify({ error: 'Unable to upload file.' }) }
  const text = file
    .slice(start)
    .replace(/^\r?\n\r?\n/, '')
    .replace(/\r?\n$/, '')
  const output = `/uploads/upload${system.random.below(1_000_000_000)}`
  if (!system.files.find('/uploads')) system.files.makeDirectory('/uploads')
  const problem = system.files.write(output, text)
  return problem
    ? { line, body: JSON.stringify({ error: 'Unable to open file for write' }) }
    : { line, body: JSON.stringify({ output }), status: 201 }
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

function datagram(message: ProcessMessage & { type: 'datagram' }, system: System): void {
  const text = String(message.payload).trim().toLowerCase()
  if (text === 'hostname') {
    log('Sending udp hostName response', system)
    system.reply(message.id, system.hostname)
  } else if (text.startsWith('echo ')) {
    log(`Echoing ${text.slice(5)} to UDP client ${message.from}`, system)
    system.reply(message.id, text.slice(5))
  } else if (text === 'clientip') {
    log(`Sending clientip back to UDP client ${message.from}`, system)
    system.reply(message.id, message.from)
  } else if (text !== '') {
    log(`Unknown UDP command received from ${message.from}: ${text}`, system)
  }
}

const log = (line: string, system: System): void => system.print(`${datesAt(system).log} ${line}\n`)
