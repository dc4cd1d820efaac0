import { describe, expect, it } from 'vitest'
import { parseTimestamp, seconds, timestamp } from '../../sim'
import { nextTime, parseSchedule } from './schedule'

function next(line: string, after: string): string | undefined {
  const schedule = parseSchedule(line)
  if ('error' in schedule) throw new Error(schedule.error)
  const at = nextTime(schedule, parseTimestamp(after) ?? 0)
  return at === undefined ? undefined : timestamp(0, seconds(at))
}

describe('the next time of a schedule', () => {
  it.each([
    ['*/5 * * * *', '2026-01-01T00:00:00Z', '2026-01-01T00:05:00Z'],
    ['* * * * *', '2026-01-01T00:00:59Z', '2026-01-01T00:01:00Z'],
    ['30 9 * * 1-5', '2026-01-02T10:00:00Z', '2026-01-05T09:30:00Z'],
    ['0 0 1 * *', '2026-01-31T12:00:00Z', '2026-02-01T00:00:00Z'],
    ['0 0 29 2 *', '2026-01-01T00:00:00Z', '2028-02-29T00:00:00Z'],
    ['15,45 8-10/2 * * *', '2026-01-01T08:45:00Z', '2026-01-01T10:15:00Z'],
    ['0 12 * JAN sun', '2026-01-01T00:00:00Z', '2026-01-04T12:00:00Z'],
    ['59 23 31 12 *', '2026-12-31T23:58:10Z', '2026-12-31T23:59:00Z'],
    ['5/20 * * * *', '2026-01-01T00:25:00Z', '2026-01-01T00:45:00Z'],
    ['@hourly', '2026-01-01T00:30:00Z', '2026-01-01T01:00:00Z'],
    ['@weekly', '2026-01-01T00:00:00Z', '2026-01-04T00:00:00Z'],
    ['@every 1m30s', '2026-01-01T00:00:10Z', '2026-01-01T00:01:40Z'],
  ])('%s after %s is %s', (line, after, expected) => {
    expect(next(line, after)).toBe(expected)
  })

  it('is on a day of the month or on a weekday, when both are named', () => {
    expect(next('0 0 13 * 5', '2026-01-01T00:00:00Z')).toBe('2026-01-02T00:00:00Z')
    expect(next('0 0 13 * 5', '2026-01-09T00:00:00Z')).toBe('2026-01-13T00:00:00Z')
  })

  it('does not come on a day that no month has', () => {
    expect(next('0 0 31 2 *', '2026-01-01T00:00:00Z')).toBeUndefined()
  })
})

describe('a line that is no schedule', () => {
  it.each([
    ['* * *', 'expected exactly 5 fields, found 3: [* * *]'],
    ['60 * * * *', 'end of range (60) above maximum (59): 60'],
    ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
    ['5-1 * * * *', 'beginning of range (5) beyond end of range (1): 5-1'],
    ['*/0 * * * *', 'step of range should be a positive number: */0'],
    ['1-2-3 * * * *', 'too many hyphens: 1-2-3'],
    ['1/2/3 * * * *', 'too many slashes: 1/2/3'],
    ['x * * * *', 'failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax'],
    ['@often', 'unrecognized descriptor: @often'],
  ])('%s is told: %s', (line, error) => {
    expect(parseSchedule(line)).toEqual({ error })
  })
})
