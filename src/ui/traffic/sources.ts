import type { Traffic } from '../../engine/api/traffic'
import type { Summary } from '../../projection/summary'
import { scenarioLimits } from '../../scenarios/limits'
import { sourceFrom } from '../store'

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
