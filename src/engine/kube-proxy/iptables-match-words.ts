import { addressText } from '../api/address'
import { portName } from '../api/port-names'
import type { Match, Rule, Target } from '../network/rules'
import { directionsOf, hex, probability } from './iptables-save'

/** What a rule asks of a packet besides its addresses, and its target's options: `iptables -L`. */
export const detailsText = ({ protocol, matches, target }: Rule, numeric: boolean): string =>
  [
    ...(target?.type === 'goto' ? ['[goto] '] : []),
    ...matches.map((match) => ` ${matchWords(match, protocol, numeric)}`),
    ...(target ? [optionWords(target)] : []),
  ].join('')

function matchWords(match: Match, protocol: Rule['protocol'], numeric: boolean): string {
  const not = 'not' in match && match.not ? '!' : ''
  const apart = not && `${not} `
  switch (match.type) {
    case 'comment':
      return `/* ${match.text} */`
    case 'transport': {
      const { port } = match
      if (port === undefined || !protocol) return `${protocol}`
      return `${protocol} dpt:${(numeric ? undefined : portName(port, protocol)) ?? port}`
    }
    case 'state':
      return `${apart}ctstate ${match.states.join(',')}`
    case 'mark':
      return `mark match ${apart}${hex(match.value)}/${hex(match.mask)}`
    case 'local':
      return `ADDRTYPE match ${match.side === 'source' ? 'src' : 'dst'}-type ${not}LOCAL`
    case 'unbridged':
      return 'PHYSDEV match ! --physdev-is-in'
    case 'set':
      return `match-set ${match.set} ${directionsOf(match)}`
    case 'statistic':
      return `statistic mode random probability ${probability(match.of)}`
    case 'recent-check':
      return `recent: CHECK seconds: ${match.seconds} reap ${listWords(match.list)}`
    case 'recent-set':
      return `recent: SET ${listWords(match.list)}`
    default:
      return ''
  }
}

const listWords = (name: string): string => `name: ${name} side: source mask: 255.255.255.255`

function optionWords(target: Target): string {
  switch (target.type) {
    case 'dnat':
      return ` to:${addressText(target.address)}:${target.port}`
    case 'masquerade':
      return target.randomFully ? ' random-fully' : ''
    case 'mark':
      return ` MARK ${markVerb(target.value, target.mask)} ${hex(target.value)}`
    case 'reject':
      return ' reject-with icmp-port-unreachable'
    default:
      return ''
  }
}

const markVerb = (value: number, mask: number): string =>
  mask === 0 ? 'xor' : mask === value ? 'or' : 'xset'
