import { expect, it } from 'vitest'
import { withSomeNew } from './use-by-and-by'
import type { Vertex } from './vertices-of'

const thing = (id: string, parentId?: string): Vertex => ({
  ...{ id, type: 'pod', data: {}, position: { x: 0, y: 0 } },
  ...(parentId === undefined ? {} : { parentId }),
})
const ids = (all: readonly Vertex[]) => all.map(({ id }) => id)

it('brings things a few at a time, in their order, until all are there', () => {
  const all = ['a', 'b', 'c', 'd', 'e'].map((id) => thing(id))
  const first = ids(withSomeNew(all, new Set(), 2))
  expect(first).toEqual(['a', 'b'])
  expect(ids(withSomeNew(all, new Set(first), 2))).toEqual(['a', 'b', 'c', 'd'])
  expect(withSomeNew(all, new Set(['a', 'b', 'c', 'd']), 2)).toHaveLength(5)
})

it('never brings a thing before what it stands in', () => {
  const all = [thing('one'), thing('node'), thing('pod', 'node')]
  expect(ids(withSomeNew(all, new Set(['pod']), 0))).toEqual(['node', 'pod'])
})
