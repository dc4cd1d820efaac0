import { hashText } from '../sim'
import { datesAt } from './dates'
import { parseFlags, parsePort } from './flags'
import {
  goResponse,
  headerName,
  headerOf,
  parseGoDuration,
  pathOf,
  queryOf,
  requestText,
} from './http'
import { defineImage, type HttpRequest, type HttpResponse, type System } from './image'
import { defineProgram, running } from './program'

interface Memory {
  readonly name: string
}

const FLAGS = { port: 'value', name: 'value', verbose: 'switch' } as const
const DEFAULT_PORT = '80'
/** What a Go program exits with when SIGTERM ends it as process 1 of its container. */
const TERMINATED = 2

const program = defineProgram<Memory>({
  start(system) {
    const dates = datesAt(system)
    const { values, error } = parseFlags(system.argv.slice(1), FLAGS)
    const { WHOAMI_PORT_NUMBER, WHOAMI_NAME } = system.environment
    const port = values.port ?? (WHOAMI_PORT_NUMBER || DEFAULT_PORT)
    const number = parsePort(port)
    const memory = { name: values.name ?? WHOAMI_NAME ?? '' }
    if (error !== undefined) {
      system.print(`${error}\nUsage of /whoami:\n`)
      system.exit(2)
      return memory
    }
    system.print(`${dates.log} Starting up on port ${port}\n`)
    if (number === undefined) {
      system.print(`${dates.log} listen tcp: address ${port}: invalid port\n`)
      system.exit(1)
      return memory
    }
    system.listen(number)
    return memory
  },

  receive(memory, message, system) {
    if (message.type === 'signal') system.exit(TERMINATED)
    if (message.type !== 'request') return memory
    const wait = parseGoDuration(queryOf(message.request, 'wait')) ?? 0
    system.respond(message.id, answer(message.request, memory.name, system), wait)
    return memory
  },
})

function answer(request: HttpRequest, name: string, system: System): HttpResponse {
  const date = datesAt(system).http
  switch (pathOf(request)) {
    case '/api':
      return goResponse(`${asJson(request, name, system)}\n`, date, {
        headers: {
          'Access-Control-Allow-Methods': '*',
          'Access-Control-Allow-Origin': '*',
          'Content-Type': 'application/json',
        },
      })
    case '/bench':
      return goResponse('1', date, { headers: { Connection: 'keep-alive' } })
    case '/health':
      return goResponse('', date)
    case '/data':
      return goResponse(data(request), date)
    default:
      return goResponse(asText(request, name, system), date)
  }
}

function asText(request: HttpRequest, name: string, system: System): string {
  const facts = [
    ...(name === '' ? [] : [`Name: ${name}`]),
    `Hostname: ${system.hostname}`,
    ...addressesOf(system).map((address) => `IP: ${address}`),
    `RemoteAddr: ${request.remote}`,
  ]
  const shown = queryOf(request, 'env') === 'true' ? environmentOf(system) : []
  return `${facts.join('\n')}\n${requestText(request)}${shown.map((line) => `${line}\n`).join('')}`
}

function asJson(request: HttpRequest, name: string, system: System): string {
  const headers = Object.keys(request.headers)
    .filter((key) => key.toLowerCase() !== 'host')
    .map((key) => [headerName(key), [request.headers[key]]] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1))
  const shown = queryOf(request, 'env') === 'true' ? { environ: system.environment } : {}
  return JSON.stringify({
    hostname: system.hostname,
    ip: addressesOf(system),
    headers: Object.fromEntries(headers),
    url: request.path,
    host: headerOf(request, 'host'),
    method: request.method,
    ...(name === '' ? {} : { name }),
    remoteAddr: request.remote,
    ...shown,
  })
}

const environmentOf = ({ environment }: System): readonly string[] =>
  Object.keys(environment).map((key) => `${key}=${environment[key]}`)

// Loopback first, then eth0 with the link-local address that its hardware address makes.
function addressesOf({ address }: System): readonly string[] {
  const group = (part: number) => (hashText(address, part) & 0xffff).toString(16)
  const linkLocal = `fe80::${group(1)}:${(hashText(address, 2) & 0xff).toString(16)}ff:fe${(
    hashText(address, 3) & 0xff
  )
    .toString(16)
    .padStart(2, '0')}:${group(4)}`
  return ['127.0.0.1', '::1', address, linkLocal]
}

const LONGEST_DATA = 1_048_576

function data(request: HttpRequest): string {
  const units: Readonly<Record<string, number>> = { kb: 1_024, mb: 1_048_576 }
  const count = /^\d+$/.test(queryOf(request, 'size')) ? Number(queryOf(request, 'size')) : 1
  const size = count * (units[queryOf(request, 'unit').toLowerCase()] ?? 1)
  const letters = '-ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  const shown = Math.min(size, LONGEST_DATA)
  return shown <= 2
    ? '|'.repeat(shown)
    : `|${letters.repeat(Math.ceil(shown / letters.length)).slice(0, shown - 2)}|`
}

/** Tells who answered: its host name, addresses, and the request as it arrived. */
export const whoami = defineImage({
  name: 'traefik/whoami',
  tags: [/^v?1\.\d{1,2}(\.\d{1,2})?$/],
  sizeBytes: 2_890_000,
  entrypoint: ['/whoami'],
  command: [],
  exposes: [80],
  ...running({ '/whoami': program }),
})
