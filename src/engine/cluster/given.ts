import { badRequest } from '../api/status'
import type { TrafficSource } from '../api/traffic'

/** As long may a text be that somebody gives. */
const LONGEST = 2_048

/** An object that somebody has sent, of which nothing is known yet. */
export type Given = Readonly<Record<string, unknown>>

/** Whether it is an object. */
export const isObject = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A text of what was given; undefined when there is none. */
export function textOf(given: Given, key: string): string | undefined {
  const value = given[key]
  if (value === undefined) return undefined
  if (typeof value === 'string' && value.length <= LONGEST) return value
  throw badRequest(`${key}: a text of at most ${LONGEST} characters`)
}

/** Whether it is texts by name. */
export const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  isObject(value) && Object.values(value).every((each) => typeof each === 'string')

/** Where requests are to begin. */
export function sourceOf(from: unknown): TrafficSource | { readonly type: 'laptop' } {
  const given = isObject(from) ? from : {}
  const name = textOf(given, 'name')
  switch (given['type']) {
    case 'outside':
    case 'laptop':
      return { type: given['type'] }
    case 'node':
      if (name !== undefined) return { type: 'node', name }
      break
    case 'pod':
      if (name !== undefined) {
        return { type: 'pod', namespace: textOf(given, 'namespace') ?? 'default', name }
      }
      break
    default:
  }
  throw badRequest(
    'from: {"type": "pod", "namespace", "name"}, {"type": "node", "name"}, ' +
      '{"type": "outside"} or {"type": "laptop"}',
  )
}
