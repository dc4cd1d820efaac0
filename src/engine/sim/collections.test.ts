import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptySequence, type Sequence, type SortedMap, sortedMap } from '.'

describe('a sorted map', () => {
  const inOrder = (copy: ReadonlyMap<string, number>) =>
    [...copy].sort(([a], [b]) => (a < b ? -1 : 1))

  it('agrees with a plain map through any sequence of changes, however large it grows', () => {
    const step = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 3 }))
    const steps = fc.array(step, { minLength: 900, maxLength: 1_500 })
    const play = (given: readonly (readonly [number, number])[]) => {
      let map: SortedMap<number> = sortedMap()
      const copy = new Map<string, number>()
      for (const [index, [key, deletes]] of given.entries()) {
        // It grows for a while, and then most of it goes.
        const adds = index < given.length / 2 ? deletes > 0 : deletes === 0
        map = adds ? map.set(`${key}`, index) : map.delete(`${key}`)
        if (adds) copy.set(`${key}`, index)
        else copy.delete(`${key}`)
      }
      const entries = inOrder(copy)
      expect([...map.entries()]).toEqual(entries)
      expect(map.values()).toEqual(entries.map(([, value]) => value))
      expect([map.size, map.first, map.last]).toEqual([
        entries.length,
        entries[0]?.[0],
        entries.at(-1)?.[0],
      ])
      const beginning = entries.filter(([key]) => key.startsWith('12'))
      expect([...map.entries('12')]).toEqual(beginning)
      expect(map.values('12')).toEqual(beginning.map(([, value]) => value))
      expect(map.from('2')).toEqual(entries.find(([key]) => key >= '2'))
    }
    fc.assert(fc.property(steps, play), { numRuns: 30 })
  })

  it('is the same map when a change changes nothing', () => {
    const map = sortedMap([['a', 1]])
    expect(map.set('a', 1)).toBe(map)
    expect(map.delete('b')).toBe(map)
  })
})

describe('a sequence', () => {
  it('keeps its places while it grows, and every old version whole', () => {
    const versions: Sequence<number>[] = []
    let sequence: Sequence<number> = emptySequence
    for (let place = 0; place < 2_500; place++) {
      if (place % 111 === 0) versions.push(sequence)
      sequence = sequence.append(place)
    }
    for (let place = 0; place < 2_500; place += 7) sequence = sequence.with(place, -place)
    const items = (of: Sequence<number>) => Array.from({ length: of.length }, (_, at) => of.at(at))
    expect(items(sequence)).toEqual(
      Array.from({ length: 2_500 }, (_, at) => (at % 7 === 0 ? -at : at)),
    )
    for (const version of versions) {
      expect(items(version)).toEqual(Array.from({ length: version.length }, (_, at) => at))
    }
  })

  it('has nothing outside of its places', () => {
    const sequence = emptySequence as Sequence<number>
    expect([sequence.at(0), sequence.append(1).at(1), sequence.append(1).at(-1)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(() => sequence.with(0, 1)).toThrow(RangeError)
  })
})
