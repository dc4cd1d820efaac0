import type { Traffic } from '../../engine/api/traffic'
import type { Summary } from '../../projection/summary'
import { scenarioLimits } from '../../scenarios/limits'

type Source = Traffic['from']

/** A place to ask from, as text: `outside`, `node/node-1`, `pod/default/client`. */
export function sourceText(from: Source): string {
  switch (from.type) {
    case 'outside':
      return 'outside'
    case 'node':
      return `node/${from.name}`
    case 'pod':
      return `pod/${from.namespace}/${from.name}`
  }
}

/** The place that a text names. */
export function sourceFrom(text: string): Source {
  const [type, first = '', second = ''] = text.split('/')
  if (type === 'node') return { type, name: first }
  if (type === 'pod') return { type, namespace: first, name: second }
  return { type: 'outside' }
}

/**
 * Every place that one may ask from now, and the one that is chosen, whether it is there or not.
 */
export function sourcesIn(
  summaries: ReadonlyMap<string, Summary>,
  chosen: string,
): readonly string[] {
  const found = [...summaries.values()]
    .filter((each) => each.type === 'node' || (each.type === 'pod' && !each.system))
    .map(({ id }) => id)
    .sort()
  const all = ['outside', ...found]
  return all.includes(chosen) ? all : [chosen, ...all]
}

/** A client more, with a name that nobody has. */
export function anotherClient(
  traffic: readonly Traffic[],
  summaries: ReadonlyMap<string, Summary>,
): Traffic {
  const names = new Set(traffic.map(({ name }) => name))
  let number = traffic.length + 1
  while (names.has(`client-${number}`)) number++
  const service = [...summaries.values()].find((each) => each.type === 'service' && !each.system)
  const pod = [...summaries.values()].find(
    (each) => each.type === 'pod' && !each.system && each.labels['app'] === 'client',
  )
  const inside = sourceFrom(pod?.id ?? 'node/node-1')
  return {
    name: `client-${number}`,
    from: traffic.at(-1)?.from ?? inside,
    url: traffic.at(-1)?.url ?? `http://${service?.type === 'service' ? service.name : 'web-svc'}`,
    ratePerSecond: 2,
    concurrency: 10,
    keepAlive: false,
    timeoutSeconds: 5,
  }
}

const numbers = {
  ratePerSecond: [0, scenarioLimits.requestsPerSecond],
  concurrency: [1, scenarioLimits.concurrency],
  timeoutSeconds: [0.1, scenarioLimits.timeoutSeconds],
} as const

/** A field of a client that is a number. */
export type NumberField = keyof typeof numbers

/** The least and the most that a number may be. */
export const boundsOf = (field: NumberField): readonly [least: number, most: number] =>
  numbers[field]

/** A number as typed, when it may be that. */
export function readNumber(field: NumberField, text: string): number | undefined {
  const [least, most] = numbers[field]
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) return undefined
  if (value < least || value > most) return undefined
  return field === 'concurrency' && !Number.isInteger(value) ? undefined : value
}
