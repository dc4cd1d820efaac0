import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Clock,
  calendar,
  parseTimestamp,
  type Rules,
  randomStreams,
  Simulation,
  type State,
  seconds,
  sortedMap,
  stringTable,
  type Table,
  Timeline,
  timestamp,
} from '.'

describe('a timestamp', () => {
  it('agrees with the calendar for every day of four centuries', () => {
    for (let day = -40_000; day < 110_000; day += 7) {
      const unix = day * 86_400 + 3_661
      expect(timestamp(unix, 0)).toBe(`${new Date(unix * 1_000).toISOString().slice(0, 19)}Z`)
    }
  })
  it('is read back to the second it was made from', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (unix) => {
        expect(parseTimestamp(timestamp(unix, 0))).toBe(unix)
      }),
    )
  })
  it('counts simulated time from the epoch', () => {
    expect(timestamp(1_767_225_600, seconds(61))).toBe('2026-01-01T00:01:01Z')
    expect(calendar(1_767_225_600, seconds(86_399)).time).toBe('23:59:59')
  })
})

describe('a sorted map', () => {
  it('keeps every old version whole', () => {
    const keys = fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.boolean()))
    fc.assert(
      fc.property(keys, (steps) => {
        const versions = [{ map: sortedMap<number>(), copy: new Map<string, number>() }]
        for (const [index, [key, adds]] of steps.entries()) {
          const last = versions.at(-1)
          if (!last) return
          const copy = new Map(last.copy)
          if (adds) copy.set(key, index)
          else copy.delete(key)
          versions.push({ map: adds ? last.map.set(key, index) : last.map.delete(key), copy })
        }
        for (const { map, copy } of versions) {
          expect([...map.entries()]).toEqual([...copy].sort(([a], [b]) => (a < b ? -1 : 1)))
        }
      }),
    )
  })
  it('lists by prefix', () => {
    const map = sortedMap([
      ['pods/a/x', 1],
      ['pods/ab/y', 2],
      ['services/a/z', 3],
    ])
    expect(map.values('pods/a/')).toEqual([1])
    expect([...map.entries('pods/')].map(([, value]) => value)).toEqual([1, 2])
  })
})

describe('a table', () => {
  it('and its fork do not see each other', () => {
    const table = stringTable<string>()
    for (let key = 0; key < 1_000; key++) table.set(`${key}`, 'before')
    const fork = table.fork()
    for (let key = 0; key < 1_000; key += 2) table.set(`${key}`, 'after')
    for (let key = 1; key < 1_000; key += 2) fork.delete(`${key}`)
    expect(fork.values()).toEqual(Array(500).fill('before'))
    expect(table.size).toBe(1_000)
    expect(table.get('2')).toBe('after')
    expect(table.get('3')).toBe('before')
  })
})

describe('chance', () => {
  it('is the same for the same seed, name and count', () => {
    const draws = (seed: number, name: string) => {
      const random = randomStreams(seed, stringTable())(name)
      return Array.from({ length: 50 }, () => random.below(1_000_000))
    }
    expect(draws(1, 'a')).toEqual(draws(1, 'a'))
    expect(draws(1, 'a')).not.toEqual(draws(1, 'b'))
    expect(draws(1, 'a')).not.toEqual(draws(2, 'a'))
  })
  it('of one stream is not disturbed by draws from another', () => {
    const streams = randomStreams(7, stringTable())
    const other = randomStreams(7, stringTable())
    const alone = Array.from({ length: 20 }, () => other('a').below(100))
    const between = Array.from({ length: 20 }, () => {
      streams('b').below(100)
      return streams('a').below(100)
    })
    expect(between).toEqual(alone)
  })
  it('remembers so many names, and draws nothing twice for having forgotten some', () => {
    const drawn = stringTable<number>()
    const streams = randomStreams(1, drawn)
    const first = [streams('a').words(4), streams('b').words(7)]
    for (let index = 0; index < 30_000; index++) streams(`pod-${index}`).words(1)
    expect(drawn.size).toBeLessThanOrEqual(10_001)
    const all = [...first.flat(), ...streams('a').words(4), ...streams('b').words(7)]
    expect(new Set(all).size).toBe(22)
  })
  it('gives every result its share, within five standard deviations', () => {
    const random = randomStreams(3, stringTable())('shares')
    const counts = [0, 0, 0]
    const total = 30_000
    for (let draw = 0; draw < total; draw++) {
      const result = random.below(3)
      counts[result] = (counts[result] ?? 0) + 1
    }
    const deviation = Math.sqrt(total * (1 / 3) * (2 / 3))
    for (const count of counts) expect(Math.abs(count - total / 3)).toBeLessThan(5 * deviation)
  })
})

/**
 * A toy that depends on the order of everything: each message changes a number and may send two
 * more.
 */
class Toy implements State<Toy> {
  constructor(
    readonly log: Table<string, string> = stringTable(),
    public value = 1,
  ) {}
  fork(): Toy {
    return new Toy(this.log.fork(), this.value)
  }
}
type Ping = { readonly name: string; readonly left: number }

function step(state: Toy, { name, left }: Ping, clock: Clock<Ping>): void {
  state.value = (state.value * 31 + name.length + clock.now) % 1_000_003
  state.log.set(String(state.log.size).padStart(6, '0'), `${clock.now} ${name} ${state.value}`)
  if (left <= 0) return
  clock.after(state.value % 7, { name: `${name}a`.slice(-5), left: left - 1 })
  if (state.value % 3 === 0) clock.after(0, { name: `${name}b`.slice(-5), left: left - 1 })
}
const rules: Rules<Toy, Ping, string, number> = {
  start: {
    now: 0,
    sequence: 1,
    steps: 0,
    state: new Toy(),
    queue: [{ at: 0, sequence: 0, message: { name: 'x', left: 9 } }],
  },
  transition: step,
  take: (state, input, clock) => {
    state.value += input.length
    clock.after(1, { name: input, left: 8 })
    return state.value
  },
  checkpointEvery: 7,
}
const logOf = (timeline: { state: Toy }): readonly string[] => [...timeline.state.log.values()]

describe('a simulation', () => {
  it('restored from a checkpoint has the same future', () => {
    const simulation = new Simulation(step, rules.start)
    simulation.advance(10)
    const checkpoint = simulation.checkpoint()
    simulation.advance(200)
    const first = [...simulation.state.log.values()]
    simulation.restore(checkpoint)
    simulation.advance(200)
    expect([...simulation.state.log.values()]).toEqual(first)
    expect(first.length).toBeGreaterThan(checkpoint.state.log.size)
  })
})

describe('a timeline', () => {
  const inputs = fc.array(
    fc.record({ at: fc.integer({ min: 0, max: 60 }), text: fc.string({ maxLength: 4 }) }),
    { maxLength: 6 },
  )
  const play = (given: readonly { at: number; text: string }[], batch: number) => {
    const timeline = new Timeline(rules)
    for (const { at, text } of [...given].sort((a, b) => a.at - b.at)) {
      while (timeline.now < at || (timeline.next ?? 1e9) <= at) timeline.advance(at, batch)
      timeline.submit(text)
    }
    timeline.advance(100)
    return timeline
  }

  it('does not depend on the size of its steps', () => {
    fc.assert(
      fc.property(inputs, fc.integer({ min: 1, max: 9 }), (given, batch) => {
        expect(logOf(play(given, batch))).toEqual(logOf(play(given, 1_000)))
      }),
    )
  })
  it('taken back and forward again is the same', () => {
    fc.assert(
      fc.property(inputs, fc.integer({ min: 0, max: 100 }), (given, back) => {
        const timeline = play(given, 1_000)
        const before = logOf(timeline)
        timeline.seek(back)
        expect(timeline.now).toBe(back)
        const past = logOf(timeline)
        expect(before.slice(0, past.length)).toEqual(past)
        timeline.seek(100)
        expect(logOf(timeline)).toEqual(before)
      }),
    )
  })
  it('keeps an input that comes between two messages of one instant in its place', () => {
    const timeline = new Timeline(rules)
    timeline.advance(40, 5)
    timeline.submit('between')
    timeline.advance(100)
    const before = logOf(timeline)
    timeline.seek(0)
    timeline.seek(100)
    expect(logOf(timeline)).toEqual(before)
  })
  it('forgets the future when something is submitted in the past', () => {
    const timeline = play(
      [
        { at: 5, text: 'early' },
        { at: 50, text: 'late' },
      ],
      1_000,
    )
    timeline.seek(20)
    expect(timeline.inputs).toHaveLength(2)
    timeline.submit('other')
    expect(timeline.inputs.map(({ input }) => input)).toEqual(['early', 'other'])
    expect(timeline.end).toBe(20)
  })
  it('without its last inputs is as if they had never come, and with them again as before', () => {
    const places = fc.record({ from: fc.nat(5), later: fc.nat(200), batch: fc.nat(8) })
    fc.assert(
      fc.property(inputs, places, (given, { from, later, batch }) => {
        const timeline = play(given, batch + 1)
        const before = logOf(timeline)
        const sorted = [...given].sort((a, b) => a.at - b.at)
        const dropped = timeline.dropFrom(from)
        expect(dropped === undefined).toBe(from >= given.length)
        if (!dropped) return
        expect(timeline.now).toBe(sorted[from]?.at)
        expect(timeline.end).toBe(timeline.now)
        timeline.advance(timeline.now + later)
        const { now } = timeline
        timeline.seek(100)
        expect(logOf(timeline)).toEqual(logOf(play(sorted.slice(0, from), 1_000)))
        timeline.seek(now)
        expect(timeline.recall(dropped)).toBe(true)
        expect(timeline.end).toBe(100)
        timeline.seek(100)
        expect(logOf(timeline)).toEqual(before)
      }),
    )
  })
  it('has nothing to put back once something else was submitted', () => {
    const timeline = play([{ at: 5, text: 'early' }], 1_000)
    const dropped = timeline.dropFrom(0)
    timeline.submit('other')
    expect(dropped && timeline.recall(dropped)).toBe(false)
    expect(timeline.inputs.map(({ input }) => input)).toEqual(['other'])
  })
  it('keeps so many checkpoints, and goes back in few messages, however long it has run', () => {
    let ran = 0
    const tick = (state: Toy, message: Ping, clock: Clock<Ping>) => {
      ran++
      state.value++
      clock.after(1, message)
    }
    const timeline = new Timeline({ ...rules, transition: tick })
    timeline.advance(20_000)
    expect(timeline.checkpoints).toBe(80)
    for (const [at, most] of [
      [19_990, 30],
      [19_000, 150],
      [10_000, 400],
      [100, 600],
    ] as const) {
      ran = 0
      timeline.seek(at)
      expect(timeline.state.value).toBe(at + 2)
      expect(ran).toBeLessThan(most)
    }
  })
  it('keeps fewer checkpoints where each would keep much', () => {
    const tick = (state: Toy, message: Ping, clock: Clock<Ping>) => {
      state.value++
      clock.after(1, message)
    }
    const bulk = (state: Toy) => ({ writes: state.value * 1_000, things: 100_000 })
    const timeline = new Timeline({ ...rules, transition: tick, bulk })
    timeline.advance(1_000)
    expect(timeline.checkpoints).toBeLessThan(20)
    timeline.seek(500)
    expect(timeline.state.value).toBe(502)
  })
  it('forks: what happens to one is not seen by the other', () => {
    const timeline = play([{ at: 5, text: 'early' }], 1_000)
    const fork = timeline.fork()
    fork.submit('only here')
    fork.advance(300)
    const before = logOf(timeline)
    timeline.advance(300)
    expect(logOf(timeline).slice(0, before.length)).toEqual(before)
    expect(logOf(timeline)).not.toEqual(logOf(fork))
    fork.seek(3)
    expect(logOf(fork)).toEqual(before.slice(0, logOf(fork).length))
  })
})
