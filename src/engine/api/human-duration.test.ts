import { expect, it } from 'vitest'
import { humanDuration } from './human-duration'

const minutes = (count: number): number => count * 60
const hours = (count: number): number => minutes(count * 60)
const days = (count: number): number => hours(count * 24)

it.each([
  [-2, '<invalid>'],
  [-1, '0s'],
  [0, '0s'],
  [119, '119s'],
  [120, '2m'],
  [130, '2m10s'],
  [minutes(10) - 1, '9m59s'],
  [minutes(10), '10m'],
  [minutes(179) + 59, '179m'],
  [hours(3), '3h'],
  [hours(3) + minutes(5), '3h5m'],
  [hours(8), '8h'],
  [hours(48) - 1, '47h'],
  [days(2) + hours(3), '2d3h'],
  [days(5), '5d'],
  [days(8), '8d'],
  [days(729), '729d'],
  [days(730), '2y'],
  [days(744), '2y14d'],
  [days(365 * 9), '9y'],
])('%d seconds are shown as %s', (seconds, text) => {
  expect(humanDuration(seconds)).toBe(text)
})
