import type { ProxyView, RuleRow, RulesPage } from '../../api/kernel'
import { type ListedLine, modeOf } from '../../kube-proxy'
import type { RuleCounters } from '../../network/counters'
import type { NodeState } from '../../network/node-state'
import { type Asked, placeIn } from './asked'
import { linesOf, viewsOf } from './listing'

/** What is asked of a node's rules. */
export interface RulesAsked extends Asked {
  readonly view: string | undefined
  /** A chain, set or virtual server to go to. */
  readonly group: string | undefined
}

/** A part of what a program prints of a node's rules. */
export function rulesPage(
  node: NodeState,
  asked: RulesAsked,
  { second, proxy }: { readonly second: number; readonly proxy: ProxyView },
): RulesPage {
  const views = viewsOf(node.ruleset)
  const [first = 'iptables'] = views
  const view = views.find((each) => each === asked.view) ?? first
  const lines = linesOf(node, view, second)
  const matching = asked.filter === '' ? undefined : matches(lines, asked.filter)
  const count = matching?.length ?? lines.length
  const lineAt = (place: number) => matching?.[place] ?? place
  const found = asked.group === undefined ? -1 : beginning(lines, asked.group)
  const at = matching ? matching.indexOf(found) : found
  const { offset, end } = placeIn(asked, count, at)
  const counters = node.counters.byRule(node.compiled)
  const rows: RuleRow[] = []
  for (let place = offset; place < end; place++) {
    const number = lineAt(place)
    const line = lines[number]
    if (line) rows.push(rowOf(line, number, counters))
  }
  const mode = modeOf(node.ruleset)
  const page = { mode, views, view, lines: lines.length, matching: count, offset, rows, proxy }
  return at < 0 ? page : { ...page, at }
}

const beginning = (lines: readonly ListedLine[], group: string): number =>
  lines.findIndex(({ kind, subject }) => kind === 'group' && subject.group === group)

// Lines that have the words in them, or are about such a Service; their chains' and tables'
// beginnings stay with them. All words must be there.
function matches(lines: readonly ListedLine[], filter: string): readonly number[] {
  const words = filter.toLowerCase().split(/\s+/)
  const found: number[] = []
  let table = -1
  let group = -1
  const has = (line: ListedLine): boolean => {
    const services = line.reasons.map(({ key }) => `${key.namespace}/${key.name}`)
    const text = `${line.text} ${services.join(' ')}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
  lines.forEach((line, number) => {
    if (line.kind === 'table') table = number
    if (line.kind === 'group') group = number
    if (line.kind === 'rest' || !has(line)) return
    for (const head of [table, group, number]) {
      const isNew = head >= 0 && head > (found.at(-1) ?? -1)
      if (isNew) found.push(head)
    }
  })
  return found
}

function rowOf(line: ListedLine, number: number, counters: RuleCounters): RuleRow {
  const { kind, text, subject, targets, reasons } = line
  const { group, rule, table } = subject
  const [because] = reasons
  return {
    number,
    kind,
    text,
    group,
    targets,
    ...(because && { because }),
    ...(rule && table ? counters(table, group, rule) : undefined),
  }
}
