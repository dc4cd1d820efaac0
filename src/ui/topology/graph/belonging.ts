import type { Picture } from '../../store'
import type { Graph } from './walk'

/**
 * All that belongs to a Service in the picture: who asks it, what stands for it outside, its slices
 * and Pods, and the nodes that have these. Nothing when it is not in the picture.
 */
export function belonging(
  { placed, edges }: Graph,
  asks: Picture['asks'],
  service: string,
): ReadonlySet<string> | undefined {
  if (!placed.has(service)) return undefined
  const found = new Set([service])
  for (const id of found) {
    for (const { from, to, kind } of edges) {
      if (from === id && kind !== 'asks' && kind !== 'misses') found.add(to)
    }
  }
  const before = new Set([service])
  for (const id of before) {
    for (const { from, to, kind } of edges) {
      if (to === id && (kind === 'asks' || kind === 'stands-for')) before.add(from)
    }
  }
  for (const id of before) found.add(id)
  // Who asks a node's port asks the Service that has it.
  for (const [client, ask] of asks) {
    if (ask.service === service) for (const id of [client, ask.from, ask.to]) found.add(id)
  }
  for (const id of [...found]) {
    const frame = placed.get(id)?.inside
    if (frame !== undefined) found.add(frame)
  }
  return found
}
