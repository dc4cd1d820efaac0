import type { Labels } from '../api/object'
import type { Node } from '../resources'
import type { Taint } from '../resources/node'
import { type Amounts, amountsOf, minus, type PodRequest, plus } from './resources'

/** A node as the scheduler sees it: what it offers, and what is taken of it. */
export interface NodeInfo {
  readonly node: Node
  readonly name: string
  readonly labels: Labels
  readonly taints: readonly Taint[]
  readonly allocatable: Amounts
  /** Sizes of the images on it, in bytes, by each of their names. */
  readonly images: Readonly<Record<string, number>>
  readonly used: Usage
}

/** What the Pods on a node take together. */
export interface Usage {
  readonly pods: number
  readonly amounts: Amounts
  readonly scored: { readonly cpu: number; readonly memory: number }
  readonly ports: readonly string[]
}

/** A node without Pods. */
export const unused: Usage = { pods: 0, amounts: {}, scored: { cpu: 0, memory: 0 }, ports: [] }

const NO_TAINTS: readonly Taint[] = []

/** Reads a node anew; what is taken of it stays. */
export function nodeInfo(node: Node, used: Usage): NodeInfo {
  const images: Record<string, number> = {}
  for (const { names, sizeBytes = 0 } of node.status.images ?? []) {
    for (const name of names) images[name] = sizeBytes
  }
  return {
    node,
    name: node.metadata.name,
    labels: node.metadata.labels ?? {},
    taints: node.spec.taints ?? NO_TAINTS,
    allocatable: amountsOf(node.status.allocatable),
    images,
    used,
  }
}

/** Usage with one more Pod. */
export const taken = (used: Usage, { amounts, scored, ports }: PodRequest): Usage => ({
  pods: used.pods + 1,
  amounts: plus(used.amounts, amounts),
  scored: { cpu: used.scored.cpu + scored.cpu, memory: used.scored.memory + scored.memory },
  ports: ports.length === 0 ? used.ports : [...used.ports, ...ports],
})

/** Usage with one Pod less. */
export function released(used: Usage, { amounts, scored, ports }: PodRequest): Usage {
  const left = [...used.ports]
  for (const port of ports) left.splice(left.indexOf(port), 1)
  return {
    pods: used.pods - 1,
    amounts: minus(used.amounts, amounts),
    scored: { cpu: used.scored.cpu - scored.cpu, memory: used.scored.memory - scored.memory },
    ports: left,
  }
}
