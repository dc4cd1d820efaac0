import type { PodPage } from '../../projection/summary'

/** As many are told at a time: `projectionLimits.podsAPage`. */
const podsAPage = 60

/** A page in words, and where those before and after it begin. */
export function pagesOf({ from, pods, matching: all }: PodPage): {
  readonly from: number
  readonly to: number
  readonly all: number
  readonly earlier: number | undefined
  readonly later: number | undefined
} {
  const to = from + pods
  return {
    from: pods === 0 ? 0 : from + 1,
    to,
    all,
    earlier: from > 0 ? Math.max(0, from - podsAPage) : undefined,
    later: to < all ? to : undefined,
  }
}
