import { type Cidr, cidrText } from '../api/address'
import type { ChainListing } from '../api/kernel'
import { policy } from '../network/compiled-rule'
import type { Counter, RuleCounters } from '../network/counters'
import { noRules } from '../network/node-state'
import { headerNumbers } from '../network/packet'
import {
  type AddressMatch,
  type Chain,
  type Chains,
  chainOf,
  type Rule,
  type Ruleset,
  type Target,
} from '../network/rules'
import { sortedMap } from '../sim'
import { detailsText } from './iptables-match-words'
import { chainsIn, ruleText } from './iptables-save'

/** Chains of a node's table as `iptables -L` prints them; undefined when there is no such chain. */
export const iptablesList = (
  ruleset: Ruleset,
  asked: ChainListing,
  counters: RuleCounters,
): string | undefined =>
  chainsAsked(ruleset, asked)
    ?.map((chain) => {
      const rows = numbered(chain, asked).map(([rule, number]) =>
        rowText({ chain, rule, number, asked, counters }),
      )
      const isWhole = asked.rule === undefined
      return textOf(isWhole ? [headText(ruleset, chain, asked, counters), ...rows] : rows)
    })
    .join('\n')

/** The same as `iptables -S` prints them, to be given to `iptables` again. */
export function iptablesSpecified(
  ruleset: Ruleset,
  asked: ChainListing,
  counters: RuleCounters,
): string | undefined {
  const { verbose } = asked
  const found = chainsAsked(ruleset, asked)
  if (!found) return undefined
  const heads = found.map(({ name, policy: given }) => {
    if (given === undefined) return `-N ${name}`
    return `-P ${name} ${given}${verbose ? countWords(countOf(counters, asked, name, policy)) : ''}`
  })
  const rules = found.flatMap((chain) =>
    numbered(chain, asked).map(([rule]) => {
      const counted = verbose ? countWords(countOf(counters, asked, chain.name, rule)) : ''
      return `-A ${chain.name}${ruleText(rule, counted)}`
    }),
  )
  return textOf(asked.rule === undefined ? [...heads, ...rules] : rules)
}

const countWords = ({ packets, bytes }: Counter): string => ` -c ${packets} ${bytes}`

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

function chainsAsked(ruleset: Ruleset, asked: ChainListing) {
  const { chain } = asked
  const table = tableOf(ruleset, asked)
  if (chain === undefined) return chainsIn(table)
  const found = table.get(chain)
  return found && [found]
}

function tableOf(ruleset: Ruleset, { table, isBare }: ChainListing): Chains {
  if (table === 'security') return noRules.filter
  if (table === 'raw') return untracked
  return (isBare ? noRules : ruleset)[table]
}

const untracked: Chains = sortedMap(
  ['PREROUTING', 'OUTPUT'].map((name) => [name, { name, policy: 'ACCEPT', rules: [] }]),
)

const NOTHING: Counter = { packets: 0, bytes: 0 }

function countOf(
  counters: RuleCounters,
  { table, isBare }: ChainListing,
  chain: string,
  rule: Rule,
): Counter {
  return isBare || table === 'raw' || table === 'security' ? NOTHING : counters(table, chain, rule)
}

function numbered({ rules }: Chain, { rule }: ChainListing): readonly (readonly [Rule, number])[] {
  const all = rules.map((each, index) => [each, index + 1] as const)
  return rule === undefined ? all : all.filter(([, number]) => number === rule)
}

function headText(
  ruleset: Ruleset,
  chain: Chain,
  asked: ChainListing,
  counters: RuleCounters,
): string {
  const { numbers, verbose, exact } = asked
  const columns = [
    numbers ? 'num  ' : '',
    verbose ? (exact ? '    pkts      bytes ' : ' pkts bytes ') : '',
    'target     prot opt',
    verbose ? ' in     out    ' : '',
    ' source               destination         ',
  ]
  return `Chain ${chain.name} (${aboutText(ruleset, chain, asked, counters)})\n${columns.join('')}`
}

function aboutText(
  ruleset: Ruleset,
  { name, policy: given }: Chain,
  asked: ChainListing,
  counters: RuleCounters,
): string {
  const { verbose, exact } = asked
  if (given === undefined) {
    return `${referencesIn(tableOf(ruleset, asked)).get(name) ?? 0} references`
  }
  if (!verbose) return `policy ${given}`
  const { packets, bytes } = countOf(counters, asked, name, policy)
  const [many, much] = [packets, bytes].map((each) => (exact ? `${each}` : rounded(each)))
  return `policy ${given} ${many} packets, ${much} bytes`
}

// With thousands of Services a count of one chain's references reads every rule: once a table.
const counted = new WeakMap<Chains, ReadonlyMap<string, number>>()

function referencesIn(table: Chains): ReadonlyMap<string, number> {
  const known = counted.get(table)
  if (known) return known
  const found = new Map<string, number>()
  for (const { rules } of chainsIn(table)) {
    for (const { target } of rules) {
      const chain = chainOf(target)
      if (chain !== undefined) found.set(chain, (found.get(chain) ?? 0) + 1)
    }
  }
  counted.set(table, found)
  return found
}

interface Row {
  readonly chain: Chain
  readonly rule: Rule
  readonly number: number
  readonly asked: ChainListing
  readonly counters: RuleCounters
}

function rowText({ chain, rule, number, asked, counters }: Row): string {
  const { numeric, verbose, numbers } = asked
  const { packets, bytes } = countOf(counters, asked, chain.name, rule)
  return [
    numbers ? `${String(number).padEnd(4)} ` : '',
    verbose ? `${counterText(packets, asked)}${counterText(bytes, asked)}` : '',
    `${targetName(rule.target).padEnd(9)} `,
    ` ${protocolText(rule, numeric).padEnd(4)} -- `,
    verbose ? interfacesText(rule, numeric) : '',
    placeText(rule.source, numeric),
    placeText(rule.destination, numeric),
    detailsText(rule, numeric),
  ].join('')
}

const counterText = (count: number, { exact }: ChainListing): string =>
  exact ? `${String(count).padStart(8)} ` : `${rounded(count).padStart(5)} `

/** A count in five characters at most, as long as it is whole: `99999`, `100K`, `2235M`. */
export function rounded(count: number): string {
  if (count <= 99_999) return String(count)
  let left = count
  for (const unit of ['K', 'M', 'G']) {
    left = Math.floor((left + 500) / 1000)
    if (left <= 9999) return `${left}${unit}`
  }
  return `${Math.floor((left + 500) / 1000)}T`
}

function interfacesText({ input }: Rule, numeric: boolean): string {
  const any = numeric ? '*' : 'any'
  const name = input ? `${input.not ? '!' : ''}${input.name}` : any
  return ` ${name.padEnd(6)} ${any.padEnd(6)} `
}

// Version 1.8.9 prints protocols as numbers, too, where it is asked for numbers.
const protocolText = ({ protocol }: Rule, numeric: boolean): string =>
  numeric ? String(protocol ? headerNumbers[protocol] : 0) : (protocol ?? 'all')

const placeText = (match: AddressMatch | undefined, numeric: boolean): string =>
  `${match?.not ? '!' : ' '}${blockText(match?.block, numeric).padEnd(19)} `

// Names come from /etc/networks, where a name server knows none.
function blockText(block: Cidr | undefined, numeric: boolean): string {
  if (!block) return numeric ? '0.0.0.0/0' : 'anywhere'
  const text = cidrText(block)
  if (!numeric && text === '127.0.0.0/8') return 'loopback/8'
  return text.replace(/\/32$/, '')
}

const targetName = (target: Target | undefined): string =>
  chainOf(target) ?? target?.type.toUpperCase() ?? ''
