import { describe, expect, it } from 'vitest'
import { StatusError } from '../../api/status'
import { jsonPatch } from './json-patch'

const before = { a: { 'b/c': 1 }, list: [1, 2, 3] }

describe('a JSON patch', () => {
  it.each<[string, object, object]>([
    ['adds a field', { op: 'add', path: '/a/d', value: 2 }, { ...before, a: { 'b/c': 1, d: 2 } }],
    [
      'adds before an item',
      { op: 'add', path: '/list/1', value: 9 },
      { ...before, list: [1, 9, 2, 3] },
    ],
    [
      'adds at the end',
      { op: 'add', path: '/list/-', value: 9 },
      { ...before, list: [1, 2, 3, 9] },
    ],
    [
      'replaces, with / written as ~1',
      { op: 'replace', path: '/a/b~1c', value: 5 },
      { ...before, a: { 'b/c': 5 } },
    ],
    ['removes an item', { op: 'remove', path: '/list/0' }, { ...before, list: [2, 3] }],
    ['moves', { op: 'move', from: '/list/2', path: '/list/0' }, { ...before, list: [3, 1, 2] }],
    ['copies', { op: 'copy', from: '/list/2', path: '/last' }, { ...before, last: 3 }],
    ['goes on when a test is met', { op: 'test', path: '/list/0', value: 1 }, before],
  ])('%s', (_, operation, after) => {
    expect(jsonPatch(before, [operation])).toEqual(after)
  })

  it.each<[string, object]>([
    ['of a path that is not there', { op: 'remove', path: '/nope' }],
    ['below a path that is not there', { op: 'add', path: '/nope/a', value: 1 }],
    ['of an item that is not there', { op: 'replace', path: '/list/3', value: 1 }],
    ['whose test is not met', { op: 'test', path: '/list/0', value: 2 }],
    ['of an operation that there is not', { op: 'swap', path: '/list' }],
    ['of a prototype', { op: 'add', path: '/__proto__/a', value: 1 }],
  ])('%s is refused in words that say neither what nor why', (_, operation) => {
    const patch = () => jsonPatch(before, [operation])
    expect(patch).toThrow(StatusError)
    expect(patch).toThrow('the server rejected our request due to an error in our request')
  })
})
