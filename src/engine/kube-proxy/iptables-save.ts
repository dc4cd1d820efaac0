import { addressText, cidrText } from '../api/address'
import { policy } from '../network/compiled-rule'
import type { Counter, RuleCounters } from '../network/counters'
import type {
  AddressMatch,
  Chain,
  Chains,
  Match,
  Rule,
  Ruleset,
  SetKey,
  Target,
} from '../network/rules'
import { remembered } from '../resources/sharing'
import { headLine, ListedLine } from './listed-line'

const HOOKS = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING']

/** What rules have counted, and whether each of them shows it; policies always do. */
export interface Shown {
  readonly counters: RuleCounters
  readonly isCounted: boolean
}

/**
 * A node's rules as `iptables-save` prints them (nf_tables backend); with what they have seen, as
 * `iptables-save -c` does.
 */
export const iptablesSave = (ruleset: Ruleset, shown?: Shown): string =>
  iptablesTables(ruleset, shown)
    .map(({ text }) => text)
    .join('')

/** The same, table by table. */
export const iptablesTables = (ruleset: Ruleset, shown?: Shown) =>
  (['mangle', 'filter', 'nat'] as const)
    .filter((table) => ruleset[table].size > 0)
    .map((table) => ({ table, text: tableText(table, ruleset[table], shown) }))

type IptablesTable = 'mangle' | 'filter' | 'nat'

function tableText(name: IptablesTable, table: Chains, shown?: Shown): string {
  const chains = chainsIn(table)
  const declarations = chains.map((chain) =>
    declaration(chain, chain.policy && shown?.counters(name, chain.name, policy)),
  )
  const rules = chains.flatMap((chain) =>
    chain.rules.map((rule) => {
      const line = `-A ${chain.name}${ruleText(rule)}`
      if (!shown?.isCounted) return line
      const { packets, bytes } = shown.counters(name, chain.name, rule)
      return `[${packets}:${bytes}] ${line}`
    }),
  )
  return `*${name}\n${[...declarations, ...rules].join('\n')}\nCOMMIT\n`
}

/** A table's chains in the order in which iptables prints them. */
export function chainsIn(table: Chains): readonly Chain[] {
  const own: Chain[] = []
  for (const [, chain] of table.entries()) if (chain.policy === undefined) own.push(chain)
  return [...HOOKS.flatMap((hook) => table.get(hook) ?? []), ...own]
}

const declaration = ({ name, policy: given }: Chain, { packets, bytes } = NOTHING): string =>
  `:${name} ${given ?? '-'} [${packets}:${bytes}]`

const NOTHING: Counter = { packets: 0, bytes: 0 }

// Nothing in mangle has rules.
const countedIn = (table: IptablesTable): 'filter' | 'nat' => (table === 'nat' ? 'nat' : 'filter')

/** The same, line by line, with each chain's declaration before its rules. */
export const iptablesLines = (ruleset: Ruleset): readonly ListedLine[] =>
  (['nat', 'filter', 'mangle'] as const)
    .filter((table) => ruleset[table].size > 0)
    .flatMap((table) => [
      new ListedLine('table', { group: '' }, () => `*${table}`),
      ...chainsIn(ruleset[table]).flatMap((chain) => chainLines(table, chain)),
    ])

const chainLines = (table: IptablesTable, chain: Chain): readonly ListedLine[] =>
  linesIn[countedIn(table)](chain)

const listedIn =
  (table: 'filter' | 'nat') =>
  (chain: Chain): readonly ListedLine[] => [
    headLine(declaration(chain), chain.name),
    ...chain.rules.map((rule) => {
      const subject = { group: chain.name, table, rule }
      return new ListedLine('rule', subject, () => `-A ${chain.name}${ruleText(rule)}`)
    }),
  ]

// Of a long list little changes at a time: a chain that stays the same object is listed once.
const linesIn = {
  filter: remembered(listedIn('filter')),
  nat: remembered(listedIn('nat')),
} as const

/**
 * One rule, as it follows the chain's name; begins with a space unless it is empty. What it has
 * counted may stand before the target.
 */
export function ruleText(rule: Rule, counted = ''): string {
  const { source, destination, input, protocol, matches, target } = rule
  const words = [
    ...addressWords('-s', source),
    ...addressWords('-d', destination),
    ...(input ? [...(input.not ? ['!'] : []), '-i', input.name] : []),
    ...(protocol ? ['-p', protocol] : []),
    ...matches.map((match) => matchText(match, protocol ?? '')),
  ]
  const before = words.map((word) => ` ${word}`).join('')
  return `${before}${counted}${target ? ` ${targetText(target)}` : ''}`
}

const addressWords = (flag: string, match: AddressMatch | undefined): readonly string[] =>
  match ? [...(match.not ? ['!'] : []), flag, cidrText(match.block)] : []

/** A mark, as programs print it. */
export const hex = (value: number): string => `0x${value.toString(16)}`

function matchText(match: Match, protocol: string): string {
  const not = 'not' in match && match.not ? '! ' : ''
  switch (match.type) {
    case 'comment':
      return `-m comment --comment "${match.text}"`
    case 'transport':
      return `-m ${protocol}${match.port === undefined ? '' : ` --dport ${match.port}`}`
    case 'state':
      return `-m conntrack ${not}--ctstate ${match.states.join(',')}`
    case 'mark':
      return `-m mark ${not}--mark ${hex(match.value)}/${hex(match.mask)}`
    case 'local':
      return `-m addrtype ${not}--${match.side === 'source' ? 'src' : 'dst'}-type LOCAL`
    case 'unbridged':
      return '-m physdev ! --physdev-is-in'
    case 'set':
      return `-m set --match-set ${match.set} ${directionsOf(match)}`
    case 'statistic':
      return `-m statistic --mode random --probability ${probability(match.of)}`
    case 'recent-check':
      return `-m recent --rcheck --seconds ${match.seconds} --reap ${listWords(match.list)}`
    case 'recent-set':
      return `-m recent --set ${listWords(match.list)}`
    default:
      // Sets of nftables are in no table of iptables.
      return ''
  }
}

// What of a packet each part of an element is compared with.
const directions: Readonly<Record<SetKey, string>> = {
  address: 'dst',
  port: 'dst',
  service: 'dst,dst',
  'service-source': 'dst,dst,src',
  'service-block': 'dst,dst,src',
}

/** What of a packet is looked up in a set, as a rule names it. */
export const directionsOf = ({ by = 'address', isSource }: SetMatch): string =>
  isSource ? directions[by].replace('dst', 'src') : directions[by]

type SetMatch = Extract<Match, { readonly type: 'set' }>

const listWords = (name: string): string => `--name ${name} --mask 255.255.255.255 --rsource`

/** kube-proxy writes ten digits, the kernel keeps 31 bits of them, and eleven are printed. */
export function probability(of: number): string {
  const written = Number((1 / of).toFixed(10))
  return (Math.round(written * 2 ** 31) / 2 ** 31).toFixed(11)
}

function targetText(target: Target): string {
  switch (target.type) {
    case 'jump':
      return `-j ${target.chain}`
    case 'goto':
      return `-g ${target.chain}`
    case 'dnat':
      return `-j DNAT --to-destination ${addressText(target.address)}:${target.port}`
    case 'masquerade':
      return `-j MASQUERADE${target.randomFully ? ' --random-fully' : ''}`
    case 'mark':
      return `-j MARK --set-xmark ${hex(target.value)}/${hex(target.mask)}`
    case 'reject':
      return '-j REJECT --reject-with icmp-port-unreachable'
    case 'accept':
      return '-j ACCEPT'
    case 'drop':
      return '-j DROP'
    case 'return':
      return '-j RETURN'
    default:
      // Maps of nftables are in no table of iptables.
      return ''
  }
}
