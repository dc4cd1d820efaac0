import type { PacketEnds } from '../../../engine/api/kernel'
import type { Pass, RuleTrace, Step } from '../../../engine/api/trace'
import type { Stop } from '../../store'

/** A step, or one node on its packet's way: where one can stop when walking through a trace. */
export interface TraceStop extends Stop {
  /** The place of its step among all. */
  readonly index: number
}

/** Where one can stop: at every step, and at each node that its packet passes. */
export const stopsOf = (steps: readonly Step[]): readonly TraceStop[] =>
  steps.flatMap((step, index): readonly TraceStop[] => {
    const passes = 'packet' in step ? step.packet.passes : []
    if (passes.length === 0) return [{ step, index, said: messageOf(step) }]
    return passes.map((pass, at) => ({
      step,
      index,
      pass: at,
      said: [`${pass.node}`, ...messageOf(step), ...ruleOf(pass), ...trackedOf(pass)],
    }))
  })

/** What a DNS message says. */
function messageOf(step: Step): readonly string[] {
  if (step.code === 'question') return [`DNS ${step.type} ${step.name}`]
  if (step.code !== 'answer') return []
  const data = step.records.map((record) => `${record.type} ${record.data}`).join(', ')
  return [`DNS ${step.type} ${step.name}`, `${step.rcode} ${data}`.trim()]
}

const decides = (rule: RuleTrace): boolean =>
  rule.matched && /^(dnat|drop|reject|masquerade|snat)$/.test(rule.does ?? '')

/** The rule that decides: the last that sends the packet elsewhere, or stops it. */
function ruleOf({ rules }: Pass): readonly string[] {
  const rule =
    rules.findLast(decides) ?? rules.findLast(({ matched, because }) => matched && because)
  if (!rule) return []
  const { table, chain, number, of, text } = rule
  const short = text.replaceAll(/-m comment --comment "[^"]*" ?/g, '')
  return [`${table} ${chain} ${number}/${of}`, short]
}

const ends = ({ source, sourcePort, destination, destinationPort }: PacketEnds): string =>
  `${source}:${sourcePort} → ${destination}:${destinationPort}`

/** What the node's connection table says of the packet. */
const trackedOf = ({ state, tracked }: Pass): readonly string[] =>
  tracked ? [`conntrack ${state} ${ends(tracked.original)}`, `⇄ ${ends(tracked.reply)}`] : []
