import { podStates } from './grouping'
import { nodeId } from './node'
import type { PodGroup, PodState, PodSummary } from './summary'

/** The Pods of one workload, counted as they come, change and go. */
export class Crew {
  private readonly members = new Map<string, PodSummary>()
  private readonly states = new Map<PodState, number>()
  private readonly nodes = new Map<string, number>()
  private sorted: readonly string[] | undefined
  private group: PodGroup | undefined

  get size(): number {
    return this.members.size
  }
  /** One that the others are like. */
  get first(): PodSummary | undefined {
    return this.members.values().next().value
  }
  get(id: string): PodSummary | undefined {
    return this.members.get(id)
  }

  /** Takes a Pod in, in the place of what was known of it. */
  put(pod: PodSummary): void {
    const before = this.members.get(pod.id)
    if (before) this.count(before, -1)
    else this.sorted = undefined
    this.members.set(pod.id, pod)
    this.count(pod, 1)
  }
  remove(id: string): void {
    const before = this.members.get(id)
    if (!before) return
    this.members.delete(id)
    this.sorted = undefined
    this.count(before, -1)
  }

  /** By name. */
  inOrder(): readonly PodSummary[] {
    this.sorted ??= [...this.members.keys()].sort()
    return this.sorted.flatMap((id) => this.members.get(id) ?? [])
  }

  /** All of them as one; the same value while it says the same. */
  asOne(): PodGroup {
    this.group ??= {
      pods: this.size,
      states: Object.fromEntries(podStates.flatMap((state) => entryOf(this.states, state))),
      nodes: Object.fromEntries(
        [...this.nodes.keys()].sort().flatMap((id) => entryOf(this.nodes, id)),
      ),
    }
    return this.group
  }

  private count({ state, node }: PodSummary, by: 1 | -1): void {
    this.group = undefined
    change(this.states, state, by)
    if (node !== undefined) change(this.nodes, nodeId(node), by)
  }
}

function change<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  const count = (counts.get(key) ?? 0) + by
  if (count > 0) counts.set(key, count)
  else counts.delete(key)
}

const entryOf = <Key>(counts: ReadonlyMap<Key, number>, key: Key) => {
  const count = counts.get(key)
  return count === undefined ? [] : [[key, count] as const]
}
