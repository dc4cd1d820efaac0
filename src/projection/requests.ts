import type { RequestRecord } from '../engine/network/record'
import { projectionLimits } from './limits'

/**
 * The requests that a screen shows: those of clients and of programs in Pods, the latest if
 * there are too many. What a node asks of its own accord are its kubelet's probes: they would
 * hide all else.
 */
export function shownRequests(records: Iterable<RequestRecord>): readonly RequestRecord[] {
  const isShown = ({ client, traffic }: RequestRecord): boolean =>
    traffic !== undefined || !client.startsWith('node/')
  return [...records].filter(isShown).slice(-projectionLimits.requestsAFrame)
}
