import { describe, expect, it } from 'vitest'
import { randomStreams, stringTable } from '../sim'
import { HashTable } from './hash-table'

const contentOf = (table: HashTable<string>): string[] => table.values().sort()

describe('a hash table', () => {
  it('agrees with a plain map through any sequence of changes and forks', () => {
    const random = randomStreams(7, stringTable())('table')
    const forks: [HashTable<string>, Map<string, string>][] = [[HashTable.empty(), new Map()]]
    for (let step = 0; step < 6_000; step++) {
      const [table, model] = forks[random.below(forks.length)] ?? [HashTable.empty(), new Map()]
      const first = random.below(40) * 65_536 * 65_536 + random.below(3)
      const second = random.below(12)
      const key = `${first}/${second}`
      if (random.chance(1, 300) && forks.length < 8) forks.push([table.fork(), new Map(model)])
      else if (random.chance(2, 3)) {
        table.set(first, second, `${key}=${step}`)
        model.set(key, `${key}=${step}`)
      } else expect(table.delete(first, second)).toBe(model.delete(key))
      expect(table.get(first, second)).toBe(model.get(key))
      expect(table.size).toBe(model.size)
    }
    for (const [table, model] of forks) expect(contentOf(table)).toEqual([...model.values()].sort())
  })
})
