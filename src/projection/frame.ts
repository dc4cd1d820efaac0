import type { ProxyMode, Traffic } from '../engine/api/traffic'
import type { RequestRecord } from '../engine/network/record'
import type { Instant } from '../engine/sim'
import type { LoadNews } from './load'
import type { MadeObject } from './made'
import type { RecordedEvents } from './recorded'
import type { PodSummary, Summary } from './summary'

/** What changed on screen since the last frame. Summaries, never whole objects. */
export interface Frame {
  readonly now: Instant
  /** The furthest instant reached: the right end of the scrubber. */
  readonly end: Instant
  readonly running: boolean
  /** Simulated microseconds a real one, as asked for. */
  readonly speed: number
  /** As reached, when the cluster cannot keep up; else equal to `speed`. */
  readonly reached: number
  /** True when everything known before is void: after a load or a seek. */
  readonly fresh: boolean
  readonly changed: readonly Summary[]
  readonly gone: readonly string[]
  /**
   * Requests that began or went on since the last frame; one record replaces an earlier one of its
   * id.
   */
  readonly requests: readonly RequestRecord[]
  /** Rates, failures and latencies; absent while no second more is over. */
  readonly load?: LoadNews
  /** All that people have made; absent when that is as it was in the last frame. */
  readonly made?: readonly MadeObject[]
  /** Who sends requests at this instant; absent when that is as it was in the last frame. */
  readonly traffic?: readonly Traffic[]
  /**
   * The mode that kube-proxy is configured with; absent when that is as it was in the last frame.
   */
  readonly proxyMode?: ProxyMode
  /** The newest Events, while they are listed; absent when they are as they were. */
  readonly recorded?: RecordedEvents
  /** The newest Events about the thing asked for; absent when they are as they were. */
  readonly recordedAbout?: { readonly id: string; readonly events: RecordedEvents } | undefined
  /** Pods that are sought, also those shown as one; absent when they are as they were. */
  readonly found?: readonly PodSummary[]
  /** Revision of the store: what was read at another may be stale. */
  readonly revision: number
}
