import { describe, expect, it } from 'vitest'
import { timeFault } from './time-format'

const layout = '2006-01-02T15:04:05Z07:00'

describe('a time', () => {
  it.each(['2026-11-23T02:47:07Z', '2026-11-23T02:47:07.123456Z', '2026-11-23T02:47:07+08:00'])(
    'is %s',
    (text) => {
      expect(timeFault(text)).toBeUndefined()
    },
  )

  it.each([
    ['', '', '2006'],
    ['yesterday', 'yesterday', '2006'],
    ['2026-11-23', '', 'T'],
    ['2026-11-23 02:47:07Z', ' 02:47:07Z', 'T'],
    ['2026-11-23T02:47:07', '', 'Z07:00'],
  ])('is not %j, which goes wrong at %j', (text, rest, part) => {
    expect(timeFault(text)).toBe(
      `parsing time "${text}" as "${layout}": cannot parse "${rest}" as "${part}"`,
    )
  })

  it('has nothing behind it', () => {
    expect(timeFault('2026-11-23T02:47:07Zx')).toBe(
      'parsing time "2026-11-23T02:47:07Zx": extra text: "x"',
    )
  })
})
