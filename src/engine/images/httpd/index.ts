import { datesAt } from '../dates'
import { systemFiles } from '../files/system-files'
import { parsePort } from '../flags'
import { getent } from '../getent'
import { byteLength, headerOf, pathOf } from '../http'
import { defineImage, type HttpRequest, type HttpResponse, type System } from '../image'
import { debianOrAlpine } from '../libc'
import { isLoopback } from '../listening'
import { defineProgram, type Programs } from '../program'
import { reason } from '../reason'
import { runningWithShell, withShell } from '../shell'
import { logTime } from './log-time'

const ROOT = '/usr/local/apache2'
const CONFIGURATION = `${ROOT}/conf/httpd.conf`
const VERSION = '2.4.65'

interface Memory {
  readonly version: string
  readonly ports: readonly number[]
  /** Those of them that it listens on for its own host alone. */
  readonly loopback: readonly number[]
  readonly root: string
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  txt: 'text/plain',
  xml: 'application/xml',
  svg: 'image/svg+xml',
}

const versionOf = (tag = 'latest'): string => /^2\.4\.\d+/.exec(tag)?.[0] ?? VERSION

// `httpd-foreground`: files from its document root, on the ports of its configuration.
const server = defineProgram<Memory>({
  catches: () => true,
  start(system) {
    const { ports, loopback, root } = configured(system)
    const version = versionOf(system.tag)
    const unnamed =
      "AH00558: httpd: Could not reliably determine the server's fully qualified domain name, " +
      `using ${system.address}. Set the 'ServerName' directive globally to suppress this message\n`
    system.complain(unnamed + unnamed)
    const started = `AH00489: Apache/${version} (Unix) configured -- resuming normal operations`
    say('mpm_event:notice', started, system)
    say('core:notice', "AH00094: Command line: 'httpd -D FOREGROUND'", system)
    for (const port of ports) {
      system.listen(port, loopback.includes(port) ? { address: '127.0.0.1' } : {})
    }
    return { version, ports, loopback, root }
  },
  receive(memory, message, system) {
    if (message.type === 'signal') {
      const graceful = message.signal === 'SIGTERM'
      const line = graceful ? 'AH00491: caught SIGTERM, shutting down' : 'AH00492: caught SIGWINCH'
      say('mpm_event:notice', `${line}${graceful ? '' : ', shutting down gracefully'}`, system)
      system.exit(0)
    }
    if (message.type !== 'request') return memory
    const { request, id } = message
    const response = answer(memory, request, system)
    system.respond(id, response)
    const size = request.method === 'HEAD' ? '-' : String(byteLength(response.body))
    const from = `${request.remote.replace(/:\d+$/, '')} - - [${datesAt(system).common}]`
    system.print(
      `${from} "${request.method} ${request.path} HTTP/1.1" ${response.status} ${size}\n`,
    )
    return memory
  },
})

// `[Mon Nov 23 02:31:50.123456 2026] [mpm_event:notice] [pid 1:tid 1] AH00489: …`
const say = (module: string, text: string, system: System): void =>
  system.complain(`[${logTime(system)}] [${module}] [pid 1:tid 1] ${text}\n`)

function configured({ files }: System): Pick<Memory, 'ports' | 'loopback' | 'root'> {
  const text = files.read(CONFIGURATION) ?? ''
  const listens = [...text.matchAll(/^\s*Listen\s+(\S+:)?(\d+)/gim)].flatMap(
    ([, where = '', port = '']) => {
      const number = parsePort(port)
      return number === undefined ? [] : [{ where: `${where}${port}`, port: number }]
    },
  )
  const ports = listens.map(({ port }) => port)
  const open = listens.filter(({ where }) => !isLoopback(where)).map(({ port }) => port)
  const root = /^\s*DocumentRoot\s+"?([^"\s]+)"?/im.exec(text)?.[1]
  return {
    ports: ports.length > 0 ? ports : [80],
    loopback: ports.filter((port) => !open.includes(port)),
    root: root ?? `${ROOT}/htdocs`,
  }
}

function answer({ root, version }: Memory, request: HttpRequest, system: System): HttpResponse {
  const common = { Date: datesAt(system).http, Server: `Apache/${version} (Unix)` }
  const path = pathOf(request)
  if (!['GET', 'HEAD', 'POST', 'OPTIONS'].includes(request.method)) {
    return problem(405, 'The requested method is not allowed for this URL.', common)
  }
  const file = `${root}${path.endsWith('/') ? `${path}index.html` : path}`
  const text = system.files.read(file)
  if (text === undefined) {
    return problem(404, 'The requested URL was not found on this server.', common)
  }
  const type = TYPES[/\.(\w+)$/.exec(file)?.[1] ?? '']
  const headers = {
    ...common,
    'Last-Modified': 'Mon, 11 Jun 2007 18:53:14 GMT',
    ETag: `"${byteLength(text).toString(16)}-432a5e4a73a80"`,
    'Accept-Ranges': 'bytes',
    'Content-Length': String(byteLength(text)),
    ...(headerOf(request, 'connection') === 'close' ? { Connection: 'close' } : {}),
    ...(type === undefined ? {} : { 'Content-Type': type }),
  }
  return { status: 200, headers, body: request.method === 'HEAD' ? '' : text }
}

function problem(
  status: number,
  text: string,
  common: Readonly<Record<string, string>>,
): HttpResponse {
  const name = reason(status)
  const body =
    '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n' +
    `<title>${status} ${name}</title>\n</head><body>\n<h1>${name}</h1>\n<p>${text}</p>\n` +
    '</body></html>\n'
  const length = String(byteLength(body))
  const type = 'text/html; charset=iso-8859-1'
  return { status, headers: { ...common, 'Content-Length': length, 'Content-Type': type }, body }
}

const programs: Programs = withShell({ getent, 'httpd-foreground': server, httpd: server })

/** The Apache web server, with its one-line page on port 80. */
export const httpd = defineImage({
  name: 'httpd',
  tags: [/^2(\.4(\.\d{1,2})?)?(-(alpine|bookworm|trixie))?$/, /^(alpine|bookworm|trixie)$/],
  sizeBytes: 61_000_000,
  sizeOf: (tag) => (tag.includes('alpine') ? 22_000_000 : 61_000_000),
  entrypoint: [],
  command: ['httpd-foreground'],
  exposes: [80],
  libc: debianOrAlpine,
  environment: (tag) => ({ HTTPD_PREFIX: ROOT, HTTPD_VERSION: versionOf(tag) }),
  files: () => ({
    ...systemFiles,
    [CONFIGURATION]: `ServerRoot "${ROOT}"\n\nListen 80\n\nDocumentRoot "${ROOT}/htdocs"\n`,
    [`${ROOT}/htdocs/index.html`]: '<html><body><h1>It works!</h1></body></html>\n',
  }),
  ...runningWithShell(programs),
})
