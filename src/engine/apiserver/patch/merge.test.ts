import { describe, expect, it } from 'vitest'
import type { Json } from './json-value'
import { mergePatch } from './merge'
import { strategicMergePatch } from './strategic'

describe('a merge patch', () => {
  it.each<[Json, Json, Json]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b', c: 'd' }, { a: null }, { c: 'd' }],
    [{ a: { b: 'c' } }, { a: { d: 'e' } }, { a: { b: 'c', d: 'e' } }],
    [{ a: [1, 2] }, { a: [3] }, { a: [3] }],
    [{ a: 'b' }, { a: { b: { c: null } } }, { a: { b: {} } }],
    [{ a: 'b' }, ['c'], ['c']],
  ])('makes of %j by %j %j (RFC 7386)', (target, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result)
  })
})

describe('a patch of a prototype', () => {
  const patch: unknown = JSON.parse('{"a": 1, "__proto__": {"polluted": true}}')
  it.each([
    ['merge', mergePatch({}, patch)],
    ['strategic', strategicMergePatch({}, patch, undefined)],
  ])('by a %s patch changes none', (_, result) => {
    expect((result as { polluted?: boolean }).polluted).toBeUndefined()
    expect(result).toEqual({ a: 1 })
  })
})
