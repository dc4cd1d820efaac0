import { type Duration, seconds } from '../../sim'

/** What a curl command line asks for. */
export interface Options {
  readonly urls: readonly string[]
  readonly silent: boolean
  readonly showError: boolean
  readonly fail: boolean
  readonly include: boolean
  readonly head: boolean
  readonly location: boolean
  readonly verbose: boolean
  readonly method?: string
  /** A file; `-` or absent: standard output. */
  readonly output?: string
  readonly write?: string
  readonly maxTime?: Duration
  readonly connectTimeout?: Duration
  readonly headers: Readonly<Record<string, string>>
  /** The body of a POST. */
  readonly data?: string
}

/** A command line that curl refuses: its message and exit code. */
export interface Refusal {
  readonly error: string
  readonly code: number
}

const SWITCHES: Readonly<Record<string, Partial<Options>>> = {
  s: { silent: true },
  silent: { silent: true },
  S: { showError: true },
  'show-error': { showError: true },
  f: { fail: true },
  fail: { fail: true },
  i: { include: true },
  include: { include: true },
  I: { head: true },
  head: { head: true },
  L: { location: true },
  location: { location: true },
  v: { verbose: true },
  verbose: { verbose: true },
}
/** Accepted, and without effect on plain HTTP over one family. */
const WITHOUT_EFFECT = new Set(['4', 'ipv4', 'k', 'insecure', 'N', 'no-buffer', 'compressed', 'g'])

type Valued = (value: string, options: Options) => Options
const VALUED: Readonly<Record<string, Valued>> = {
  o: (output, options) => ({ ...options, output }),
  output: (output, options) => ({ ...options, output }),
  w: (write, options) => ({ ...options, write }),
  'write-out': (write, options) => ({ ...options, write }),
  m: (span, options) => ({ ...options, maxTime: spanOf(span) }),
  'max-time': (span, options) => ({ ...options, maxTime: spanOf(span) }),
  'connect-timeout': (span, options) => ({ ...options, connectTimeout: spanOf(span) }),
  X: (method, options) => ({ ...options, method }),
  request: (method, options) => ({ ...options, method }),
  H: header,
  header,
  A: (agent, options) => header(`User-Agent: ${agent}`, options),
  'user-agent': (agent, options) => header(`User-Agent: ${agent}`, options),
  d: data,
  data,
  'data-raw': data,
  'data-binary': data,
  url: (url, options) => ({ ...options, urls: [...options.urls, url] }),
}

const spanOf = (text: string): Duration => seconds(Number(text))

function header(text: string, options: Options): Options {
  const colon = text.indexOf(':')
  const name = text.slice(0, colon).trim()
  const value = text.slice(colon + 1).trim()
  return colon < 1 ? options : { ...options, headers: { ...options.headers, [name]: value } }
}

function data(text: string, options: Options): Options {
  const before = options.data === undefined ? '' : `${options.data}&`
  return { ...options, data: before + text }
}

const NOTHING: Options = {
  urls: [],
  silent: false,
  showError: false,
  fail: false,
  include: false,
  head: false,
  location: false,
  verbose: false,
  headers: {},
}

/** Reads a curl command line. */
export function parseOptions(args: readonly string[]): Options | Refusal {
  let options = NOTHING
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (!arg.startsWith('-') || arg === '-') {
      options = { ...options, urls: [...options.urls, arg] }
      continue
    }
    const next = arg.startsWith('--')
      ? long(arg.slice(2), rest, options)
      : letters(arg.slice(1), rest, options)
    if (typeof next === 'string') return { error: `curl: option ${arg}: ${next}\n${HINT}`, code: 2 }
    options = next
  }
  if (options.urls.length > 0) return options
  return { error: `curl: (2) no URL specified\n${HINT}`, code: 2 }
}

const HINT = "curl: try 'curl --help' or 'curl --manual' for more information\n"
const UNKNOWN = 'is unknown'
const NEEDS_VALUE = 'requires parameter'

function long(name: string, rest: string[], options: Options): Options | string {
  const valued = VALUED[name]
  if (name.length > 1 && valued) {
    const value = rest.shift()
    return value === undefined ? NEEDS_VALUE : valued(value, options)
  }
  if (name.length > 1 && SWITCHES[name]) return { ...options, ...SWITCHES[name] }
  return WITHOUT_EFFECT.has(name) ? options : UNKNOWN
}

// `-sSo /dev/null`: a letter with a value takes the rest of its word, or the next word.
function letters(word: string, rest: string[], options: Options): Options | string {
  const [letter = ''] = word
  const tail = word.slice(1)
  const valued = VALUED[letter]
  if (valued) {
    const value = tail === '' ? rest.shift() : tail
    return value === undefined ? NEEDS_VALUE : valued(value, options)
  }
  if (!SWITCHES[letter] && !WITHOUT_EFFECT.has(letter)) return UNKNOWN
  const next = { ...options, ...SWITCHES[letter] }
  return tail === '' ? next : letters(tail, rest, next)
}
