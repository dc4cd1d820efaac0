import { type Duration, type Instant, seconds } from '../../sim'
import { absolutePath } from '../files/file-system'
import { byteLength } from '../http'
import type {
  ConnectionEnds,
  FetchFailure,
  FetchRequest,
  HttpResponse,
  ProcessMessage,
} from '../image'
import { type Console, complain, defineProgram } from '../program'
import { reason } from '../reason'
import { type Body, bodyOf } from './body'
import { failureOf, isAtLeast } from './failure'
import { type Options, parseOptions } from './options'
import { verboseExchange, verboseFailure } from './verbose'

interface Memory {
  readonly options: Options
  readonly version: string
  /** Which of the URLs is being fetched, and since when. */
  readonly index: number
  readonly started: Instant
  /** The URL in hand: another one after a redirection. */
  readonly url: string
  readonly redirects: number
  /** Of the last response; 0 before there is one. */
  readonly status: number
  readonly body: Body
  /** How often the request in hand has been repeated. */
  readonly repeats: number
}

const LATEST = '8.17.0'
/** Answers after which `--retry` asks once more (curl's retrycheck). */
const TRANSIENT = [408, 429, 500, 502, 503, 504]
// When nothing answers, the kernel gives a connection up after its sixth repetition.
const KERNEL_PATIENCE = seconds(131)

/** curl: prints what a URL answers, or the error as curl words it, and exits with curl's code. */
export const curl = defineProgram<Memory | undefined>({
  start(system) {
    const options = parseOptions(system.argv.slice(1))
    if ('error' in options) {
      complain(system, options.error)
      system.exit(options.code)
      return undefined
    }
    const tag = system.tag ?? ''
    const version = /^\d+\.\d+\.\d+$/.test(tag) ? tag : LATEST
    if (options.tells) return told(options.tells, version, system)
    const body = bodyOf(options, system)
    if (body === undefined) {
      const why = 'Failed to open/read local data from file/application'
      if (!options.silent || options.showError) complain(system, `curl: (26) ${why}\n`)
      system.exit(26)
      return undefined
    }
    const begun = { index: -1, started: 0, url: '', redirects: 0, status: 0, repeats: 0 }
    return next({ options, version, body, ...begun }, 0, system)
  },

  receive(memory, message, system) {
    if (!memory) return memory
    if (message.type === 'response') return respond(memory, message, system)
    if (message.type === 'failure') return fail(memory, message.failure, system)
    if (message.type === 'timer') fetch(memory, system)
    return memory
  },
})

// Fetches the next URL of the command line; after the last one it exits, with the last one's code.
function next(memory: Memory, code: number, system: Console): Memory {
  const index = memory.index + 1
  const given = memory.options.urls[index]
  if (given === undefined) {
    system.exit(code)
    return memory
  }
  const { query } = memory.body
  const full = query === undefined ? given : `${given}${given.includes('?') ? '&' : '?'}${query}`
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(full) ? full : `http://${full}`
  const begun = { ...memory, index, url, started: system.now, redirects: 0, status: 0, repeats: 0 }
  if (!/^https?:/i.test(url)) {
    const scheme = url.slice(0, url.indexOf(':'))
    const where = isAtLeast(memory.version, 8, 6) ? '' : ' or disabled in libcurl'
    return give(begun, `Protocol "${scheme}" not supported${where}`, 1, system)
  }
  fetch(begun, system)
  return begun
}

function fetch(memory: Memory, system: Console): void {
  const { options, url, body } = memory
  const { maxTime, connectTimeout } = options
  const limit = Math.min(maxTime ?? KERNEL_PATIENCE, connectTimeout ?? KERNEL_PATIENCE)
  const known = resolved(url, options)
  const request: FetchRequest = {
    url: known?.url ?? url,
    method: methodOf(memory),
    headers: { ...(known && { Host: known.host }), ...headersOf(memory) },
    ...(body.text === undefined ? {} : { body: body.text }),
    timeout: limit,
  }
  system.fetch(request)
}

// With `--resolve` a name is not looked up: the request goes to the address, in the name's name.
function resolved(url: string, { resolve }: Options) {
  const [, scheme = '', host = '', port] = /^(https?:\/\/)([^/:?#]+)(?::(\d+))?/.exec(url) ?? []
  const number = port ?? (scheme.startsWith('https') ? '443' : '80')
  const address = resolve[`${host}:${number}`]
  if (address === undefined) return undefined
  const rest = url.slice(scheme.length + host.length + (port ? port.length + 1 : 0))
  return { url: `${scheme}${address}:${number}${rest}`, host: port ? `${host}:${port}` : host }
}

const methodOf = ({ options: { head, method }, body }: Pick<Memory, 'options' | 'body'>): string =>
  method ?? (head ? 'HEAD' : body.text === undefined ? 'GET' : 'POST')

const headersOf = ({
  options: { headers, data },
  version,
  body: { text, type = '' },
}: Pick<Memory, 'options' | 'version' | 'body'>) => ({
  'User-Agent': `curl/${version}`,
  Accept: data.some(({ how }) => how === 'json') ? 'application/json' : '*/*',
  ...(text === undefined
    ? {}
    : { 'Content-Length': String(byteLength(text)), 'Content-Type': type }),
  ...headers,
})

function respond(
  memory: Memory,
  { response, ends }: Extract<ProcessMessage, { type: 'response' }>,
  system: Console,
): Memory {
  const { options, redirects } = memory
  if (options.verbose) {
    const asked = { method: methodOf(memory), headers: headersOf(memory) }
    complain(system, verboseExchange({ ...memory, ...asked, response, ends }))
  }
  const { status, headers = {}, body } = response
  const location = Object.keys(headers).find((name) => name.toLowerCase() === 'location')
  const shown = options.include || options.head
  if (shown) output(memory, headText(response), system)
  if (TRANSIENT.includes(status) && memory.repeats < options.retry) {
    return unanswered(memory, response, system)
  }
  if (options.location && location && status >= 300 && status < 400) {
    if (redirects >= options.maxRedirects) {
      const text = `Maximum (${options.maxRedirects}) redirects followed`
      return give({ ...memory, status }, text, 47, system)
    }
    const url = absolute(headers[location] ?? '', memory.url)
    const moved = { ...memory, url, redirects: redirects + 1 }
    fetch(moved, system)
    return moved
  }
  if ((options.fail || options.failWithBody) && status >= 400) {
    if (options.failWithBody) output(memory, body, system)
    return give({ ...memory, status }, refusedWith(status), 22, system)
  }
  if (!options.head) output(memory, body, system)
  meter(memory, byteLength(body), system)
  writeOut({ ...memory, status }, { bytes: byteLength(body), code: 0, ends }, system)
  return next(memory, 0, system)
}

// What came is shown all the same, but for a file, which is begun anew.
function unanswered(memory: Memory, { status, body }: HttpResponse, system: Console): Memory {
  const { fail, failWithBody, head } = memory.options
  const isShown = !head && (!fail || failWithBody) && fileOf(memory) === undefined
  if (isShown) system.print(body)
  if (fail || failWithBody) complainOf(memory, 22, refusedWith(status), system)
  return again(memory, 'HTTP error', system)
}

const refusedWith = (status: number): string => `The requested URL returned error: ${status}`

function complainOf({ options }: Memory, code: number, text: string, system: Console): void {
  if (!options.silent || options.showError) complain(system, `curl: (${code}) ${text}\n`)
}

function fail(memory: Memory, failure: FetchFailure, system: Console): Memory {
  const { url, version, options } = memory
  const elapsed = elapsedMillis(memory, system)
  const limited = options.maxTime !== undefined
  const { text, code } = failureOf(failure, { url, elapsed, version, limited })
  if (options.verbose) complain(system, verboseFailure(failure, { url, version, text }))
  const { reason: why } = failure
  const isRefused = why === 'refused' || why === 'rejected'
  // Whatever the name server said: curl takes a name that has no address for one that may get one.
  const passes = why === 'timeout' || why === 'name'
  if ((passes || (isRefused && options.retryRefused)) && memory.repeats < options.retry) {
    complainOf(memory, code, text, system)
    return again(memory, isRefused ? 'connection refused' : 'timeout', system)
  }
  return give(memory, text, code, system)
}

// It waits a second, then two, four …
function again(memory: Memory, why: string, system: Console): Memory {
  const { options, repeats } = memory
  const wait = 2 ** repeats
  const left = options.retry - repeats
  const words = `Will retry in ${wait} second${wait === 1 ? '' : 's'}.`
  const tries = `${left} ${left === 1 ? 'retry' : 'retries'} left.`
  if (!options.silent) complain(system, `Warning: Problem: ${why}. ${words} ${tries}\n`)
  system.sleep(seconds(wait), 'again')
  return { ...memory, repeats: repeats + 1, started: system.now + seconds(wait) }
}

function told(what: 'version' | 'help', version: string, system: Console): undefined {
  const protocols = 'Protocols: http https\n'
  const usage = 'Usage: curl [options...] <url>\n'
  system.print(what === 'help' ? usage : `curl ${version}\n${protocols}`)
  system.exit(0)
}

function give(memory: Memory, text: string, code: number, system: Console): Memory {
  meter(memory, 0, system)
  complainOf(memory, code, text, system)
  writeOut(memory, { bytes: 0, code }, system)
  return next(memory, code, system)
}

const elapsedMillis = ({ started }: Memory, { now }: Console): number =>
  Math.max(Math.round((now - started) / 1_000), 0)

// Where the answer is written to, unless it is shown.
function fileOf({ options, index }: Memory): string | undefined {
  const last = options.urls[index]?.replace(/[?#].*$/, '').replace(/^.*\//, '')
  const file = options.remoteName ? last : options.output
  return file === '-' ? undefined : file
}

function output(memory: Memory, text: string, system: Console): void {
  const file = fileOf(memory)
  if (file === undefined) system.print(text)
  else {
    const path = absolutePath(system.directory, file)
    system.files.write(path, (system.files.read(path) ?? '') + text)
  }
}

function headText({ status, headers = {} }: HttpResponse): string {
  const lines = Object.keys(headers).map((name) => `${name}: ${headers[name]}`)
  return [`HTTP/1.1 ${status} ${reason(status)}`, ...lines, '', ''].join('\r\n')
}

const absolute = (location: string, base: string): string =>
  location.startsWith('/') ? `${/^\w+:\/\/[^/]*/.exec(base)?.[0]}${location}` : location

// Without a terminal the meter is shown unless curl is told to be silent.
function meter(memory: Memory, bytes: number, system: Console): void {
  const { options, index } = memory
  if (options.silent || (system.terminal && options.output === undefined)) return
  const span: Duration = system.now - memory.started
  const speed = span > 0 ? Math.floor((bytes * 1_000_000) / span) : 0
  const head = [
    '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current',
    '                                 Dload  Upload   Total   Spent    Left  Speed',
  ]
  const size = String(bytes).padStart(5)
  const share = bytes > 0 ? '100' : '  0'
  const rate = String(speed).padStart(6)
  const times = '--:--:-- --:--:-- --:--:--'
  const line = `${share} ${size} ${share} ${size}    0     0 ${rate}      0 ${times} ${rate}`
  complain(system, `${index === 0 ? `${head.join('\n')}\n` : ''}${line}\n`)
}

function writeOut(
  memory: Memory,
  { bytes, code, ends }: { bytes: number; code: number; ends?: ConnectionEnds | undefined },
  system: Console,
): void {
  const { status } = memory
  const { write } = memory.options
  if (write === undefined) return
  const micros = system.now - memory.started
  const values: Readonly<Record<string, string>> = {
    http_code: String(status).padStart(3, '0'),
    response_code: String(status).padStart(3, '0'),
    time_total: `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`,
    num_redirects: String(memory.redirects),
    url_effective: /^\w+:\/\/[^/]*$/.test(memory.url) ? `${memory.url}/` : memory.url,
    size_download: String(bytes),
    remote_ip: ends?.peer ?? '',
    remote_port: String(ends?.peerPort ?? 0),
    local_ip: ends?.address ?? '',
    local_port: String(ends?.port ?? 0),
    exitcode: String(code),
  }
  const text = write
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
    .replace(/%\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  system.print(text)
}
