import { describe, expect, it } from 'vitest'
import type { RequestRecord } from '../../store'
import { lastsFor, leastPerLeg, lingers, momentOf, phasesOf, sampling } from './schedule'

type Leg = RequestRecord['legs'][number]

const leg = (left: number, due: number, what: Leg['what'] = 'request'): Leg => ({
  from: 'pod/default/client',
  to: 'service/default/web-svc',
  left,
  due,
  what,
})
const record = (legs: readonly Leg[], more: Partial<RequestRecord> = {}): RequestRecord => ({
  id: 1,
  client: 'pod/default/client',
  url: 'http://web-svc',
  started: 1_000,
  legs,
  ...more,
})
const quick = record([leg(1_000, 1_200), leg(1_200, 1_300), leg(1_400, 1_700, 'response')], {
  ended: 1_700,
  outcome: 'ok',
})

describe('a request that took microseconds', () => {
  const phases = phasesOf(quick)

  it('is drawn leg after leg, each long enough to follow', () => {
    for (const [index, { begin, end }] of phases.entries()) {
      expect(end - begin).toBeGreaterThanOrEqual(leastPerLeg)
      expect(begin).toBeGreaterThanOrEqual(phases[index - 1]?.end ?? 0)
    }
  })

  it('is drawn over its teaching time, not over more', () => {
    expect(phases.at(-1)?.end).toBeCloseTo(1_200_000, -1)
  })

  it('is half way along its first leg after half of that leg', () => {
    const [first] = phases
    const moment = momentOf(quick, phases, (first?.end ?? 0) / 2)
    expect(moment?.leg).toBe(quick.legs[0])
    expect(moment?.part).toBeCloseTo(0.5)
  })

  it('waits between two legs where the first one ended', () => {
    const [, second, third] = phases
    const between = ((second?.end ?? 0) + (third?.begin ?? 0)) / 2
    expect(momentOf(quick, phases, between)).toMatchObject({ leg: quick.legs[1], part: 1 })
  })

  it('is not there before it began, nor after its answer came', () => {
    expect(momentOf(quick, phases, -1)).toBeUndefined()
    expect(momentOf(quick, phases, 1_300_000)).toBeUndefined()
  })
})

describe('a request that was lost', () => {
  const lost = record([leg(1_000, 1_200), leg(1_200, 1_300, 'lost')], {
    ended: 5_001_000,
    outcome: 'timeout',
  })
  const phases = phasesOf(lost)

  it('fades where it was dropped, long before the client gives up', () => {
    const end = phases.at(-1)?.end ?? 0
    expect(momentOf(lost, phases, end + lingers * 0.8)?.strength).toBeLessThan(0.5)
    expect(momentOf(lost, phases, end + lingers)).toBeUndefined()
    expect(lastsFor(phases)).toBeLessThan(2_500_000)
  })
})

describe('a request under way', () => {
  it('waits where it is', () => {
    const under = record([leg(1_000, 1_200)])
    expect(momentOf(under, phasesOf(under), 9_000_000)).toMatchObject({ part: 1, strength: 1 })
  })
})

describe('more requests than can be drawn', () => {
  it('are thinned by powers of two, so that those drawn stay', () => {
    expect([10, 300, 301, 700, 5_000].map((count) => sampling(count))).toEqual([1, 1, 2, 4, 32])
  })
})
