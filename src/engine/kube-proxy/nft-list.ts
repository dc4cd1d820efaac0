import { addressText } from '../api/address'
import { protocolNumber } from '../network/packet'
import type {
  BaseHook,
  Chain,
  Match,
  NamedSet,
  NftTable,
  Rule,
  SetElement,
  Target,
} from '../network/rules'
import { remembered as once } from '../resources/sharing'
import { headLine, ListedLine, plainLine } from './listed-line'
import {
  type AffinitySet,
  affinities,
  blockText,
  chainsOf,
  elementText,
  nftRuleText,
  statement,
  typeText,
} from './nft-script'

/** What packets have put into a set, and how many seconds each has left. */
export type Remembered = (
  set: AffinitySet,
) => readonly { readonly address: number; readonly seconds: number }[]

/** A node's table as `nft list ruleset` prints it. */
export const nftList = (table: NftTable, remembered?: Remembered): string =>
  nftLines(table, remembered)
    .map(({ text }) => `${text}\n`)
    .join('')

/** The same, line by line. */
export function nftLines(
  table: NftTable,
  remembered: Remembered = () => [],
): readonly ListedLine[] {
  const parts = partsOf(table)
  const { head, sets, lists, chains } = parts
  const filled = lists.map((each) => remembered(each))
  if (filled.every(({ length }) => length === 0)) {
    parts.unfilled ??= [head, sets, ...lists.map(unfilledBlock), chains].flat()
    return parts.unfilled
  }
  const own = lists.map((each, index) => {
    const sources = filled[index] ?? []
    return sources.length === 0 ? unfilledBlock(each) : affinityBlock(each, sources)
  })
  return [head, sets, ...own, chains].flat()
}

/** What a table's listing is put together from; only the sets that packets fill change. */
interface Parts {
  readonly head: readonly ListedLine[]
  readonly sets: readonly ListedLine[]
  readonly lists: readonly AffinitySet[]
  readonly chains: readonly ListedLine[]
  /** All of it while no packet has filled any set. */
  unfilled?: readonly ListedLine[]
}

const GAP = plainLine('')
const END = plainLine('}')

// A table has tens of thousands of lines, and most of one are those of the one before. Only a
// cache.
const known = new WeakMap<NftTable, Parts>()

function partsOf(table: NftTable): Parts {
  const before = known.get(table)
  if (before) return before
  const chains = chainsOf(table)
  const blocks = chains.map(linesOfChain)
  const parts: Parts = {
    head: [
      new ListedLine('table', { group: '' }, () => `table ip ${table.name} {`),
      plainLine(`\tcomment "${table.comment}"`),
    ],
    sets: Array.from(table.sets.entries(), ([, set]) => [...linesOfSet(set), GAP]).flat(),
    lists: affinities(chains),
    chains: [...blocks.flatMap((block, index) => (index === 0 ? block : [GAP, ...block])), END],
  }
  known.set(table, parts)
  return parts
}

function affinityBlock(
  { list, seconds }: AffinitySet,
  sources: ReturnType<Remembered>,
): readonly ListedLine[] {
  const group = `@${list}`
  const texts = sources.map(
    (each) => `${addressText(each.address)} expires ${timeText(each.seconds)}`,
  )
  return [
    headLine(`\tset ${list} {`, group),
    ...[
      'type ipv4_addr',
      'size 65535',
      'flags dynamic,timeout',
      `timeout ${timeText(seconds)}`,
    ].map((text) => plainLine(`\t\t${text}`, group)),
    ...elementLines(texts, 2).map((text) => plainLine(text, group)),
    plainLine('\t}', group),
    GAP,
  ]
}

const unfilledBlock = once((set: AffinitySet) => affinityBlock(set, []))

// What stays the same object is listed once.
const linesOfChain = once(chainBlock)
const linesOfSet = once(setBlock)

function chainBlock({ name, hook, comment, rules }: Chain): readonly ListedLine[] {
  return [
    headLine(`\tchain ${name} {`, name),
    ...(comment === undefined ? [] : [plainLine(`\t\tcomment "${comment}"`, name)]),
    ...(hook ? [plainLine(`\t\t${hookText(hook)}`, name)] : []),
    ...rules.map(
      (rule) =>
        new ListedLine('rule', { group: name, table: 'kube-proxy', rule }, () => {
          return `\t\t${listedRule(rule)}`
        }),
    ),
    plainLine('\t}', name),
  ]
}

function setBlock(set: NamedSet): readonly ListedLine[] {
  const group = `@${set.name}`
  const elements = [...new Map(set.elements.map((each) => [elementText(each), each])).values()]
  const aLine = set.key === 'address' ? 2 : 1
  const ordered = elements.sort(inOrder)
  const texts = elementLines(ordered.map(elementText), aLine)
  return [
    headLine(`\t${set.isMap ? 'map' : 'set'} ${set.name} {`, group),
    plainLine(`\t\ttype ${typeText(set)}`, group),
    plainLine(`\t\tcomment "${set.comment}"`, group),
    ...texts.map((text, index) => {
      const some = ordered.slice(index * aLine, (index + 1) * aLine)
      return new ListedLine('rule', { group, elements: some }, () => text)
    }),
    plainLine('\t}', group),
  ]
}

// Lines after the first stand under its first element.
function elementLines(elements: readonly string[], aLine: number): readonly string[] {
  const lines: string[] = []
  for (let at = 0; at < elements.length; at += aLine) {
    const begin = at === 0 ? '\t\telements = { ' : '\t\t\t     '
    const end = at + aLine < elements.length ? ',' : ' }'
    lines.push(`${begin}${elements.slice(at, at + aLine).join(', ')}${end}`)
  }
  return lines
}

// nft orders elements of one field by its value, and those of several fields by their bytes read
// from the last to the first.
function inOrder(left: SetElement, right: SetElement): number {
  if (left.port === undefined) return (left.address ?? 0) - (right.address ?? 0)
  return (
    swapped(left.port, 2) - swapped(right.port ?? 0, 2) ||
    numberOf(left) - numberOf(right) ||
    swapped(left.address ?? 0, 4) - swapped(right.address ?? 0, 4)
  )
}

// As the kernel numbers them: tcp is 6, udp 17, sctp 132, in the order of our own.
const numberOf = ({ protocol }: SetElement): number => protocolNumber(protocol ?? 'tcp')

function swapped(value: number, bytes: number): number {
  let rest = value
  let result = 0
  for (let index = 0; index < bytes; index++) {
    result = result * 256 + (rest % 256)
    rest = Math.floor(rest / 256)
  }
  return result
}

const priorities: Readonly<Record<string, string>> = {
  'prerouting -110': 'dstnat - 10',
  'prerouting -100': 'dstnat',
  'postrouting 100': 'srcnat',
  'input 0': 'filter',
  'forward 0': 'filter',
  'output 0': 'filter',
}

function hookText({ type, hook, priority }: BaseHook): string {
  const name = priorities[`${hook} ${priority}`] ?? priority
  return `type ${type} hook ${hook} priority ${name}; policy accept;`
}

// What goes in is not what comes out: marks are written in full, and a set of one is no set.
function listedRule(rule: Rule): string {
  const marks = rule.matches.some(({ type }) => type === 'mark') || rule.target?.type === 'mark'
  if (!marks && !hasBlocks(rule) && rule.target?.type !== 'lottery') return nftRuleText(rule)
  const words = [
    ...rule.matches.map(listedMatch),
    ...(rule.target ? [listedTarget(rule.target)] : []),
    ...rule.matches.map((match) => (match.type === 'comment' ? `comment "${match.text}"` : '')),
  ]
  return words.filter((word) => word !== '').join(' ')
}

const hasBlocks = ({ matches }: Rule): boolean => matches.some(({ type }) => type === 'blocks')

const word = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`

function listedMatch(match: Match): string {
  if (match.type === 'mark') {
    return `meta mark & ${word(match.mask)} ${match.not ? '==' : '!='} ${word(0)}`
  }
  if (match.type !== 'blocks') return ''
  const blocks = [...match.blocks].sort((left, right) => left.base - right.base).map(blockText)
  const field = match.side === 'source' ? 'saddr' : 'daddr'
  const [first = ''] = blocks
  const texts = blocks.length === 1 ? first : `{ ${blocks.join(', ')} }`
  return `ip ${field}${match.not ? ' !=' : ''} ${texts}`
}

function listedTarget(target: Target): string {
  if (target.type === 'mark') {
    return `meta mark set meta mark ${target.mask === 0 ? '^' : '|'} ${word(target.value)}`
  }
  return statement(target).replaceAll(' , ', ', ')
}

/** `3h`, `2h59m58s`. */
export function timeText(seconds: number): string {
  const units = [
    ['d', 86_400],
    ['h', 3_600],
    ['m', 60],
    ['s', 1],
  ] as const
  let rest = seconds
  const parts = units.map(([unit, length]) => {
    const count = Math.floor(rest / length)
    rest %= length
    return count === 0 ? '' : `${count}${unit}`
  })
  return parts.join('') || '0s'
}
