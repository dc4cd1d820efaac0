import { milliseconds } from '../../sim'
import { curl } from '../curl/program'
import { datesAt, datesOf } from '../dates'
import { byteLength, headerOf, pathOf } from '../http'
import { defineImage, type HttpRequest, type HttpResponse, type System } from '../image'
import { type Console, defineProgram, lent, type Program, programOf } from '../program'
import { runningWithShell, withShell } from '../shell'
import { entrypointLines, startLines, stopLines } from './log'
import { errorPage, page50x, welcomePage } from './pages'

interface Memory {
  readonly version: string
  /** Connections so far: the error log numbers them. */
  readonly connections: number
}

const PORT = 80
const HTML = '/usr/share/nginx/html'
/** When the pages of the image were made, in Unix seconds. */
const PAGES_MADE = 1_744_800_000
const PAGES_DATE = datesOf(PAGES_MADE).http
const SHUTDOWN = milliseconds(20)

const server = defineProgram<Memory>({
  start(system) {
    const memory = { version: versionOf(system.tag), connections: 0 }
    // Without `daemon off` the server goes to the background, and its container ends.
    if (!system.argv.some((arg) => /daemon\s+off/.test(arg))) {
      system.exit(0)
      return memory
    }
    for (const line of startLines(memory.version)) notice(line, system)
    system.listen(PORT)
    return memory
  },

  receive(memory, message, system) {
    switch (message.type) {
      case 'request':
        return serve(memory, message.id, message.request, system)
      case 'signal':
        for (const line of stopLines(message.signal)) notice(line, system)
        // SIGQUIT lets the workers finish what they have begun.
        if (message.signal === 'SIGQUIT') system.sleep(SHUTDOWN)
        else system.exit(0)
        return memory
      case 'timer':
        system.exit(0)
        return memory
      default:
        return memory
    }
  },
})

function serve(memory: Memory, id: number, request: HttpRequest, system: Console): Memory {
  const { version } = memory
  const connections = memory.connections + 1
  const response = answer(memory, connections, request, system)
  system.respond(id, response)
  const size = request.method === 'HEAD' ? 0 : byteLength(response.body)
  const asked = `"${request.method} ${request.path} HTTP/1.1" ${response.status} ${size}`
  const agent = headerOf(request, 'user-agent') || '-'
  const from = `${clientOf(request)} - - [${datesAt(system).common}]`
  const forwarded = headerOf(request, 'x-forwarded-for') || '-'
  system.print(`${from} ${asked} "-" "${agent}" "${forwarded}"\n`)
  return { version, connections }
}

function answer(
  { version }: Memory,
  connection: number,
  request: HttpRequest,
  system: Console,
): HttpResponse {
  const dates = datesAt(system)
  const server = { Server: `nginx/${version}`, Date: dates.http }
  const fail = (status: number): HttpResponse => {
    const body = errorPage(status, version)
    const length = String(byteLength(body))
    const type = { 'Content-Type': 'text/html', 'Content-Length': length, Connection: 'keep-alive' }
    return { status, headers: { ...server, ...type }, body }
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return fail(405)
  const path = pathOf(request)
  const file = `${HTML}${path.endsWith('/') ? `${path}index.html` : path}`
  const made = system.read?.(file)
  const body = made ?? shipped(path, version)
  if (body === undefined) {
    const why = `open() "${file}" failed (2: No such file or directory)`
    const what = `request: "${request.method} ${request.path} HTTP/1.1"`
    const who = `client: ${clientOf(request)}, server: localhost`
    const host = `host: "${headerOf(request, 'host')}"`
    system.print(`${dates.log} [error] 30#30: *${connection} ${why}, ${who}, ${what}, ${host}\n`)
    return fail(404)
  }
  const length = byteLength(body)
  const modified = made === undefined ? PAGES_MADE : system.epoch
  const headers = {
    ...server,
    'Content-Type': 'text/html',
    'Content-Length': String(length),
    'Last-Modified': made === undefined ? PAGES_DATE : datesOf(modified).http,
    Connection: 'keep-alive',
    ETag: `"${modified.toString(16)}-${length.toString(16)}"`,
    'Accept-Ranges': 'bytes',
  }
  return { status: 200, headers, body: request.method === 'HEAD' ? '' : body }
}

function shipped(path: string, version: string): string | undefined {
  if (path === '/' || path === '/index.html') return welcomePage(version)
  return path === '/50x.html' ? page50x : undefined
}

const clientOf = ({ remote }: HttpRequest): string => remote.replace(/:\d+$/, '')

const notice = (line: string, system: System): void =>
  system.print(`${datesAt(system).log} [notice] 1#1: ${line}\n`)

/** The last release of each series; a series of its own ends in `.0`. */
const RELEASES: Readonly<Record<string, string>> = {
  '1.22': '1.22.1',
  '1.23': '1.23.4',
  '1.25': '1.25.5',
  '1.26': '1.26.3',
  '1.27': '1.27.5',
  '1.28': '1.28.2',
  '1.29': '1.29.6',
}
const MAINLINE = '1.29.6'
const STABLE = '1.28.2'

function versionOf(tag = 'latest'): string {
  const number = /^\d+(\.\d+)*/.exec(tag)?.[0] ?? ''
  if (number.split('.').length === 3) return number
  if (number === '1' || number === '') return tag.startsWith('stable') ? STABLE : MAINLINE
  return RELEASES[number] ?? `${number}.0`
}

// Prepares the configuration, then becomes what its arguments say.
const entrypoint: Program = {
  start(system) {
    const command = system.argv.slice(1)
    if (command[0] === 'nginx') for (const line of entrypointLines) system.print(`${line}\n`)
    const program = programOf(programs, command[0] ?? '')
    if (program) return program.start(lent(system, command))
    system.print(`/docker-entrypoint.sh: exec: line 47: ${command[0] ?? ''}: not found\n`)
    system.exit(127)
    return undefined
  },
  receive(memory, message, system) {
    const command = system.argv.slice(1)
    return programOf(programs, command[0] ?? '')?.receive(memory, message, lent(system, command))
  },
}

const programs = withShell({ curl, nginx: server, '/docker-entrypoint.sh': entrypoint })
const VARIANT = '(-(alpine|alpine-slim|perl|alpine-perl|otel|alpine-otel|bookworm|trixie))?'

/** The web server, with its welcome page on port 80. */
export const nginx = defineImage({
  name: 'nginx',
  tags: [
    new RegExp(`^1(\\.\\d{1,2}(\\.\\d{1,2})?)?${VARIANT}$`),
    new RegExp(`^(stable|mainline)${VARIANT}$`),
    /^(alpine|alpine-slim|perl|alpine-perl|otel|alpine-otel|bookworm|trixie)$/,
  ],
  sizeBytes: 72_404_038,
  sizeOf: (tag) =>
    tag.includes('slim') ? 5_900_000 : tag.includes('alpine') ? 22_900_000 : 72_404_038,
  entrypoint: ['/docker-entrypoint.sh'],
  command: ['nginx', '-g', 'daemon off;'],
  exposes: [PORT],
  stopSignal: 'SIGQUIT',
  environment: (tag) => ({ NGINX_VERSION: versionOf(tag) }),
  ...runningWithShell(programs),
})
