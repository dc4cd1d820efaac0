import { describe, expect, it } from 'vitest'
import { type Editable, Records } from './records'

class Count implements Editable<Count> {
  keeper: object | undefined = undefined
  value = 0

  copy(): Count {
    return Object.assign(new Count(), this)
  }
}

const raised = (table: Records<Count>, by: number): void => {
  const record = table.edit(1)
  if (record) record.value += by
}

describe('a table of records', () => {
  it('and its forks see none of what the others edit later', () => {
    const table = Records.empty<Count>()
    table.add(1, new Count())
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
    const added = table.add(1, new Count())
    expect(table.edit(1)).toBe(added)
    table.fork()
    const copy = table.edit(1)
    expect(copy).not.toBe(added)
    expect(table.edit(1)).toBe(copy)
  })
})
