import { describe, expect, it } from 'vitest'
import type { Scheduler } from '../api/proxy'
import type { RealServer } from './ipvs'
import { type Load, next } from './schedulers'

const servers = (...weights: readonly number[]): readonly RealServer[] =>
  weights.map((weight, index) => ({ address: index, port: 80, weight }))

interface Asked {
  readonly weights?: readonly number[]
  readonly last?: number
  readonly source?: number
  readonly destination?: number
  /** Active and inactive connections of each. */
  readonly loads?: readonly (readonly [number, number])[]
}

// The place of the server that is chosen.
const chosen = (scheduler: Scheduler, asked: Asked): number | undefined =>
  next(scheduler, {
    servers: servers(...(asked.weights ?? [1, 1, 1])),
    last: asked.last ?? -1,
    source: asked.source ?? 1,
    destination: asked.destination ?? 2,
    load: (): readonly Load[] =>
      (asked.loads ?? []).map(([active, inactive]) => ({ active, inactive })),
  })?.address

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
  ])('%s', (_title, scheduler, asked, wanted) => {
    expect(chosen(scheduler, asked)).toBe(wanted)
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
