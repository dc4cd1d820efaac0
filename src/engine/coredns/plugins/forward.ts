import { type Answer, type Question, type Rcode, rcodes } from '../../api/dns'
import { parseDuration } from '../../api/go-duration'
import { parseIp } from '../../api/ip'
import { milliseconds, seconds } from '../../sim'
import {
  type Check,
  type Controller,
  definePlugin,
  type Endpoint,
  type Handler,
  integer,
  isIn,
  type Next,
  normal,
  type Served,
  SetupError,
  type Turn,
  type Upstreams,
  zonesOf,
} from './plugin'

const MOST_UPSTREAMS = 15
const DNS_PORT = 53
const MAX_FAILS = 2
const CHECK_INTERVAL = milliseconds(500)

interface Stanza {
  from: string
  /** Codes after which the next stanza is asked. */
  next: readonly string[]
  except: readonly string[]
  upstreams: Upstreams
}

/** `forward`: asks other name servers. */
export const forward = definePlugin({
  name: 'forward',
  setup(controller) {
    const stanzas: Stanza[] = []
    while (controller.next()) stanzas.push(stanzaOf(controller))
    return handlerOf(stanzas)
  },
})

function stanzaOf(controller: Controller): Stanza {
  if (!controller.nextArg()) throw controller.argumentError()
  const from = zonesOf(controller.text)[0] ?? '.'
  const to = controller.remainingArgs()
  if (to.length === 0) throw controller.argumentError()
  const servers = to.flatMap((text) => endpointsOf(text, controller))
  if (servers.length > MOST_UPSTREAMS) {
    throw new SetupError(`more than ${MOST_UPSTREAMS} TOs configured: ${servers.length}`)
  }
  const stanza: Stanza = {
    from,
    except: [],
    next: [],
    upstreams: {
      policy: 'random',
      servers,
      forceTcp: false,
      preferUdp: false,
      readTimeout: seconds(2),
      maxConcurrent: 0,
      maxFails: MAX_FAILS,
      maxAttempts: 0,
      failsFast: false,
      check: { interval: CHECK_INTERVAL, domain: '.', recurses: true },
    },
  }
  while (controller.nextBlock()) readProperty(controller, stanza)
  return stanza
}

// An address with or without a port, or a file of the form of resolv.conf.
function endpointsOf(text: string, { lent }: Controller): readonly Endpoint[] {
  const transport = /^([a-z]+):\/\//.exec(text)?.[1] ?? 'dns'
  if (!['dns', 'tls', 'https'].includes(transport)) {
    const why = `'${transport}' is not supported as a destination protocol in forward`
    throw new SetupError(`${why}: ${text}`)
  }
  const bare = text.replace(/^[a-z]+:\/\//, '')
  const [, address = bare, port] = /^\[?(.*?)\]?:(\d+)$/.exec(bare) ?? []
  const known = transport === 'tls' ? 853 : transport === 'https' ? 443 : DNS_PORT
  if (parseIp(bare)) return [{ address: bare, port: known }]
  if (port !== undefined && parseIp(address)) return [{ address, port: Number(port) }]
  const file = bare.startsWith('/') ? lent.read(bare) : undefined
  if (file === undefined) {
    const quoted = JSON.stringify(bare)
    const problem = JSON.stringify(`open ${bare}: no such file or directory`)
    const why = `failed to open file ${quoted}: ${problem}`
    throw new SetupError(`not an IP address or file ${quoted}: ${why}`)
  }
  return file.split('\n').flatMap((line) => {
    const [word, value] = line.trim().split(/\s+/)
    return word === 'nameserver' && value ? [{ address: value, port: DNS_PORT }] : []
  })
}

// Taken, and without consequence here: no connection is kept, and nothing is encrypted.
const WITHOUT_EFFECT = ['tls', 'tls_servername', 'expire', 'max_age', 'max_idle_conns', 'failover']

const WITHOUT_ARGUMENTS = ['force_tcp', 'prefer_udp']
const WITH_ARGUMENTS = [
  'except',
  'health_check',
  'max_concurrent',
  'max_connect_attempts',
  'max_fails',
  'next',
  'policy',
  'read_timeout',
]

function readProperty(controller: Controller, stanza: Stanza): void {
  const property = controller.text
  const args = controller.remainingArgs()
  const [first = ''] = args
  if (WITHOUT_ARGUMENTS.includes(property) && args.length > 0) throw controller.argumentError()
  if (WITH_ARGUMENTS.includes(property) && args.length === 0) throw controller.argumentError()
  if (property === 'except') stanza.except = [...stanza.except, ...args.flatMap(zonesOf)]
  else if (property === 'next') stanza.next = [...stanza.next, ...args.map(rcodeNamed)]
  else {
    const change = upstreamsWith(property, first, { args, controller })
    stanza.upstreams = { ...stanza.upstreams, ...change }
  }
}

interface Given {
  readonly args: readonly string[]
  readonly controller: Controller
}

function upstreamsWith(
  property: string,
  first: string,
  { args, controller }: Given,
): Partial<Upstreams> {
  switch (property) {
    case 'force_tcp':
      return { forceTcp: true }
    case 'prefer_udp':
      return { preferUdp: true }
    case 'failfast_all_unhealthy_upstreams':
      if (args.length > 0) throw controller.argumentError()
      return { failsFast: true }
    case 'max_fails':
      return { maxFails: unsigned(first) }
    case 'max_connect_attempts':
      return { maxAttempts: unsigned(first) }
    case 'health_check':
      return { check: checkOf(args, controller) }
    case 'max_concurrent':
      return { maxConcurrent: notNegative('max_concurrent', integer(first)) }
    case 'read_timeout':
      return { readTimeout: timeout(first) }
    case 'policy':
      if (first === 'random' || first === 'round_robin' || first === 'sequential') {
        return { policy: first }
      }
      throw controller.error(`unknown policy '${first}'`)
    default:
      if (WITHOUT_EFFECT.includes(property)) return {}
      throw controller.error(`unknown property '${property}'`)
  }
}

// `health_check 1s no_rec domain example.org`
function checkOf([text = '', ...more]: readonly string[], controller: Controller): Check {
  const interval = parseDuration(text)
  if (typeof interval !== 'number') throw new SetupError(interval.error)
  if (interval < 0) throw new SetupError(`health_check can't be negative: ${interval * 1_000}`)
  let [domain, recurses] = ['.', true]
  for (let at = 0; at < more.length; at++) {
    if (more[at] === 'no_rec') recurses = false
    else if (more[at] === 'domain') {
      const named = more[++at]
      if (named === undefined) throw controller.argumentError()
      domain = normal(named)
    } else throw new SetupError(`health_check: unknown option ${more[at]}`)
  }
  return { interval, domain, recurses }
}

function unsigned(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  throw new SetupError(`strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`)
}

// Whatever case it is written in.
function rcodeNamed(text: string): Rcode {
  const found = rcodes.find((each) => each === text.toUpperCase())
  if (found) return found
  throw new SetupError(`${text} is not a valid rcode`)
}

function notNegative(property: string, value: number): number {
  if (value < 0) throw new SetupError(`${property} can't be negative: ${value}`)
  return value
}

function timeout(text: string): number {
  const span = parseDuration(text)
  if (typeof span !== 'number') throw new SetupError(span.error)
  if (span <= 0) throw new SetupError(`read_timeout must be positive: ${text}`)
  return span
}

function handlerOf(stanzas: readonly Stanza[]): Handler {
  const served = (at: number, question: Question, turn: Turn, next: Next): Served => {
    const stanza = stanzas[at]
    if (!stanza) return next(question)
    if (!matches(stanza, question.name.toLowerCase())) return served(at + 1, question, turn, next)
    turn.isPlain = false
    const { upstreams } = stanza
    const heard = turn.heard(question, upstreams)
    if (heard === undefined) {
      const { maxConcurrent } = upstreams
      if (maxConcurrent === 0 || turn.waiting < maxConcurrent) {
        return { type: 'wait', ask: upstreams, question }
      }
      const error = `concurrent queries exceeded maximum ${maxConcurrent}`
      return { type: 'failed', rcode: 'REFUSED', error }
    }
    if ('error' in heard) return { type: 'failed', rcode: 'SERVFAIL', error: heard.error }
    const goesOn = stanza.next.includes(heard.rcode) && at + 1 < stanzas.length
    return goesOn ? served(at + 1, question, turn, next) : passedOn(heard, question)
  }
  return { name: 'forward', serve: (question, turn, next) => served(0, question, turn, next) }
}

const matches = ({ from, except }: Stanza, name: string): boolean =>
  isIn(from, name) && (name === from || !except.some((zone) => isIn(zone, name)))

function passedOn({ id: _, ...answer }: Answer, question: Question): Served {
  const own = { ...answer, question }
  const { id } = question
  return { type: 'answer', answer: id === undefined ? own : { ...own, id } }
}
