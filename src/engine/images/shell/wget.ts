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
}

const DEFAULT_TIMEOUT = minutes(15)

/** busybox's wget. */
export const wget = defineProgram<Options>({
  start(system) {
    const options = parse(system.argv.slice(1))
    if (options.url === '') {
      complain(system, 'wget: missing URL\n')
      system.exit(1)
      return options
    }
    system.fetch({
      url: /^\w+:\/\//.test(options.url) ? options.url : `http://${options.url}`,
      method: options.spider ? 'HEAD' : 'GET',
      headers: { 'User-Agent': 'Wget', Connection: 'close' },
      timeout: options.timeout,
    })
    return options
  },
  receive(options, message, system) {
    if (message.type === 'response') respond(options, message, system)
    if (message.type === 'failure') {
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
  }
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const long = /^--(\w+)(?:=(.*))?$/.exec(arg)
    if (arg === '--spider') options = { ...options, spider: true }
    else if (long?.[1] === 'timeout') {
      options = { ...options, timeout: seconds(Number(long[2] ?? rest.shift())) }
    } else if (arg.startsWith('-') && !long) options = letters(arg.slice(1), rest, options)
    else if (!long) options = { ...options, url: arg }
  }
  return options
}

// `-qO- -T 2` and `-qO-T2`: a letter with a value takes the rest of its word, or the next word.
function letters(word: string, rest: string[], options: Options): Options {
  const [letter = ''] = word
  const tail = word.slice(1)
  const value = (): string => (tail === '' ? (rest.shift() ?? '') : tail)
  if (letter === 'O') return { ...options, output: value() }
  if (letter === 'T') return { ...options, timeout: seconds(Number(value())) }
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
  say(`Connecting to ${host}${ends ? ` (${ends.peer}:${ends.peerPort})` : ''}`)
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

const ipOf = (address: string): string => address.replace(/:\d+$/, '')
