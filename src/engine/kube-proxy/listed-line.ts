import type { LineKind } from '../api/kernel'
import type { FieldRef } from '../api/object'
import type { TableName } from '../network/compiled'
import type { Rule, SetElement, Target } from '../network/rules'

/** What a line that a program prints is about. */
export interface LineSubject {
  /** The chain, set or virtual server that it belongs to; sets begin with `@`. */
  readonly group: string
  /** The rule that it prints, and the table that counts what the rule has matched. */
  readonly rule?: Rule
  readonly table?: TableName
  /** Elements of a set that it prints. */
  readonly elements?: readonly SetElement[]
  readonly because?: FieldRef | undefined
}

/** A line of what a program prints, and what it is about. It is printed when somebody looks. */
export class ListedLine {
  private made: string | undefined

  constructor(
    readonly kind: LineKind,
    readonly subject: LineSubject,
    private readonly print: () => string,
  ) {}

  get text(): string {
    this.made ??= this.print()
    return this.made
  }

  /** The fields that are why it is there. */
  get reasons(): readonly FieldRef[] {
    const { rule, elements = [], because } = this.subject
    return [because, rule?.because, ...elements.map((each) => each.because)].filter(
      (each) => each !== undefined,
    )
  }

  /** Chains and sets that it leads to. */
  get targets(): readonly string[] {
    const { rule, elements = [] } = this.subject
    const named = (rule?.matches ?? []).flatMap((match): readonly string[] => {
      if (match.type === 'set') return [`@${match.set}`]
      return match.type === 'recent-check' && rule ? setOf(match.list, this.subject) : []
    })
    const verdicts = elements.flatMap(({ verdict }) => (verdict ? [verdict] : []))
    const targets = rule?.target ? [rule.target, ...verdicts] : verdicts
    return [...named, ...targets.flatMap(placesOf)]
  }
}

// `recent` lists of iptables are printed nowhere.
const setOf = (list: string, { table }: LineSubject): readonly string[] =>
  table === 'kube-proxy' ? [`@${list}`] : []

function placesOf(target: Target): readonly string[] {
  switch (target.type) {
    case 'jump':
    case 'goto':
      return [target.chain]
    case 'lottery':
      return target.chains
    case 'vmap':
      return [`@${target.map}`]
    default:
      return []
  }
}

/** A line without anything behind it. */
export const plainLine = (text: string, group = ''): ListedLine =>
  new ListedLine('rest', { group }, () => text)

/** The line that a chain, a set or a virtual server begins with. */
export const headLine = (text: string, group: string, because?: FieldRef): ListedLine =>
  new ListedLine('group', { group, because }, () => text)
