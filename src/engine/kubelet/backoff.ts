import type { Instant } from '../sim'
import type { BackOff } from './memory'
import { timings } from './timings'

/** Nothing has failed yet. */
export const noBackOff: BackOff = { delay: 0, since: 0 }

const { first, most, forgottenAfter } = timings.backOff

const isForgotten = ({ since }: BackOff, at: Instant): boolean => at - since > forgottenAfter

/** When something that failed at `failed` may be tried again (client-go's flowcontrol.Backoff). */
export const retryAt = (backOff: BackOff, failed: Instant): Instant =>
  isForgotten(backOff, failed) ? failed : failed + backOff.delay

/**
 * The back-off after one more try: ten seconds, then twice as long each time, up to five minutes.
 */
export function lengthened(backOff: BackOff, failed: Instant, now: Instant): BackOff {
  const fresh = backOff.delay === 0 || isForgotten(backOff, failed)
  return { delay: fresh ? first : Math.min(backOff.delay * 2, most), since: now }
}

/** `10s`, `1m20s`: a duration as Go prints it, to the millisecond. */
export function goDuration(micros: number): string {
  const millis = Math.floor(micros / 1_000)
  if (millis < 1_000) return millis === 0 ? '0s' : `${millis}ms`
  const minutes = Math.floor(millis / 60_000)
  const seconds = `${(millis % 60_000) / 1_000}s`
  if (minutes < 60) return minutes === 0 ? seconds : `${minutes}m${seconds}`
  return `${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}`
}
