import { type Command, type CommandResult, done, failed, textOf } from '../commands/command'
import type { KernelFlow, NodeKernel } from '../kernel'
import { parseBlock } from './blocks'
import { type Given, getopt, type OptionSpec, taking, unlettered } from './getopt'
import { onNode } from './on-node'

const ME = 'conntrack v1.4.7 (conntrack-tools)'

const spec: OptionSpec = {
  letters: {
    ...taking('L G D I U A E F C n g j', { upTo: 1 }),
    ...taking('S V h z', 0),
    ...taking('s d r q p f t u m o', 1),
    ...taking('state sport dport reply-sport reply-dport', 1),
  },
  names: {
    dump: 'L',
    get: 'G',
    delete: 'D',
    create: 'I',
    update: 'U',
    add: 'A',
    event: 'E',
    flush: 'F',
    count: 'C',
    stats: 'S',
    version: 'V',
    help: 'h',
    src: 's',
    'orig-src': 's',
    dst: 'd',
    'orig-dst': 'd',
    'reply-src': 'r',
    'reply-dst': 'q',
    'src-nat': 'n',
    'dst-nat': 'g',
    'any-nat': 'j',
    protonum: 'p',
    proto: 'p',
    family: 'f',
    timeout: 't',
    status: 'u',
    mark: 'm',
    output: 'o',
    zero: 'z',
    'orig-port-src': 'sport',
    'orig-port-dst': 'dport',
    'reply-port-src': 'reply-sport',
    'reply-port-dst': 'reply-dport',
    ...unlettered('state sport dport'),
  },
}

// Options that only a protocol brings with it.
const OF_PROTOCOLS = ['state', 'sport', 'dport', 'reply-sport', 'reply-dport']
const PROTOCOLS = ['tcp', 'udp', 'sctp', 'icmp']
const NUMBERS: Readonly<Record<string, string>> = { 6: 'tcp', 17: 'udp', 132: 'sctp', 1: 'icmp' }
const STATES =
  'NONE SYN_SENT SYN_RECV ESTABLISHED FIN_WAIT CLOSE_WAIT LAST_ACK TIME_WAIT CLOSE LISTEN SYN_SENT2'
const STATUSES = ['ASSURED', 'SEEN_REPLY', 'UNSET', 'UNREPLIED', 'SRC_NAT', 'DST_NAT']

/** Looks at the table of connections, and takes entries out of it. */
export const conntrack: Command = onNode(
  `${ME}: Operation failed: sorry, you must be root or get CAP_NET_ADMIN capability to do this`,
  (args, kernel) => {
    const given = getopt(args, spec)
    const { options } = given
    const problem = problemWith(args, given)
    if (problem !== undefined) return usage(problem)
    if (options.has('V')) return done(`${ME}\n`)
    const table = ['L', 'D', 'C', 'F'].flatMap((letter) => options.get(letter) ?? [])[0]
    if (table === 'expect') return expected(options)
    const unsimulated = [...'GIUAES'].find((letter) => options.has(letter))
    if (unsimulated) {
      return failed(`conntrack: -${unsimulated} is not simulated; there are -L, -C, -D and -F`)
    }
    return answer(options, kernel)
  },
)

function answer(options: Given['options'], kernel: NodeKernel): CommandResult {
  const all = kernel.connections()
  if (options.has('C')) return done(`${all.length}\n`)
  if (options.has('F')) {
    kernel.forget(all)
    return { code: 0, error: `${ME}: connection tracking table has been emptied.\n` }
  }
  const found = all.filter((flow) => isAsked(flow, options))
  const output = textOf(found.map((flow) => lineOf(flow, options.get('o')?.[0] ?? '')))
  if (options.has('L')) {
    return { code: 0, output, error: `${ME}: ${found.length} flow entries have been shown.\n` }
  }
  kernel.forget(found)
  const error = `${ME}: ${found.length} flow entries have been deleted.\n`
  return { code: found.length === 0 ? 1 : 0, output, error }
}

const expected = (options: Given['options']): CommandResult => ({
  code: 0,
  ...(options.has('C') ? { output: '0\n' } : undefined),
  ...(options.has('L') ? { error: `${ME}: 0 expectations have been shown.\n` } : undefined),
})

const TRY = "Try `conntrack -h' or 'conntrack --help' for more information."

const usage = (problem: string): CommandResult => ({ code: 2, error: `${problem}\n${TRY}\n` })

function problemWith(
  args: readonly string[],
  { options, unknown, incomplete }: Given,
): string | undefined {
  if (unknown !== undefined) return `${ME}: unknown option \`${unknown}'`
  if (incomplete !== undefined) return `${ME}: option \`${incomplete}' requires an argument`
  if (![...'LGDIUAEFCSVh'].some((letter) => options.has(letter)) || options.has('h')) {
    return 'of conntrack, this node has -L, -D, -C, -F and -V'
  }
  return problemWithProtocol(args, options) ?? problemWithValues(options)
}

function problemWithProtocol(
  args: readonly string[],
  options: Given['options'],
): string | undefined {
  const [protocol] = options.get('p') ?? []
  if (protocol !== undefined && protocolOf(protocol) === undefined) {
    return `${ME}: \`${protocol}' unsupported protocol`
  }
  const extra = OF_PROTOCOLS.find((name) => options.has(name))
  if (extra === undefined) return undefined
  const written = args.find((arg) => arg.startsWith('--') && /port|state/.test(arg)) ?? extra
  return protocol === undefined ? `${ME}: unknown option \`${written}'` : undefined
}

const protocolOf = (text: string): string | undefined =>
  PROTOCOLS.find((name) => name === text.toLowerCase()) ?? NUMBERS[text]

function problemWithValues(options: Given['options']): string | undefined {
  const [state = 'NONE'] = options.get('state') ?? []
  if (!STATES.split(' ').includes(state)) return `${ME}: unknown TCP state \`${state}'`
  for (const letter of 'sdrqngj') {
    const [address] = options.get(letter) ?? []
    if (address !== undefined && parseBlock(address) === undefined) {
      return `${ME}: Invalid IP address \`${address}'`
    }
  }
  const bad = options
    .get('u')?.[0]
    ?.split(',')
    .find((status) => !STATUSES.includes(status))
  const [output] = options.get('o') ?? []
  const mode = output?.split(',').find((name) => !OUTPUTS.includes(name))
  const parameter = bad ?? mode
  return parameter === undefined ? undefined : `${ME}: Bad parameter \`${parameter}'`
}

const OUTPUTS = ['extended', 'id', 'timestamp', 'ktimestamp', 'labels', 'userspace']

const lineOf = ({ text, id }: KernelFlow, output: string): string => {
  const modes = output.split(',')
  const family = modes.includes('extended') ? `ipv4     2 ${text}` : text
  return modes.includes('id') ? `${family} id=${id}` : family
}

function isAsked(flow: KernelFlow, options: Given['options']): boolean {
  const value = (letter: string): string | undefined => options.get(letter)?.[0]
  const { original, reply } = flow
  const isIn = (letter: string, address: string): boolean => {
    const wanted = value(letter)
    return wanted === undefined || parseBlock(wanted)?.(address) === true
  }
  const isPort = (letter: string, port: number): boolean =>
    value(letter) === undefined || Number(value(letter)) === port
  const protocol = value('p')
  return (
    isIn('s', original.source) &&
    isIn('d', original.destination) &&
    isIn('r', reply.source) &&
    isIn('q', reply.destination) &&
    isPort('sport', original.sourcePort) &&
    isPort('dport', original.destinationPort) &&
    isPort('reply-sport', reply.sourcePort) &&
    isPort('reply-dport', reply.destinationPort) &&
    (protocol === undefined || protocolOf(protocol) === flow.protocol) &&
    (value('state') === undefined || value('state') === flow.state) &&
    (value('f') ?? 'ipv4') === 'ipv4' &&
    (value('m') === undefined || /^0(x0)?(\/|$)/.test(value('m') ?? '')) &&
    hasStatus(flow, value('u')?.split(',') ?? []) &&
    isTranslated(flow, options)
  )
}

const hasStatus = (flow: KernelFlow, wanted: readonly string[]): boolean =>
  wanted.every((status) => {
    switch (status) {
      case 'ASSURED':
        return flow.isAssured
      case 'SEEN_REPLY':
        return flow.isAnswered
      case 'SRC_NAT':
        return sourceChanged(flow)
      case 'DST_NAT':
        return destinationChanged(flow)
      default:
        return !flow.isAnswered
    }
  })

const sourceChanged = ({ original, reply }: KernelFlow): boolean =>
  original.source !== reply.destination || original.sourcePort !== reply.destinationPort

const destinationChanged = ({ original, reply }: KernelFlow): boolean =>
  original.destination !== reply.source || original.destinationPort !== reply.sourcePort

// `-g` alone: any whose destination is translated; with an address: translated to that.
function isTranslated(flow: KernelFlow, options: Given['options']): boolean {
  const is = (letter: string, changed: boolean, address: string): boolean => {
    const given = options.get(letter)
    if (given === undefined) return true
    const [wanted] = given
    return changed && (wanted === undefined || parseBlock(wanted)?.(address) === true)
  }
  const bySource = (letter: string) => is(letter, sourceChanged(flow), flow.reply.destination)
  const byDestination = (letter: string) => is(letter, destinationChanged(flow), flow.reply.source)
  return bySource('n') && byDestination('g') && (bySource('j') || byDestination('j'))
}
