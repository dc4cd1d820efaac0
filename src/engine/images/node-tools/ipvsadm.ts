import { type Command, type CommandResult, done, failed } from '../commands/command'
import type { NodeKernel, VirtualPlace, VirtualView } from '../kernel'
import { type Given, getopt, type OptionSpec, taking, unlettered } from './getopt'
import { onNode } from './on-node'

const spec: OptionSpec = {
  letters: {
    ...taking('L l n c S A E D C a e d R Z h v', 0),
    ...taking('t u sctp', 1),
    ...taking('stats rate thresholds persistent-conn exact timeout daemon sort nosort', 0),
  },
  names: {
    list: 'L',
    numeric: 'n',
    connection: 'c',
    save: 'S',
    'tcp-service': 't',
    'udp-service': 'u',
    'sctp-service': 'sctp',
    'add-service': 'A',
    'edit-service': 'E',
    'delete-service': 'D',
    clear: 'C',
    'add-server': 'a',
    'edit-server': 'e',
    'delete-server': 'd',
    restore: 'R',
    zero: 'Z',
    help: 'h',
    version: 'v',
    ...unlettered('stats rate thresholds persistent-conn exact timeout daemon sort nosort'),
  },
}

const VERSION = 'ipvsadm v1.31 2019/12/24 (compiled with popt and IPVS v1.2.1)\n'
const TRY = "Try `ipvsadm -h' or 'ipvsadm --help' for more information."

/** Looks at virtual servers and their connections. */
export const ipvsadm: Command = onNode(
  "Can't initialize ipvs: Permission denied (you must be root)",
  (args, kernel) => {
    const given = getopt(args, spec)
    const { options, unknown, incomplete, operands } = given
    const strange = unknown ?? incomplete ?? operands[0]
    if (strange !== undefined) return failed(`${strange}: unknown option\n${TRY}`, 255)
    if (options.has('v') || options.has('h')) return done(VERSION)
    if (options.has('C')) {
      kernel.edit({ type: 'clear-servers' })
      return done()
    }
    const change = [...'AEDaedRZ'].find((letter) => options.has(letter))
    if (change) return failed('ipvsadm: of changes by hand there is only -C here')
    return shown(options, kernel)
  },
  255,
)

function shown(options: Given['options'], kernel: NodeKernel): CommandResult {
  if (options.has('daemon')) return done('')
  if (options.has('timeout')) {
    const { settings } = kernel
    const [tcp, closing, udp] = [
      settings['ipvsadm.tcp'] ?? 900,
      settings['ipvsadm.tcpfin'] ?? 120,
      settings['ipvsadm.udp'] ?? 300,
    ]
    return done(`Timeout (tcp tcpfin udp): ${tcp} ${closing} ${udp}\n`)
  }
  if (options.has('rate')) {
    return failed('ipvsadm: --rate is not simulated; --stats has the counts since the beginning')
  }
  const only = placeOf(options)
  if (only === 'bad') return failed(`illegal virtual server address[:port] specified\n${TRY}`, 255)
  const text = kernel.virtualServers(viewOf(options), only)
  if (text === '' && only) return failed('No such service')
  return done(text)
}

function viewOf(options: Given['options']): VirtualView {
  if (options.has('S')) return 'save'
  if (options.has('c')) return 'connection'
  if (options.has('stats')) return options.has('exact') ? 'exact-stats' : 'stats'
  if (options.has('persistent-conn')) return 'persistent-conn'
  return options.has('thresholds') ? 'thresholds' : 'list'
}

function placeOf(options: Given['options']): VirtualPlace | undefined | 'bad' {
  const flags = { t: 'tcp', u: 'udp', sctp: 'sctp' } as const
  const flag = (['t', 'u', 'sctp'] as const).find((each) => options.has(each))
  if (flag === undefined) return undefined
  const [address = '', port = ''] = (options.get(flag)?.[0] ?? '').split(':')
  return /^[\d.]+$/.test(address) && /^\d+$/.test(port)
    ? { protocol: flags[flag], address, port: Number(port) }
    : 'bad'
}
