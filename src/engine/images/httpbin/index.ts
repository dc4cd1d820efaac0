import { seconds } from '../../sim'
import { datesAt } from '../dates'
import { systemFiles } from '../files/system-files'
import { byteLength, headerName, headerOf, pairsIn, pathOf } from '../http'
import { defineImage, type HttpRequest, type HttpResponse, type System } from '../image'
import { defineProgram, type Programs } from '../program'
import { runningWithShell, withShell } from '../shell'

interface Answer {
  readonly status?: number
  readonly body: string
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Seconds that it takes. */
  readonly after?: number
}

const MOST_DELAY = 10

// gunicorn with httpbin: what was asked comes back as JSON.
const server = defineProgram<undefined>({
  catches: () => true,
  start(system) {
    const stamp = (text: string) => {
      const { day, time } = datesAt(system)
      system.complain(`[${day} ${time} +0000] [1] [INFO] ${text}\n`)
    }
    stamp('Starting gunicorn 19.9.0')
    stamp('Listening at: http://0.0.0.0:80 (1)')
    stamp('Using worker: gevent')
    system.listen(80)
    return undefined
  },
  receive(memory, message, system) {
    if (message.type === 'signal') system.exit(0)
    if (message.type !== 'request') return memory
    const answer = answerTo(message.request, system)
    system.respond(message.id, response(answer, system), seconds(answer.after ?? 0))
    return memory
  },
})

function response({ status = 200, body, type, headers }: Answer, system: System): HttpResponse {
  const all = {
    Server: 'gunicorn/19.9.0',
    Date: datesAt(system).http,
    Connection: 'keep-alive',
    'Content-Type': type ?? 'application/json',
    'Content-Length': String(byteLength(body)),
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Credentials': 'true',
    ...headers,
  }
  return { status, headers: all, body }
}

function answerTo(request: HttpRequest, system: System): Answer {
  const path = pathOf(request)
  const [, first = '', second = ''] = path.split('/')
  const verb = request.method.toLowerCase()
  switch (first) {
    case '':
      return { body: INDEX, type: 'text/html; charset=utf-8' }
    case 'get':
    case 'post':
    case 'put':
    case 'patch':
    case 'delete':
      if (verb !== first && !(verb === 'head' && first === 'get')) return notAllowed
      return json(first === 'get' ? pick(facts(request), WITHOUT_BODY) : facts(request))
    case 'anything':
      return json({ ...facts(request), method: request.method })
    case 'ip':
      return json({ origin: origin(request) })
    case 'headers':
      return json({ headers: headersOf(request) })
    case 'user-agent':
      return json({ 'user-agent': headerOf(request, 'user-agent') })
    case 'status':
      return statusOf(second)
    case 'delay': {
      const after = Math.min(Number(second) || 0, MOST_DELAY)
      return { ...json(facts(request)), after }
    }
    case 'json':
      return json({ slideshow: { author: 'Yours Truly', title: 'Sample Slide Show' } })
    case 'uuid':
      return json({ uuid: uuid(system) })
    default:
      return { status: 404, body: NOT_FOUND, type: 'text/html' }
  }
}

function uuid({ random }: System): string {
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => random.below(16).toString(16)).join('')
  const variant = (8 + random.below(4)).toString(16)
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(12)}`
}

const INDEX =
  '<!DOCTYPE html>\n<html lang="en">\n<head>\n    <meta charset="UTF-8">\n' +
  '    <title>httpbin.org</title>\n</head>\n<body>\n    <h2>httpbin.org</h2>\n' +
  '    <p>A simple HTTP Request &amp; Response Service.</p>\n</body>\n</html>\n'

const page = (title: string, text: string): string =>
  '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n' +
  `<title>${title}</title>\n<h1>${title.slice(4)}</h1>\n<p>${text}</p>\n`

const NOT_FOUND = page('404 Not Found', 'The requested URL was not found on the server.')
const notAllowed: Answer = {
  status: 405,
  body: page('405 Method Not Allowed', 'The method is not allowed for the requested URL.'),
  type: 'text/html',
}

function statusOf(text: string): Answer {
  const status = Number(text)
  if (!/^\d{3}$/.test(text) || status < 100) {
    return { status: 400, body: 'Invalid status code', type: 'text/html; charset=utf-8' }
  }
  const teapot = status === 418 ? "\n    -=[ teapot ]=-\n\n       I'm a teapot\n" : ''
  return { status, body: teapot, type: 'text/html; charset=utf-8' }
}

const origin = ({ remote }: HttpRequest): string => remote.replace(/:\d+$/, '')

const headersOf = (request: HttpRequest): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [headerName(name), value]),
  )

function facts(request: HttpRequest): Readonly<Record<string, unknown>> {
  const { body = '', path } = request
  const query = path.indexOf('?')
  const args = pairsIn(query < 0 ? '' : path.slice(query + 1))
  const isForm = /urlencoded/.test(headerOf(request, 'content-type'))
  return {
    args,
    data: isForm ? '' : body,
    files: {},
    form: isForm ? pairsIn(body) : {},
    headers: headersOf(request),
    json: parsed(body),
    origin: origin(request),
    url: `http://${headerOf(request, 'host')}${path}`,
  }
}

const WITHOUT_BODY = ['args', 'headers', 'origin', 'url']
const pick = (
  from: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)))

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

// Python's json with sorted keys and two spaces: a space stands after every comma.
function json(value: unknown): Answer {
  const text = JSON.stringify(sorted(value), undefined, 2)
  return { body: `${text.replace(/,\n/g, ', \n')}\n` }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]))
}

const programs: Programs = withShell({ gunicorn: server })

/** What was asked, told as JSON. */
export const httpbin = defineImage({
  name: 'kennethreitz/httpbin',
  tags: [],
  sizeBytes: 201_000_000,
  entrypoint: [],
  command: ['gunicorn', '-b', '0.0.0.0:80', 'httpbin:app', '-k', 'gevent'],
  exposes: [80],
  libc: () => 'glibc',
  files: () => systemFiles,
  ...runningWithShell(programs),
})
