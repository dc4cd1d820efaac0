import { humanDuration } from '../../engine/api/human-duration'

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = [
  ...['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'],
  ...['Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
]

const two = (value: number): string => String(value).padStart(2, '0')

/** A time of an object as `describe` writes it: `Mon, 23 Nov 2026 03:21:47 +0000`. */
export function longTime(text: string): string {
  const time = new Date(text)
  if (text === '' || Number.isNaN(time.getTime())) return '<unset>'
  const date = `${two(time.getUTCDate())} ${months[time.getUTCMonth()]} ${time.getUTCFullYear()}`
  const clock = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()].map(two).join(':')
  return `${days[time.getUTCDay()]}, ${date} ${clock} +0000`
}

/** How long ago a time was, at `now` in Unix milliseconds. */
export function since(text: string, now: number): string {
  const time = Date.parse(text)
  if (text === '' || Number.isNaN(time)) return '<unknown>'
  return humanDuration(Math.floor((now - time) / 1_000))
}
