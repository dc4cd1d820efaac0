import { base64OfText } from '../../api/base64'
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
  /** What is sent along, as it was given; files are read when it is sent. */
  readonly data: readonly Given[]
  /** The data go into the URL's query (`-G`). */
  readonly asQuery: boolean
  /** Parts of a form, `name=value` or `name=@file`. */
  readonly form: readonly string[]
  /** How often a request is repeated that failed for a while. */
  readonly retry: number
  readonly retryRefused: boolean
  /** Addresses that are known without looking them up: `host:port` to address. */
  readonly resolve: Readonly<Record<string, string>>
  /** Written under the name that the URL ends in (`-O`). */
  readonly remoteName: boolean
  readonly maxRedirects: number
  readonly failWithBody: boolean
  /** Only tells its version, or its options. */
  readonly tells?: 'version' | 'help'
}

/** A piece of data and how it was given. */
export interface Given {
  readonly text: string
  readonly how: 'data' | 'raw' | 'binary' | 'urlencode' | 'json'
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
  G: { asQuery: true },
  get: { asQuery: true },
  O: { remoteName: true },
  'remote-name': { remoteName: true },
  'retry-connrefused': { retryRefused: true },
  'fail-with-body': { failWithBody: true },
  V: { tells: 'version' },
  version: { tells: 'version' },
  h: { tells: 'help' },
  help: { tells: 'help' },
}
/** Accepted, and without effect on plain HTTP over one family. */
const WITHOUT_EFFECT = new Set(
  (
    '4 ipv4 k insecure N no-buffer compressed g globoff 0 http1.0 http1.1 http2 q disable ' +
    'no-keepalive path-as-is retry-all-errors # progress-bar no-progress-meter'
  ).split(' '),
)
/** The same, with a value. */
const VALUES_WITHOUT_EFFECT =
  'c cookie-jar noproxy cacert capath cert key keepalive-time retry-delay'

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
  d: given('data'),
  data: given('data'),
  'data-ascii': given('data'),
  'data-raw': given('raw'),
  'data-binary': given('binary'),
  'data-urlencode': given('urlencode'),
  json: given('json'),
  F: form,
  form,
  u: (text, options) => header(`Authorization: Basic ${base64OfText(text)}`, options),
  user: (text, options) => header(`Authorization: Basic ${base64OfText(text)}`, options),
  e: (text, options) => header(`Referer: ${text}`, options),
  referer: (text, options) => header(`Referer: ${text}`, options),
  b: (text, options) => header(`Cookie: ${text}`, options),
  cookie: (text, options) => header(`Cookie: ${text}`, options),
  retry: (text, options) => ({ ...options, retry: Number(text) }),
  'max-redirs': (text, options) => ({ ...options, maxRedirects: Number(text) }),
  resolve,
  url: (url, options) => ({ ...options, urls: [...options.urls, url] }),
}

const spanOf = (text: string): Duration => seconds(Number(text))

function header(text: string, options: Options): Options {
  const colon = text.indexOf(':')
  const name = text.slice(0, colon).trim()
  const value = text.slice(colon + 1).trim()
  return colon < 1 ? options : { ...options, headers: { ...options.headers, [name]: value } }
}

function given(how: Given['how']): Valued {
  return (text, options) => ({ ...options, data: [...options.data, { text, how }] })
}

function form(text: string, options: Options): Options {
  return { ...options, form: [...options.form, text] }
}

// `host:port:address`; of many addresses the first one counts.
function resolve(text: string, options: Options): Options {
  const [, place = '', address = ''] = /^\+?([^:]+:\d+):([^,]+)/.exec(text) ?? []
  return place === '' ? options : { ...options, resolve: { ...options.resolve, [place]: address } }
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
  data: [],
  asQuery: false,
  form: [],
  retry: 0,
  retryRefused: false,
  resolve: {},
  remoteName: false,
  maxRedirects: 50,
  failWithBody: false,
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
    const bad = numberProblem(next)
    if (bad) return { error: `curl: option ${arg}: ${bad}\n${HINT}`, code: 2 }
    options = next
  }
  if (options.urls.length > 0 || options.tells) return options
  return { error: `curl: (2) no URL specified\n${HINT}`, code: 2 }
}

const numberProblem = ({ maxTime = 0, connectTimeout = 0, retry }: Options): string | undefined =>
  [maxTime, connectTimeout, retry].some(Number.isNaN)
    ? 'expected a proper numerical parameter'
    : undefined

const HINT = "curl: try 'curl --help' or 'curl --manual' for more information\n"
const UNKNOWN = 'is unknown'
const NEEDS_VALUE = 'requires parameter'

const valuedBy = (name: string): Valued | undefined =>
  VALUES_WITHOUT_EFFECT.split(' ').includes(name) ? (_, options) => options : VALUED[name]

function long(name: string, rest: string[], options: Options): Options | string {
  const valued = valuedBy(name)
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
  const valued = valuedBy(letter)
  if (valued) {
    const value = tail === '' ? rest.shift() : tail
    return value === undefined ? NEEDS_VALUE : valued(value, options)
  }
  if (!SWITCHES[letter] && !WITHOUT_EFFECT.has(letter)) return UNKNOWN
  const next = { ...options, ...SWITCHES[letter] }
  return tail === '' ? next : letters(tail, rest, next)
}
