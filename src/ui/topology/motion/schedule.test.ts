import { describe, expect, it } from 'vitest'
import type { RequestRecord } from '../../store'
import {
  crowdOf,
  isDrawn,
  lastsFor,
  leastPerTrip,
  lingers,
  momentOf,
  phasesOf,
  sampling,
} from './schedule'

type Leg = RequestRecord['legs'][number]

const client = 'pod/default/client'
const pod = 'pod/default/web-d7cc9dd96-8gxnr'
const leg = (left: number, due: number, what: Leg['what'] = 'request'): Leg => ({
  ...(what === 'response' ? { from: pod, to: client } : { from: client, to: pod }),
  left,
  due,
  what,
})
const record = (legs: readonly Leg[], more: Partial<RequestRecord> = {}): RequestRecord => ({
  id: 1,
  client,
  url: 'http://web-svc',
  started: 1_000,
  legs,
  ...more,
})
const quick = record([leg(1_000, 1_200), leg(1_400, 1_700, 'response')], {
  ended: 1_700,
  outcome: 'ok',
})

describe('a request that took microseconds', () => {
  const phases = phasesOf(quick)
  const [there, back] = phases

  it('is drawn trip after trip, each long enough to follow', () => {
    for (const [index, { begin, end }] of phases.entries()) {
      expect(end - begin).toBeGreaterThanOrEqual(leastPerTrip)
      expect(begin).toBeGreaterThanOrEqual(phases[index - 1]?.end ?? 0)
    }
    expect(phases).toHaveLength(2)
  })

  it('is half way along its first trip after half of it', () => {
    const moment = momentOf(quick, phases, (there?.end ?? 0) / 2)
    expect(moment?.trip.places).toEqual([client, pod])
    expect(moment?.part).toBeCloseTo(0.5)
  })

  it('waits between two trips where the first one ended, as long as it really did', () => {
    expect((back?.begin ?? 0) - (there?.end ?? 0)).toBe(200)
    expect(momentOf(quick, phases, (there?.end ?? 0) + 100)).toMatchObject({
      trip: there?.trip,
      part: 1,
    })
  })

  it('is not there before it began, nor after its answer came', () => {
    expect(momentOf(quick, phases, -1)).toBeUndefined()
    expect(momentOf(quick, phases, (back?.end ?? 0) + 1)).toBeUndefined()
  })
})

describe('a request that was lost', () => {
  const lost = record([leg(1_000, 1_200, 'lost')], { ended: 5_001_000, outcome: 'timeout' })
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

  it.each([1, 2, 3, 8])('are as many as is said, of each of %d clients in turn', (turns) => {
    for (const every of [1, 2, 4, 32]) {
      const own = Array.from({ length: 3_200 }, (_, index) => 7 + turns * index)
      const part = own.filter((id) => isDrawn(id, every)).length / own.length
      expect(part * every).toBeGreaterThan(0.9)
      expect(part * every).toBeLessThan(1.1)
      expect(own.every((id) => !isDrawn(id, 2 * every) || isDrawn(id, every))).toBe(true)
    }
  })

  it('are counted with those that are forgotten already', () => {
    expect(crowdOf(1_500, 3_000_000, 750_000)).toBe(6_000)
    expect(crowdOf(1_500, 3_000_000, 4_000_000)).toBe(1_500)
  })
})
