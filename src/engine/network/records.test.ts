import { describe, expect, it } from 'vitest'
import { randomStreams, stringTable } from '../sim'
import { type Editable, Records } from './records'

class Count implements Editable<Count> {
  keeper: object | undefined = undefined
  value = 0

  constructor(readonly id: number) {}

  copy(): Count {
    return Object.assign(new Count(this.id), this)
  }
}

const raised = (table: Records<Count>, by: number): void => {
  const record = table.edit(1)
  if (record) record.value += by
}

describe('a table of records', () => {
  it('and its forks see none of what the others edit later', () => {
    const table = Records.empty<Count>()
    table.add(1, new Count(1))
    raised(table, 1)
    const fork = table.fork()
    raised(table, 10)
    const second = fork.fork()
    raised(fork, 100)
    fork.delete(1)
    expect([table, fork, second].map((each) => each.get(1)?.value)).toEqual([11, undefined, 1])
  })
  it('hands out the same record for as long as nobody has forked it', () => {
    const table = Records.empty<Count>()
    const added = table.add(1, new Count(1))
    expect(table.edit(1)).toBe(added)
    table.fork()
    const copy = table.edit(1)
    expect(copy).not.toBe(added)
    expect(table.edit(1)).toBe(copy)
  })
  it('is what a map is, through any sequence of changes and forks', () => {
    const random = randomStreams(5, stringTable())('records')
    const forks: [Records<Count>, Map<number, number>][] = [[Records.empty(), new Map()]]
    for (let step = 0; step < 6_000; step++) {
      const [table, model] = forks[random.below(forks.length)] ?? [Records.empty(), new Map()]
      const id = random.below(200) * (1 + random.below(3))
      expect(table.get(id)?.value).toBe(model.get(id))
      if (random.chance(1, 400) && forks.length < 6) forks.push([table.fork(), new Map(model)])
      else if (random.chance(1, 3)) {
        table.delete(id)
        model.delete(id)
      } else {
        const record = table.edit(id) ?? table.add(id, new Count(id))
        record.value = step
        model.set(id, step)
      }
    }
    for (const [table, model] of forks) {
      const all = table.values().map(({ id, value }) => [id, value])
      expect(new Map(all as [number, number][])).toEqual(model)
      expect(all).toHaveLength(model.size)
    }
  })
})
