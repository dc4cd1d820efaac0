import { describe, expect, test } from 'vitest'
import { unifiedDiff } from './unified-diff'

const text = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

describe('a unified diff', () => {
  test('is empty between equal texts', () => {
    expect(unifiedDiff(text('a', 'b'), text('a', 'b'))).toBe('')
  })

  test('keeps three lines around a change', () => {
    const before = text('1', '2', '3', '4', 'old', '6', '7', '8', '9')
    const after = text('1', '2', '3', '4', 'new', '6', '7', '8', '9')
    expect(unifiedDiff(before, after)).toBe(
      text('@@ -2,7 +2,7 @@', ' 2', ' 3', ' 4', '-old', '+new', ' 6', ' 7', ' 8'),
    )
  })

  test('counts from 0 where a file is not there', () => {
    expect(unifiedDiff('', text('a', 'b'))).toBe(text('@@ -0,0 +1,2 @@', '+a', '+b'))
    expect(unifiedDiff(text('a'), '')).toBe(text('@@ -1 +0,0 @@', '-a'))
  })

  test('takes changes apart that are further away from each other', () => {
    const middle = ['b', 'c', 'd', 'e', 'f', 'g', 'h']
    const hunks = unifiedDiff(text('a', ...middle, 'i'), text('A', ...middle, 'I'))
    expect(hunks).toBe(
      text('@@ -1,4 +1,4 @@', '-a', '+A', ' b', ' c', ' d') +
        text('@@ -6,4 +6,4 @@', ' f', ' g', ' h', '-i', '+I'),
    )
  })
})
