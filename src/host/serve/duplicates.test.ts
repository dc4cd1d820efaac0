import { describe, expect, it } from 'vitest'
import { duplicatesIn, TooDeep } from './duplicates'

describe('a key that stands twice in one object', () => {
  it.each([
    ['{"spec":{"x":1,"x":2}}', ['spec.x']],
    ['{"a":[{"b":1},{"b":{"c":1,"d":[],"c":2}}]}', ['a[1].b.c']],
    ['{"a":{"k":1},"b":{"k":1}}', []],
    ['{"a":"{\\"k\\":1,\\"k\\":2}","k":"a,b","c":["k","k"]}', []],
    ['{"k":1,"\\u006b":2}', ['k']],
    ['[]', []],
  ])('of %s is found', (text, paths) => {
    expect(duplicatesIn(text)).toEqual(paths)
  })
})

it('is not looked for deeper than Go reads', () => {
  expect(() => duplicatesIn(`${'['.repeat(10_002)}${']'.repeat(10_002)}`)).toThrow(TooDeep)
})
