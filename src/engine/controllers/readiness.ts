import type { Pod } from '../resources'
import { parseTimestamp } from '../sim'
import type { ReconcileContext } from './controller'

// The functions here are asked about every Pod of a set in every run, so they look with plain
// loops.

/** Whether a Pod has ended for good. */
export const isTerminal = ({ status }: Pod): boolean =>
  status.phase === 'Succeeded' || status.phase === 'Failed'

/** Whether a Pod counts for its workload: neither ended nor on its way out. */
export const isActive = (pod: Pod): boolean =>
  pod.metadata.deletionTimestamp === undefined && !isTerminal(pod)

/** Whether a Pod is Ready. */
export function isReady({ status }: Pod): boolean {
  const { conditions } = status
  if (conditions === undefined) return false
  for (const condition of conditions) {
    if (condition.type === 'Ready') return condition.status === 'True'
  }
  return false
}

/** Unix seconds since when a Pod is Ready; undefined when it is not. */
export function readySince({ status }: Pod): number | undefined {
  const condition = status.conditions?.find(({ type }) => type === 'Ready')
  if (condition?.status !== 'True') return undefined
  return parseTimestamp(condition.lastTransitionTime ?? '')
}

/** The present moment in Unix seconds, with its fraction. */
export const unixSeconds = ({ epoch, now }: ReconcileContext): number => epoch + now / 1_000_000

/** Unix seconds from which on a Pod counts as available; undefined when it is not Ready. */
export function availableFrom(pod: Pod, minReadySeconds: number): number | undefined {
  if (!isReady(pod)) return undefined
  if (minReadySeconds === 0) return 0
  const since = readySince(pod)
  return since === undefined ? undefined : since + minReadySeconds
}
