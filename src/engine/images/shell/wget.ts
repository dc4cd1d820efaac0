import { minutes, seconds } from '../../sim'
import { absolutePath } from '../files/file-system'
import { byteLength } from '../http'
import type { FetchFailure, ProcessMessage } from '../image'
import { type Console, complain, defineProgram } from '../program'
import { reason } from '../reason'

interface Options {
  readonly url: string
  readonly quiet: boolean
  readonly spider: boolean
  readonly headers: boolean
  /** `-` for standard output. */
  readonly output: string
  readonly timeout: number
  readonly headersSent: Readonly<Record<string, string>>
  readonly data?: string
  /** What is wrong with the command line. */
  readonly problem: string
}

const USAGE =
  'BusyBox v1.37.0 multi-call binary.\n\n' +
  'Usage: wget [-cqS] [--spider] [-O FILE] [-o LOGFILE] [--header STR]\n' +
  '\t[--post-data STR | --post-file FILE] [-Y on/off]\n' +
  '\t[--no-check-certificate] [-P DIR] [-U AGENT] [-T SEC] URL...\n'

const DEFAULT_TIMEOUT = minutes(15)

/** busybox's wget. */
export const wget = defineProgram<Options>({
  start(system) {
    const options = parse(system.argv.slice(1))
    const { url, problem, data, headersSent } = options
    if (problem !== '' || url === '') {
      complain(system, problem === '' ? USAGE : `wget: ${problem}\n`)
      system.exit(1)
      return options
    }
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const own = data === undefined ? {} : { ...form, 'Content-Length': String(byteLength(data)) }
    system.fetch({
      url: /^\w+:\/\//.test(url) ? url : `http://${url}`,
      method: options.spider ? 'HEAD' : data === undefined ? 'GET' : 'POST',
      headers: { 'User-Agent': 'Wget', Connection: 'close', ...own, ...headersSent },
      timeout: options.timeout,
      ...(data === undefined ? {} : { body: data }),
    })
    return options
  },
  receive(options, message, system) {
    if (message.type === 'response') respond(options, message, system)
    if (message.type === 'failure') {
      const { failure } = message
      if ('address' in failure && !options.quiet) {
        const port = portText(options.url)
        const [, host = ''] = /^(?:\w+:\/\/)?([^/:]*)/.exec(options.url) ?? []
        const place = `${ipOf(failure.address)}${port === '' ? ':80' : port}`
        complain(system, `Connecting to ${host}${port} (${place})\n`)
      }
      complain(system, `wget: ${failureText(options, message.failure)}\n`)
      system.exit(1)
    }
    return options
  },
})

function parse(args: readonly string[]): Options {
  let options: Options = {
    url: '',
    quiet: false,
    spider: false,
    headers: false,
    output: '',
    timeout: DEFAULT_TIMEOUT,
    headersSent: {},
    problem: '',
  }
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [, name, value] = /^--([\w-]+)(?:=(.*))?$/s.exec(arg) ?? []
    if (name !== undefined) {
      const takes = VALUED.includes(name)
      options = long(name, takes ? (value ?? rest.shift() ?? '') : '', options)
    } else if (arg.startsWith('-')) options = letters(arg.slice(1), rest, options)
    else options = { ...options, url: arg }
  }
  return options
}

const VALUED = 'timeout header post-data user-agent output-document output-file tries'.split(' ')
const WITHOUT_EFFECT = 'no-check-certificate continue tries output-file no-clobber'.split(' ')

function long(name: string, value: string, options: Options): Options {
  switch (name) {
    case 'spider':
      return { ...options, spider: true }
    case 'quiet':
      return letters('q', [], options)
    case 'server-response':
      return letters('S', [], options)
    case 'output-document':
      return letters('O', [value], options)
    case 'timeout':
      return letters('T', [value], options)
    case 'user-agent':
      return letters('U', [value], options)
    case 'post-data':
      return { ...options, data: value }
    case 'header': {
      const [field = '', text = ''] = value.split(/:\s*(.*)/s)
      return { ...options, headersSent: { ...options.headersSent, [field]: text } }
    }
    default: {
      if (WITHOUT_EFFECT.includes(name)) return options
      return { ...options, problem: `unrecognized option '--${name}'\n${USAGE.trimEnd()}` }
    }
  }
}

// `-qO- -T 2` and `-qO-T2`: a letter with a value takes the rest of its word, or the next word.
function letters(word: string, rest: string[], options: Options): Options {
  const [letter = ''] = word
  const tail = word.slice(1)
  const value = (): string => (tail === '' ? (rest.shift() ?? '') : tail)
  if (letter === 'O') return { ...options, output: value() }
  if (letter === 'T') {
    const text = value()
    if (!/^\d+$/.test(text)) return { ...options, problem: `invalid number '${text}'` }
    return { ...options, timeout: seconds(Number(text)) }
  }
  if (letter === 'U') {
    return { ...options, headersSent: { ...options.headersSent, 'User-Agent': value() } }
  }
  if ('oPYt'.includes(letter)) {
    value()
    return options
  }
  if (!'qScn'.includes(letter)) {
    return { ...options, problem: `invalid option -- '${letter}'\n${USAGE.trimEnd()}` }
  }
  const next =
    letter === 'q'
      ? { ...options, quiet: true }
      : letter === 'S'
        ? { ...options, headers: true }
        : options
  return tail === '' ? next : letters(tail, rest, next)
}

function respond(
  options: Options,
  { response, ends }: Extract<ProcessMessage, { type: 'response' }>,
  system: Console,
): void {
  const { status, headers = {}, body } = response
  const say = (text: string) => {
    if (!options.quiet) complain(system, `${text}\n`)
  }
  const host = /\/\/([^/:]+)/.exec(`//${options.url.replace(/^\w+:\/\//, '')}`)?.[1]
  const place = ends ? ` (${ends.peer}:${ends.peerPort})` : ''
  say(`Connecting to ${host}${portText(options.url)}${place}`)
  if (options.headers) {
    complain(system, `  HTTP/1.1 ${status} ${reason(status)}\n`)
    for (const name in headers) complain(system, `  ${name}: ${headers[name]}\n`)
  }
  if (status >= 400) {
    complain(system, `wget: server returned error: HTTP/1.1 ${status} ${reason(status)}\n`)
    system.exit(1)
    return
  }
  if (options.spider) say('remote file exists')
  else if (options.output === '-') {
    say('writing to stdout')
    system.print(body)
    say(progress('-', body))
    say('written to stdout')
  } else {
    const file = options.output === '' ? 'index.html' : options.output
    const path = absolutePath(system.directory, file)
    if (options.output === '' && system.files.find(path)) {
      complain(system, `wget: can't open '${file}': File exists\n`)
      system.exit(1)
      return
    }
    say(`saving to '${file}'`)
    const problem = system.files.write(path, body)
    if (problem) complain(system, `wget: can't open '${file}': ${problem}\n`)
    say(progress(file, body))
    say(`'${file}' saved`)
  }
  system.exit(0)
}

const progress = (file: string, body: string): string => {
  const size = String(byteLength(body)).padStart(6)
  const name = file.padEnd(20).slice(0, 20)
  return `${name} 100% |${'*'.repeat(32)}|${size}  0:00:00 ETA`
}

function failureText({ url }: Options, failure: FetchFailure): string {
  const host = /^(?:\w+:\/\/)?([^/:]*)/.exec(url)?.[1]
  switch (failure.reason) {
    case 'name':
      return `bad address '${host}'`
    case 'refused':
    case 'rejected':
      return `can't connect to remote host (${ipOf(failure.address)}): Connection refused`
    case 'unreachable':
      return `can't connect to remote host (${ipOf(failure.address)}): Host is unreachable`
    case 'timeout':
      return 'download timed out'
    case 'reset':
      return 'error getting response: Connection reset by peer'
    case 'empty':
    case 'not-http':
      return 'error getting response'
    case 'url':
      return `not an http or ftp url: ${url}`
  }
}

const portText = (url: string): string => /^(?:\w+:\/\/)?[^/:]*(:\d+)/.exec(url)?.[1] ?? ''

const ipOf = (address: string): string => address.replace(/:\d+$/, '')
