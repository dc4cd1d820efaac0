import type { RequestRecord } from '../engine/network/record'
import { projectionLimits } from './limits'

/**
 * The requests that a screen shows: those of clients and of programs, the latest if there are too
 * many. What a node asks of its own accord are its kubelet's probes: they would hide all else.
 */
export function shownRequests(records: Iterable<RequestRecord>): readonly RequestRecord[] {
  return [...records].filter(({ isProbe }) => !isProbe).slice(-projectionLimits.requestsAFrame)
}
