import { createContext, useContext } from 'react'
import type { Summary, WorkloadSummary } from '../../../projection/summary'
import { useShared } from '../../store'
import type { Density } from '../layout/sizes'

/** What every vertex needs to know of the picture it stands in. */
export interface PictureSetting {
  readonly density: Density
  readonly narrow: boolean
  /** Labels that some Service selects by. */
  readonly selectorLabels: ReadonlySet<string>
  /** Ports that Services of type NodePort and LoadBalancer open on every node. */
  readonly nodePorts: readonly number[]
  /** Ids of the clients that ask from a place. */
  readonly clientsAt: ReadonlyMap<string, readonly string[]>
  /** Owners whose Pods are shown as one thing. */
  readonly groups: ReadonlyMap<string, WorkloadSummary>
  /** The owner that stands for a Pod. */
  readonly standIns: ReadonlyMap<string, string>
  /** Shows an owner's Pods one by one, of very many some; nothing when they are so already. */
  readonly opening: (owner: string) => (() => void) | undefined
  /** Shows them as one. */
  readonly closing: (owner: string) => void
}

/** The picture around a vertex. */
export const PictureContext = createContext<PictureSetting>({
  density: 'full',
  narrow: false,
  selectorLabels: new Set(),
  nodePorts: [],
  clientsAt: new Map(),
  groups: new Map(),
  standIns: new Map(),
  opening: () => undefined,
  closing: () => undefined,
})

/** The picture around this vertex. */
export const usePicture = (): PictureSetting => useContext(PictureContext)

/** The summary of a vertex; it is drawn again only when that is another. */
export function useSummary<Type extends Summary['type']>(
  type: Type,
  id: string,
): Extract<Summary, { type: Type }> | undefined {
  const found = useShared(({ picture }) => picture.summaries.get(id))
  return found?.type === type ? (found as Extract<Summary, { type: Type }>) : undefined
}

/** Reads out of the summaries what concerns many vertices at once. */
export function settingOf(
  summaries: ReadonlyMap<string, Summary>,
  given: Pick<PictureSetting, 'density' | 'narrow' | 'standIns' | 'opening' | 'closing'>,
): PictureSetting {
  const selectorLabels = new Set<string>()
  const nodePorts = new Set<number>()
  const clientsAt = new Map<string, readonly string[]>()
  const groups = new Map<string, WorkloadSummary>()
  for (const each of summaries.values()) {
    if (each.type === 'workload' && each.grouped) groups.set(each.id, each)
    if (each.type === 'client') {
      clientsAt.set(each.host, [...(clientsAt.get(each.host) ?? []), each.id].sort())
    }
    if (each.type !== 'service') continue
    for (const label in each.selector) selectorLabels.add(label)
    for (const { nodePort } of each.ports) if (nodePort !== undefined) nodePorts.add(nodePort)
  }
  return {
    ...given,
    selectorLabels,
    nodePorts: [...nodePorts].sort((a, b) => a - b),
    clientsAt,
    groups,
  }
}

/** The labels of a Pod that matter now: those that Services select by, else `app`, else any one. */
export function tellingLabels(
  labels: Readonly<Record<string, string>>,
  selectorLabels: ReadonlySet<string>,
): readonly string[] {
  const all = Object.keys(labels).sort()
  const telling = all.filter((label) => selectorLabels.has(label))
  const chosen = telling.length > 0 ? telling : all.filter((label) => label === 'app')
  return (chosen.length > 0 ? chosen : all.slice(0, 1)).map((label) => `${label}=${labels[label]}`)
}
