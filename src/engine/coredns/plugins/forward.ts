import { parseDuration } from '../../api/go-duration'
import { parseIp } from '../../api/ip'
import { seconds } from '../../sim'
import {
  type Controller,
  definePlugin,
  type Endpoint,
  type Handler,
  integer,
  isIn,
  SetupError,
  type Upstreams,
  zonesOf,
} from './plugin'

const MOST_UPSTREAMS = 15
const DNS_PORT = 53

interface Stanza {
  from: string
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
    upstreams: {
      policy: 'random',
      servers,
      forceTcp: false,
      preferUdp: false,
      readTimeout: seconds(2),
      maxConcurrent: 0,
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

// Taken, and without consequence here: no connection is kept, and no server is checked beforehand.
const WITHOUT_EFFECT = [
  'max_fails',
  'max_connect_attempts',
  'health_check',
  'tls',
  'tls_servername',
  'expire',
  'max_age',
  'max_idle_conns',
  'next',
  'failover',
  'failfast_all_unhealthy_upstreams',
]

function readProperty(controller: Controller, stanza: Stanza): void {
  const property = controller.text
  const args = controller.remainingArgs()
  const [first] = args
  const set = (change: Partial<Upstreams>) => {
    stanza.upstreams = { ...stanza.upstreams, ...change }
  }
  switch (property) {
    case 'except':
      if (first === undefined) throw controller.argumentError()
      stanza.except = [...stanza.except, ...args.flatMap(zonesOf)]
      return
    case 'force_tcp':
    case 'prefer_udp':
      if (first !== undefined) throw controller.argumentError()
      set(property === 'force_tcp' ? { forceTcp: true } : { preferUdp: true })
      return
    case 'max_concurrent':
      if (first === undefined) throw controller.argumentError()
      set({ maxConcurrent: notNegative('max_concurrent', integer(first)) })
      return
    case 'read_timeout':
      if (first === undefined) throw controller.argumentError()
      set({ readTimeout: timeout(first) })
      return
    case 'policy':
      if (first === undefined) throw controller.argumentError()
      if (first !== 'random' && first !== 'round_robin' && first !== 'sequential') {
        throw controller.error(`unknown policy '${first}'`)
      }
      set({ policy: first })
      return
    default:
      if (!WITHOUT_EFFECT.includes(property)) {
        throw controller.error(`unknown property '${property}'`)
      }
  }
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
  const matching = (name: string): Stanza | undefined =>
    stanzas.find(
      ({ from, except }) =>
        isIn(from, name) && (name === from || !except.some((zone) => isIn(zone, name))),
    )
  return {
    name: 'forward',
    serve(question, turn, next) {
      const stanza = matching(question.name.toLowerCase())
      if (!stanza) return next(question)
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
      const { id: _, ...answer } = heard
      const own = { ...answer, question }
      const { id } = question
      return { type: 'answer', answer: id === undefined ? own : { ...own, id } }
    },
  }
}
