import type { Changes, ProxyStatus } from '../api/proxy'
import type { Reader } from '../apiserver/reader'
import type { Instant } from '../sim'

/** What a kube-proxy has done when it has seen what there is, and written nothing. */
export const nothingDone = (reader: Reader, now: Instant): ProxyStatus => ({
  syncedAt: now,
  fullySyncedAt: now,
  queuedAt: undefined,
  syncs: 0,
  fullSyncs: 0,
  services: { total: reader.list('Service').length, pending: 0 },
  endpoints: { total: reader.list('EndpointSlice').length, pending: 0 },
})

/** The same after changes have come. */
export const queued = (
  status: ProxyStatus,
  count: { readonly services: number; readonly endpoints: number },
  now: Instant,
): ProxyStatus => ({
  ...status,
  queuedAt: status.queuedAt ?? now,
  services: more(status.services, count.services),
  endpoints: more(status.endpoints, count.endpoints),
})

const more = ({ total, pending }: Changes, count: number): Changes => ({
  total: total + count,
  pending: pending + count,
})

/** The same after everything that has changed is written. */
export const synced = (status: ProxyStatus, now: Instant, isWhole: boolean): ProxyStatus => ({
  ...status,
  syncedAt: now,
  fullySyncedAt: isWhole ? now : status.fullySyncedAt,
  queuedAt: undefined,
  syncs: status.syncs + 1,
  fullSyncs: status.fullSyncs + (isWhole ? 1 : 0),
  services: { ...status.services, pending: 0 },
  endpoints: { ...status.endpoints, pending: 0 },
})
