import type { Traffic } from '../engine/api/traffic'
import type { RequestRecord } from '../engine/network/record'
import { hostOf } from './client'
import { projectionLimits } from './limits'
import { sourceOf } from './tally'

/**
 * The requests that a screen shows: those of clients and of programs in Pods, the latest if
 * there are too many. What a node asks of its own accord are its kubelet's probes: they would
 * hide all else.
 */
export function shownRequests(
  records: Iterable<RequestRecord>,
  traffic: readonly Traffic[],
): readonly RequestRecord[] {
  const sources = new Set(traffic.map((each) => sourceOf(hostOf(each), each.url)))
  const isShown = ({ client, url }: RequestRecord): boolean =>
    !client.startsWith('node/') || sources.has(sourceOf(client, url))
  return [...records].filter(isShown).slice(-projectionLimits.requestsAFrame)
}
