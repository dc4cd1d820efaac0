import type { Question, ResourceRecord } from '../../../api/dns'
import { normal, SetupError } from '../plugin'
import { checkedPattern, type Matching, matchingOf, replacedBy } from './matching'

/** Changes a record on its way back. */
export type Reversal = (record: ResourceRecord) => ResourceRecord

/** One rule of `rewrite`: what it makes of a question, and how that is taken back. */
export interface RewriteRule {
  readonly isLast: boolean
  apply(
    question: Question,
  ): { readonly question: Question; readonly reversals: readonly Reversal[] } | undefined
}

const KINDS = ['exact', 'prefix', 'suffix', 'substring', 'regex']

/** Reads a rule from its words (plugin/rewrite, newRule). */
export function ruleOf(args: readonly string[]): RewriteRule {
  const [first = ''] = args
  const mode = first.toLowerCase()
  const hasMode = mode === 'continue' || mode === 'stop'
  if (hasMode && args.length < 2) {
    throw new SetupError(`${mode} rule must begin with a rule type`)
  }
  const isLast = mode !== 'continue'
  const [type = '', ...rest] = hasMode ? args.slice(1) : args
  switch (type.toLowerCase()) {
    case 'answer':
      throw new SetupError('response rewrites must begin with a name rule')
    case 'name':
      return nameRule(isLast, rest)
    case 'ttl':
      return ttlRule(isLast, rest)
    case 'type':
    case 'class':
      if (rest.length === 2) return wordRule(isLast, type.toLowerCase(), rest)
      throw new SetupError(`${type.toLowerCase()} rules must have exactly two arguments`)
    // What a question says besides its name has no bearing on anything in this cluster.
    case 'edns0':
      return { isLast, apply: () => undefined }
    default:
      throw new SetupError(`invalid rule type ${JSON.stringify(first)}`)
  }
}

function wordRule(
  isLast: boolean,
  field: string,
  [from = '', to = '']: readonly string[],
): RewriteRule {
  const [own, other] = [from.toUpperCase(), to.toUpperCase()]
  return {
    isLast,
    apply(question) {
      const value = field === 'type' ? question.type : (question.class ?? 'IN')
      if (value !== own) return undefined
      return { question: { ...question, [field]: other }, reversals: [] }
    },
  }
}

function nameRule(isLast: boolean, args: readonly string[]): RewriteRule {
  if (args.length < 2) throw new SetupError('too few arguments for a name rule')
  const [kind = '', from = '', to = '', ...answers] = args.length === 2 ? ['exact', ...args] : args
  const lower = kind.toLowerCase()
  const matching = matchingOf(lower, from, to)
  if (!matching) {
    throw new SetupError(
      'name rule supports only exact, prefix, suffix, substring, and regex name matching, ' +
        `received: ${lower}`,
    )
  }
  const { isAuto, reversals } = answerRules(lower, answers)
  const hasSuffix = lower === 'suffix' && isAuto
  const own = hasSuffix ? bothWays(suffixed(normal(to), normal(from))) : []
  return {
    isLast,
    apply(question) {
      const name = question.name.toLowerCase()
      const renamed = matching.renamed(name)
      if (renamed === undefined) return undefined
      const isTakenBack = lower === 'exact' || (isAuto && !hasSuffix)
      const back = isTakenBack ? bothWays(remapped(renamed, name)) : own
      return { question: { ...question, name: renamed }, reversals: [...back, ...reversals] }
    },
  }
}

type Renaming = (name: string) => string

const suffixed =
  (suffix: string, replacement: string): Renaming =>
  (name) =>
    name.endsWith(suffix) ? name.slice(0, -suffix.length) + replacement : name

const remapped =
  (from: string, to: string): Renaming =>
  (name) =>
    name === from || name.endsWith(`.${from}`) ? name.slice(0, -from.length) + to : name

const owner =
  (renaming: Renaming): Reversal =>
  (record) => ({ ...record, name: renaming(record.name) })

const TARGETS: Readonly<Record<string, number>> = { CNAME: 0, NS: 0, DNAME: 0, MX: 1, SRV: 3 }

// The name that a record leads to is one of the words of its data.
const target =
  (renaming: Renaming): Reversal =>
  (record) => {
    const place = TARGETS[record.type]
    if (place === undefined) return record
    const words = record.data.split(' ')
    const data = words.map((word, index) => (index === place ? renaming(word) : word)).join(' ')
    return data === record.data ? record : { ...record, data }
  }

const bothWays = (renaming: Renaming): readonly Reversal[] => [owner(renaming), target(renaming)]

interface AnswerRules {
  readonly isAuto: boolean
  readonly reversals: readonly Reversal[]
}

function answerRules(kind: string, args: readonly string[]): AnswerRules {
  if (args.length === 0) return { isAuto: false, reversals: [] }
  if (args.length < 2) throw new SetupError(`invalid arguments for ${kind} rule`)
  let isAuto = false
  const reversals: Reversal[] = []
  for (let at = 0; at < args.length; ) {
    if (at === 0 && args[at] !== 'answer') {
      const why = 'exceeded the number of arguments for a non-answer rule argument'
      throw new SetupError(`${why} for ${kind} rule`)
    }
    if (args[at] === 'answer') at++
    const type = args[at++]
    if (type === undefined) throw new SetupError(`type missing for answer rule for ${kind} rule`)
    if (type === 'auto') {
      isAuto = true
      continue
    }
    if (type !== 'name' && type !== 'value') {
      throw new SetupError(`invalid type ${JSON.stringify(type)} for answer rule for ${kind} rule`)
    }
    const [from, to] = [args[at], args[at + 1]]
    if (from === undefined || to === undefined) {
      throw new SetupError(`${type} answer rule for ${kind} rule: 2 arguments required`)
    }
    at += 2
    const pattern = checkedPattern(from, to)
    const renaming: Renaming = (name) => replacedBy(pattern, normal(to), name) ?? name
    reversals.push(type === 'name' ? owner(renaming) : target(renaming))
  }
  return { isAuto, reversals }
}

function ttlRule(isLast: boolean, args: readonly string[]): RewriteRule {
  if (args.length < 2) throw new SetupError(`too few (${args.length}) arguments for a ttl rule`)
  if (args.length > 3) throw new SetupError('many few arguments for a ttl rule')
  const [kind = '', from = '', text = ''] = args.length === 2 ? ['exact', ...args] : args
  const range = rangeOf(text)
  if (!range) throw new SetupError(`invalid TTL '${text}' for a ttl rule`)
  const lower = kind.toLowerCase()
  const matching = KINDS.includes(lower) ? matchingOf(lower, from, '') : undefined
  if (!matching) {
    throw new SetupError(
      'ttl rule supports only exact, prefix, suffix, substring, and regex name matching',
    )
  }
  return { isLast, apply: (question) => limited(question, matching, range) }
}

type Range = readonly [least: number, most: number]

function limited(question: Question, matching: Matching, [least, most]: Range) {
  if (matching.renamed(question.name.toLowerCase()) === undefined) return undefined
  const reversal: Reversal = (record) => ({
    ...record,
    ttl: Math.min(Math.max(record.ttl, least), most),
  })
  return { question, reversals: [reversal] }
}

const MOST_SECONDS = 2_147_483_647

// `30`, `30-300`, `-300` or `30-`.
function rangeOf(text: string): Range | undefined {
  if (/^\d+$/.test(text)) return [Number(text), Number(text)]
  const [, least, most] = /^(\d*)-(\d*)$/.exec(text) ?? []
  if (least === undefined || most === undefined || (least === '' && most === '')) return undefined
  const range = [Number(least), most === '' ? MOST_SECONDS : Number(most)] as const
  return range[0] <= range[1] ? range : undefined
}
