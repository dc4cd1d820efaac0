import { describe, expect, test } from 'vitest'
import type { PatchSchema } from './patch-schema'
import { jsonPatch, mergePatch, strategicPatch, twoWayMergePatch, twoWayPatch } from './patches'

const byName: PatchSchema = {
  field: (name) =>
    name === 'containers'
      ? { strategy: 'merge', mergeKey: 'name', retainKeys: false, schema: byName }
      : undefined,
}

describe('a merge patch', () => {
  test('sets, replaces lists and removes by null', () => {
    const patch = { a: { b: null, c: [3] }, d: 1 }
    expect(mergePatch({ a: { b: 1, c: [1, 2], e: 5 } }, patch)).toEqual({
      a: { c: [3], e: 5 },
      d: 1,
    })
  })

  test('is reckoned so that it makes the second object of the first', () => {
    const [before, after] = [{ a: { x: 1, y: 2 }, b: 3 }, { a: { x: 1, y: 4 } }]
    const patch = twoWayMergePatch(before, after)
    expect(patch).toEqual({ a: { y: 4 }, b: null })
    expect(mergePatch(before, patch)).toEqual(after)
  })
})

describe('a strategic merge patch', () => {
  const before = {
    containers: [
      { name: 'a', image: '1' },
      { name: 'b', image: '2' },
    ],
  }

  test('finds the items of a list by their key', () => {
    const patch = {
      containers: [
        { name: 'b', image: '3' },
        { name: 'c', image: '4' },
      ],
    }
    expect(strategicPatch(before, patch, byName)).toEqual({
      containers: [
        { name: 'a', image: '1' },
        { name: 'b', image: '3' },
        { name: 'c', image: '4' },
      ],
    })
  })

  test('takes items away by a directive', () => {
    const patch = { containers: [{ name: 'a', $patch: 'delete' }] }
    expect(strategicPatch(before, patch, byName)).toEqual({
      containers: [{ name: 'b', image: '2' }],
    })
  })

  test('says in which order the items stand', () => {
    const after = {
      containers: [
        { name: 'a', image: '9' },
        { name: 'b', image: '2' },
      ],
    }
    expect(twoWayPatch(before, after, byName)).toEqual({
      '$setElementOrder/containers': [{ name: 'a' }, { name: 'b' }],
      containers: [{ name: 'a', image: '9' }],
    })
  })
})

describe('a JSON patch', () => {
  test('adds, replaces, removes, moves, copies and tests', () => {
    const operations = [
      { op: 'test', path: '/a', value: 1 },
      { op: 'add', path: '/list/1', value: 'x' },
      { op: 'add', path: '/list/-', value: 'z' },
      { op: 'replace', path: '/a', value: 2 },
      { op: 'copy', from: '/a', path: '/b' },
      { op: 'move', from: '/c~1d', path: '/e' },
      { op: 'remove', path: '/list/0' },
    ]
    expect(jsonPatch({ a: 1, list: ['w', 'y'], 'c/d': 5 }, operations)).toEqual({
      a: 2,
      b: 2,
      e: 5,
      list: ['x', 'y', 'z'],
    })
  })

  test('is refused where there is nothing to replace', () => {
    const operations = [{ op: 'replace', path: '/spec/nope/x', value: 1 }]
    expect(() => jsonPatch({ spec: {} }, operations)).toThrow(
      'error: replace operation does not apply: doc is missing path: /spec/nope/x: missing value',
    )
  })
})
