import { describe, expect, it } from 'vitest'
import type { RequestRecord } from '../../store'
import { blank } from '../../store/picture'
import { trackOf } from '../ways/curve'
import { dotAt } from './dot-at'
import type { Tracks } from './tracks'

const request = (id: number, started: number): RequestRecord => ({
  id,
  client: 'pod/default/client',
  url: 'http://web',
  started,
  legs: [
    {
      from: 'pod/default/client',
      to: 'service/default/web',
      left: started,
      due: started,
      what: 'request',
    },
  ],
})
const point = (x: number) => ({ x, y: 0 })
const tracks: Tracks = {
  of: () => trackOf([[point(0), point(200), point(400), point(600)]]),
  isAside: () => false,
  room: 300,
}
const scene = (view: { x: number; y: number; zoom: number }, now: number) => ({
  picture: {
    ...blank,
    requests: new Map([request(1, 0), request(2, 300_000)].map((each) => [each.id, each])),
  },
  now,
  view,
  width: 800,
  height: 600,
  ratio: 1,
  tracks,
})

describe('the dot at a place', () => {
  const here = scene({ x: 100, y: 50, zoom: 0.5 }, 300_000)

  it('is the nearest request that is on its way there', () => {
    // The first is half way, 300 along its way; the second has just begun.
    expect(dotAt(here, { x: 252, y: 53, reach: 12 })).toBe(1)
    expect(dotAt(here, { x: 100, y: 50, reach: 12 })).toBe(2)
  })

  it('is none where there is none', () => {
    expect(dotAt(here, { x: 180, y: 50, reach: 12 })).toBeUndefined()
    expect(dotAt(here, { x: 250, y: 56, reach: 5 })).toBeUndefined()
  })
})
