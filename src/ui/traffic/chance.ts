/** How many of some requests may come to one Pod by chance alone: from, and to. */
export interface Band {
  readonly least: number
  readonly most: number
}

/**
 * The band in which the counts of all Pods lie in at least 95 of 100 cases, when each request goes
 * to any of `among` Pods alike. Exact: the quantiles of the binomial distribution, with the
 * remaining 5 % shared out among the Pods and both sides (Bonferroni).
 */
export function chanceBand(requests: number, among: number, outside = 0.05): Band {
  if (among <= 1) return { least: requests, most: requests }
  const { first, weights } = binomial(requests, 1 / among)
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const tail = (all * outside) / (2 * among)
  const below = passed(weights, tail)
  const above = passed(weights.toReversed(), tail)
  return { least: first + below, most: first + weights.length - 1 - above }
}

/** How many weights one may pass over before they come to more than `tail`. */
function passed(weights: readonly number[], tail: number): number {
  let sum = 0
  const found = weights.findIndex((weight) => {
    sum += weight
    return sum > tail
  })
  return Math.max(0, found)
}

/** Too small to matter, beside the largest. */
const negligible = 1e-18

/**
 * Each count's probability in proportion to that of the likeliest, from where they begin to matter.
 * Neighbours differ by a plain factor, so that nothing overflows however many there are.
 */
function binomial(trials: number, chance: number) {
  const likeliest = Math.floor((trials + 1) * chance)
  const odds = chance / (1 - chance)
  const down: number[] = []
  for (let count = likeliest, weight = 1; count > 0 && weight > negligible; count--) {
    weight *= count / (trials - count + 1) / odds
    down.push(weight)
  }
  const up: number[] = []
  for (let count = likeliest, weight = 1; count < trials && weight > negligible; count++) {
    weight *= ((trials - count) / (count + 1)) * odds
    up.push(weight)
  }
  return { first: likeliest - down.length, weights: [...down.reverse(), 1, ...up] }
}

/** What there is to say of how requests are shared out. */
export type Verdict = 'nothing' | 'one' | 'few' | 'changed' | 'within' | 'beyond'

/** How requests were shared out among the Pods that could have had them. */
export interface Sharing {
  readonly verdict: Verdict
  readonly requests: number
  readonly among: number
  readonly band: Band
}

/** Judges the counts of the Pods. */
export function judge({
  counts,
  others = 0,
  among = counts.length,
  hasGone = false,
}: {
  readonly counts: readonly number[]
  /** Requests to Pods of which there are no single counts. */
  readonly others?: number
  /** How many Pods there are, when that is more than there are counts. */
  readonly among?: number
  /** Whether one of the Pods is no endpoint any more. */
  readonly hasGone?: boolean
}): Sharing {
  const requests = counts.reduce((sum, count) => sum + count, others)
  const band = chanceBand(requests, among)
  const verdict = (): Verdict => {
    if (requests === 0) return 'nothing'
    if (hasGone) return 'changed'
    if (among <= 1) return 'one'
    if (band.least === 0 && band.most === requests) return 'few'
    return counts.every((count) => count >= band.least && count <= band.most) ? 'within' : 'beyond'
  }
  return { verdict: verdict(), requests, among, band }
}
