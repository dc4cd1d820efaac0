import { addressText, type Cidr, cidrText } from '../api/address'
import type {
  AddressMatch,
  Chain,
  InterfaceMatch,
  Match,
  NamedSet,
  NftTable,
  Rule,
  SetElement,
  SetKey,
  Target,
} from '../network/rules'
import { hex } from './iptables-save'

/**
 * A node's table as a script that `nft -f` takes: each object as kube-proxy adds it
 * (pkg/proxy/nftables).
 */
export function nftScript(table: NftTable): string {
  const add = (what: string, rest: string) => `add ${what} ip ${table.name} ${rest}`
  const chains = chainsOf(table)
  const sets = Array.from(table.sets.entries(), ([, set]) => set)
  const lines = [
    `add table ip ${table.name} { comment "${table.comment}" ; }`,
    ...sets.map((set) => add(set.isMap ? 'map' : 'set', `${set.name} { ${setText(set)} }`)),
    ...affinities(chains).map(({ list, seconds }) =>
      add('set', `${list} { type ipv4_addr ; flags dynamic,timeout ; timeout ${seconds}s ; }`),
    ),
    ...chains.map((chain) => add('chain', `${chain.name}${chainText(chain)}`)),
    ...chains.flatMap(({ name, rules }) =>
      rules.map((rule) => add('rule', `${name} ${nftRuleText(rule)}`)),
    ),
    ...sets.flatMap((set) =>
      set.elements.map((element) => add('element', `${set.name} { ${elementText(element)} }`)),
    ),
  ]
  return `${lines.join('\n')}\n`
}

/** The chains of a table: base chains as they were made, then the others by name. */
export function chainsOf(table: NftTable): readonly Chain[] {
  const others = Array.from(table.chains.entries(), ([, chain]) => chain)
  return [
    ...table.bases.flatMap((name) => table.chains.get(name) ?? []),
    ...others.filter(({ hook }) => hook === undefined),
  ]
}

/** A set that packets fill with their sources, and for how long they stay. */
export interface AffinitySet {
  readonly list: string
  readonly seconds: number
}

/** The sets of chains' rules that keep a client to an endpoint, each once, by name. */
export function affinities(chains: readonly Chain[]): readonly AffinitySet[] {
  const found = new Map<string, AffinitySet>()
  for (const { rules } of chains) {
    for (const match of rules.flatMap(({ matches }) => matches)) {
      if (match.type === 'recent-check') found.set(match.list, match)
    }
  }
  return [...found.values()].sort((left, right) => (left.list < right.list ? -1 : 1))
}

const types: Readonly<Partial<Record<SetKey, string>>> = {
  address: 'ipv4_addr',
  port: 'inet_proto . inet_service',
  service: 'ipv4_addr . inet_proto . inet_service',
}

/** What elements of a set are: `inet_proto . inet_service : verdict`. */
export const typeText = ({ key, isMap }: NamedSet): string =>
  `${types[key] ?? ''}${isMap ? ' : verdict' : ''}`

const setText = (set: NamedSet): string => `type ${typeText(set)} ; comment "${set.comment}" ;`

function chainText({ hook, comment }: Chain): string {
  if (hook) return ` { type ${hook.type} hook ${hook.hook} priority ${hook.priority} ; }`
  return comment === undefined ? '' : ` { comment "${comment}" ; }`
}

/** `10.96.0.100 . tcp . 80 comment "default/web" : goto reject-chain`. */
export function elementText({ address, protocol, port, verdict, comment }: SetElement): string {
  const key = [
    ...(address === undefined ? [] : [addressText(address)]),
    ...(protocol && port !== undefined ? [protocol, String(port)] : []),
  ].join(' . ')
  const remark = comment === undefined ? '' : ` comment "${comment}"`
  return `${key}${remark}${verdict ? ` : ${statement(verdict)}` : ''}`
}

/** A rule as kube-proxy writes it. */
export function nftRuleText({ source, destination, input, ...rule }: Rule): string {
  const { protocol, matches, target } = rule
  const addresses = [addressWords('daddr', destination), addressWords('saddr', source)]
  const words = [
    // What a packet must be is said before what it must not be.
    ...(destination?.not ? addresses.reverse() : addresses).flat(),
    ...(input ? [interfaceWords(input)] : []),
    ...(protocol ? [`meta l4proto ${protocol}`] : []),
    ...matches.map(matchText),
    ...(target ? [statement(target)] : []),
    ...matches.map((match) => (match.type === 'comment' ? `comment "${match.text}"` : '')),
  ]
  return words.filter((word) => word !== '').join(' ')
}

/** A block, or the one address in it. */
export const blockText = (block: Cidr): string =>
  block.length === 32 ? addressText(block.base) : cidrText(block)

const addressWords = (field: string, match: AddressMatch | undefined): readonly string[] =>
  match ? [`ip ${field}${match.not ? ' !=' : ''} ${blockText(match.block)}`] : []

// A beginning of names ends in `*` here.
const interfaceWords = ({ name, not }: InterfaceMatch): string =>
  `iifname ${not ? '!= ' : ''}"${name.replace(/\+$/, '*')}"`

function matchText(match: Match): string {
  switch (match.type) {
    case 'state':
      return `ct state ${match.states.map((state) => state.toLowerCase()).join(',')}`
    case 'mark':
      return `mark and ${hex(match.mask)} ${match.not ? '==' : '!='} 0`
    case 'local':
      return localText(match)
    case 'recent-check':
      return `ip saddr @${match.list}`
    case 'recent-set':
      return `update @${match.list} { ip saddr }`
    case 'set':
      return `ip daddr @${match.set}`
    case 'blocks': {
      const field = match.side === 'source' ? 'saddr' : 'daddr'
      const blocks = match.blocks.map(blockText).join(', ')
      return `ip ${field}${match.not ? ' !=' : ''} { ${blocks} }`
    }
    default:
      return ''
  }
}

function localText({ side, butLoopback }: Extract<Match, { readonly type: 'local' }>): string {
  const text = `fib ${side === 'source' ? 'saddr' : 'daddr'} type local`
  return butLoopback ? `${text} ip daddr != 127.0.0.0/8` : text
}

const keys: Readonly<Record<'port' | 'service', string>> = {
  port: 'meta l4proto . th dport',
  service: 'ip daddr . meta l4proto . th dport',
}

/** What a rule, or an element of a map, does with a packet. */
export function statement(target: Target): string {
  switch (target.type) {
    case 'jump':
      return `jump ${target.chain}`
    case 'goto':
      return `goto ${target.chain}`
    case 'vmap':
      return `${keys[target.by]} vmap @${target.map}`
    case 'lottery': {
      const choices = target.chains.map((chain, index) => `${index} : goto ${chain}`)
      return `numgen random mod ${choices.length} vmap { ${choices.join(' , ')} }`
    }
    case 'dnat':
      return `dnat to ${addressText(target.address)}:${target.port}`
    case 'masquerade':
      return target.randomFully ? 'masquerade fully-random' : 'masquerade'
    case 'mark':
      return `mark set mark ${target.mask === 0 ? 'xor' : 'or'} ${hex(target.value)}`
    default:
      return target.type
  }
}
