import { expect, it } from 'vitest'
import { firstDifference } from './first-difference'

it.each([
  ['a\nb\nc', 'a\nB\nc', 2],
  ['a', 'a\nb', 2],
  ['a\nb\nc\nd', 'a\nb', 2],
  ['', 'a', 1],
  ['a\nb', 'a\nb', 1],
])('the line to look at is where %j and %j first differ: %i', (before, after, line) => {
  expect(firstDifference(before, after)).toBe(line)
})
