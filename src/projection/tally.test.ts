import { describe, expect, it } from 'vitest'
import type { RequestRecord } from '../engine/network/record'
import { laptopSource, sourceOf, Tally } from './tally'

const source = sourceOf('client', 'pod/default/client', 'http://web')
const begun = (id: number, started: number): RequestRecord => ({
  id,
  client: 'pod/default/client',
  traffic: 'client',
  url: 'http://web',
  started,
  legs: [],
})
const done = (id: number, started: number, ended: number, server = 'a'): RequestRecord => ({
  ...begun(id, started),
  ended,
  outcome: 'ok',
  server,
})
const refused = (id: number, started: number, ended: number): RequestRecord => ({
  ...begun(id, started),
  ended,
  outcome: 'refused',
})
const told = (...records: readonly RequestRecord[]) => {
  const tally = new Tally()
  for (const record of records) tally.record(record)
  return tally
}
const story = [
  begun(1, 10),
  done(1, 10, 20),
  begun(2, 25),
  refused(2, 25, 40),
  begun(3, 50),
  done(3, 50, 60, 'b'),
]

describe('the counts', () => {
  it('add up what became of the requests', () => {
    expect(told(...story).count(source)).toEqual({
      sent: 3,
      outcomes: { ok: 2, refused: 1 },
      servers: { a: 1, b: 1 },
      failure: { outcome: 'refused', at: 40 },
    })
    expect(told(...story).count('elsewhere').sent).toBe(0)
  })

  it('tell two clients apart that ask from one place for the same', () => {
    const other = { ...done(9, 5, 6), traffic: 'other' }
    const { traffic: _, ...ofNobody } = done(10, 7, 8)
    const tally = told(...story, other, ofNobody)
    expect(tally.count(source)).toEqual(told(...story).count(source))
    expect(tally.count(sourceOf('other', other.client, other.url)).sent).toBe(1)
  })

  it('are one for all that the laptop asks for, whatever that is', () => {
    const byLaptop = (id: number, url: string): RequestRecord => {
      const { traffic: _, ...record } = done(id, 10 * id, 10 * id + 5)
      return { ...record, client: 'external/visitor', url }
    }
    const visitor = { ...done(3, 30, 35), client: 'external/visitor', traffic: 'visitor' }
    const tally = told(byLaptop(1, 'http://node-2:30080'), visitor, byLaptop(4, 'http://other'))
    const count = { outcomes: { ok: 2 }, servers: { a: 2 }, sent: 2, url: 'http://other' }
    expect(tally.count(laptopSource)).toEqual(count)
    tally.forgetAfter(12)
    const begun = { outcomes: {}, servers: {}, sent: 1, url: 'http://node-2:30080' }
    expect(tally.count(laptopSource)).toEqual(begun)
  })

  it('are those of the instant that time was turned back to', () => {
    const tally = told(...story)
    tally.turnTo(30)
    expect(tally.count(source)).toEqual({ sent: 2, outcomes: { ok: 1 }, servers: { a: 1 } })
    tally.turnTo(0)
    expect(tally.count(source).sent).toBe(0)
  })

  it('count nothing twice that is told again', () => {
    const tally = told(...story)
    tally.turnTo(30)
    for (const record of story) tally.record(record)
    expect(tally.count(source)).toEqual(told(...story).count(source))
  })

  it('forget a future that will come differently', () => {
    const tally = told(...story)
    tally.turnTo(30)
    tally.forgetAfter(30)
    tally.record(done(2, 25, 33, 'c'))
    expect(tally.count(source)).toEqual({
      sent: 2,
      outcomes: { ok: 2 },
      servers: { a: 1, c: 1 },
    })
    tally.turnTo(99)
    expect(tally.count(source).sent).toBe(2)
  })
})
