import { timestamp } from '../sim'
import type { System } from './image'

/** What follows a line's words, as `key="value"`. */
type Pairs = Readonly<Record<string, string>>

/** A line of a Kubernetes component's log: `I0101 00:00:00.020000       1 server.go:527] …` */
export function klog(
  { now, epoch }: Pick<System, 'now' | 'epoch'>,
  level: 'I' | 'W' | 'E',
  where: string,
  ...[words, pairs]: readonly [words: string, pairs: Pairs]
): string {
  const [date = '', time = ''] = timestamp(epoch, now).replace('Z', '').split('T')
  const micros = `${Math.floor(now) % 1_000_000}`.padStart(6, '0')
  const head = `${level}${date.slice(5).replace('-', '')} ${time}.${micros}       1 ${where}]`
  const rest = Object.entries(pairs).map(([key, value]) => `${key}=${JSON.stringify(value)}`)
  return `${[head, words, ...rest].join(' ')}\n`
}
