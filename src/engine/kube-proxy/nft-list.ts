import { addressText } from '../api/address'
import { protocolNumber } from '../network/packet'
import type {
  BaseHook,
  Match,
  NamedSet,
  NftTable,
  Rule,
  SetElement,
  Target,
} from '../network/rules'
import {
  affinities,
  blockText,
  chainsOf,
  elementText,
  nftRuleText,
  statement,
  typeText,
} from './nft-script'

/** What packets have put into a set, and for how many seconds each stays. */
export type Remembered = (
  list: string,
) => readonly { readonly address: number; readonly seconds: number }[]

/** A node's table as `nft list ruleset` prints it. */
export function nftList(table: NftTable, remembered: Remembered = () => []): string {
  const chains = chainsOf(table)
  const blocks = [
    ...Array.from(table.sets.entries(), ([, set]) => setBlock(set)),
    ...affinities(chains).map(({ list, seconds }) => [
      `set ${list} {`,
      '\ttype ipv4_addr',
      '\tsize 65535',
      '\tflags dynamic,timeout',
      `\ttimeout ${timeText(seconds)}`,
      ...elementLines(
        remembered(list).map(
          (each) => `${addressText(each.address)} expires ${timeText(each.seconds)}`,
        ),
        2,
      ),
      '}',
    ]),
    ...chains.map(({ name, hook, comment, rules }) => [
      `chain ${name} {`,
      ...(comment === undefined ? [] : [`\tcomment "${comment}"`]),
      ...(hook ? [`\t${hookText(hook)}`] : []),
      ...rules.map((rule) => `\t${listedRule(rule)}`),
      '}',
    ]),
  ]
  const body = blocks.map((lines) => lines.map((line) => `\t${line}\n`).join('')).join('\n')
  return `table ip ${table.name} {\n\tcomment "${table.comment}"\n${body}}\n`
}

function setBlock(set: NamedSet): readonly string[] {
  const elements = [...new Map(set.elements.map((each) => [elementText(each), each])).values()]
  return [
    `${set.isMap ? 'map' : 'set'} ${set.name} {`,
    `\ttype ${typeText(set)}`,
    `\tcomment "${set.comment}"`,
    ...elementLines(elements.sort(inOrder).map(elementText), set.key === 'address' ? 2 : 1),
    '}',
  ]
}

// Lines after the first stand under its first element.
function elementLines(elements: readonly string[], aLine: number): readonly string[] {
  if (elements.length === 0) return []
  const lines: string[] = []
  for (let at = 0; at < elements.length; at += aLine) {
    lines.push(elements.slice(at, at + aLine).join(', '))
  }
  const whole = lines.join(',\n\t\t\t     ')
  return [`\telements = { ${whole} }`]
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
