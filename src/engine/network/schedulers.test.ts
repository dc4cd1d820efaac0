import { describe, expect, it } from 'vitest'
import type { Scheduler } from '../api/proxy'
import type { RealServer } from './ipvs'
import { byMaglev } from './maglev'
import { type Load, next } from './schedulers'
import { hsiphash } from './siphash'

const servers = (...weights: readonly number[]): readonly RealServer[] =>
  weights.map((weight, index) => ({ address: index, port: 80, weight }))

interface Asked {
  readonly weights?: readonly number[]
  readonly last?: number
  readonly source?: number
  readonly sourcePort?: number
  readonly destination?: number
  /** Active and inactive connections of each. */
  /** The places that the destination was given, and when. */
  readonly given?: readonly number[]
  readonly since?: number
  readonly loads?: readonly (readonly [number, number])[]
}

// The place of the server that is chosen.
const chosen = (scheduler: Scheduler, asked: Asked): number | undefined =>
  next(scheduler, {
    sourcePort: asked.sourcePort ?? 40_000,
    given: { places: asked.given ?? [], since: asked.since ?? 0 },
    second: 1,
    servers: servers(...(asked.weights ?? [1, 1, 1])),
    last: asked.last ?? -1,
    source: asked.source ?? 1,
    destination: asked.destination ?? 2,
    load: (): readonly Load[] =>
      (asked.loads ?? []).map(([active, inactive]) => ({ active, inactive })),
  }).server?.address

const loads = (...active: readonly number[]) => active.map((count) => [count, 0] as const)

describe('a virtual server chooses', () => {
  it.each<[string, Scheduler, Asked, number | undefined]>([
    ['rr: the next one', 'rr', { last: 0 }, 1],
    ['rr: after the last the first', 'rr', { last: 2 }, 0],
    ['rr: none of weight 0', 'rr', { weights: [1, 0, 1], last: 0 }, 2],
    ['rr: nobody when all have weight 0', 'rr', { weights: [0, 0, 0] }, undefined],
    ['wrr: as rr, with the weights that kube-proxy gives', 'wrr', { last: 1 }, 2],
    [
      'lc: the fewest active',
      'lc',
      {
        loads: [
          [2, 0],
          [1, 200],
          [3, 0],
        ],
      },
      1,
    ],
    [
      'lc: an active one counts as 256 others',
      'lc',
      {
        loads: [
          [1, 0],
          [0, 255],
          [1, 1],
        ],
      },
      1,
    ],
    [
      'lc: none of weight 0',
      'lc',
      {
        weights: [0, 1, 1],
        loads: [
          [0, 0],
          [2, 0],
          [1, 0],
        ],
      },
      2,
    ],
    [
      'wlc: by weight',
      'wlc',
      {
        weights: [1, 3, 1],
        loads: [
          [2, 0],
          [4, 0],
          [2, 0],
        ],
      },
      1,
    ],
    [
      'sed: the one that would be through first',
      'sed',
      {
        loads: [
          [1, 0],
          [1, 0],
          [0, 9],
        ],
      },
      2,
    ],
    [
      'nq: one that has nothing to do',
      'nq',
      {
        loads: [
          [1, 0],
          [0, 50],
          [0, 0],
        ],
      },
      1,
    ],
    ['lblc: at first as wlc', 'lblc', { loads: loads(2, 0, 1) }, 1],
    ['lblc: then the same one', 'lblc', { given: [2], loads: loads(0, 0, 1) }, 2],
    [
      'lblc: until it has too many, and another none',
      'lblc',
      { given: [2], loads: loads(1, 0, 2) },
      1,
    ],
    ['lblc: not while the others are busy too', 'lblc', { given: [2], loads: loads(1, 1, 9) }, 2],
    [
      'lblcr: the least busy of those it was given',
      'lblcr',
      { given: [0, 2], loads: loads(3, 0, 1) },
      2,
    ],
    [
      'lblcr: one more when these are too busy',
      'lblcr',
      { given: [0, 2], loads: loads(3, 0, 2) },
      1,
    ],
    ['fo: always the first', 'fo', { last: 0, loads: loads(9, 0, 0) }, 0],
    ['ovf: the first that has room', 'ovf', { loads: loads(2, 1, 0) }, 1],
    ['ovf: nobody when all are full', 'ovf', { loads: loads(2, 2, 2) }, undefined],
  ])('%s', (_title, scheduler, asked, wanted) => {
    expect(chosen(scheduler, asked)).toBe(wanted)
  })

  it('lblcr: after a day without a change the busiest is given up', () => {
    const choice = (second: number) =>
      next('lblcr', {
        servers: servers(1, 1, 1),
        last: -1,
        source: 1,
        sourcePort: 2,
        destination: 3,
        load: () => [1, 0, 0].map((active) => ({ active, inactive: 0 })),
        given: { places: [0, 2], since: 10 },
        second,
      })
    expect(choice(86_410).given).toBeUndefined()
    expect(choice(86_411).given).toEqual({ places: [2], since: 86_411 })
  })

  it('mh: by hashes as the kernel makes them', () => {
    expect(hsiphash(0x0af4_0005, 2_654_435_761)).toBe(0xbd36_76fc)
    expect(hsiphash(1, 2_654_446_892)).toBe(0x8210_aad1)
  })

  it('mh: alike, by source and port, and few clients move when a server goes', () => {
    const ports = Array.from({ length: 3_000 }, (_, index) => 32_768 + index)
    const all = servers(1, 1, 1, 1)
    const rest = all.slice(0, 3)
    const before = ports.map((sourcePort) => byMaglev(all, 0x0af4_0005, sourcePort)?.address)
    for (const each of all) {
      const share = before.filter((address) => address === each.address).length
      expect(Math.abs(share - 750)).toBeLessThan(150)
    }
    const moved = ports.filter((sourcePort, index) => {
      const now = byMaglev(rest, 0x0af4_0005, sourcePort)?.address
      return before[index] !== 3 && now !== before[index]
    })
    expect(moved.length).toBeLessThan(300)
    expect(ports.map((port) => byMaglev(all, 0x0af4_0005, port)?.address)).toEqual(before)
  })

  it('sh: by the source alone, and dh: by the destination alone', () => {
    const sources = Array.from({ length: 60 }, (_, source) => source)
    const bySource = sources.map((source) => chosen('sh', { source }))
    expect(sources.map((source) => chosen('sh', { source, last: 1, destination: 9 }))).toEqual(
      bySource,
    )
    expect(new Set(bySource).size).toBe(3)
    expect(new Set(sources.map((source) => chosen('dh', { source }))).size).toBe(1)
  })
})
