import type { KubeObject } from '../api/object'

/** The fields that events.k8s.io/v1 has under other names: theirs, and those of the core group. */
const NAMES: readonly (readonly [modern: string, core: string])[] = [
  ['regarding', 'involvedObject'],
  ['note', 'message'],
  ['reportingController', 'reportingComponent'],
  ['deprecatedSource', 'source'],
  ['deprecatedFirstTimestamp', 'firstTimestamp'],
  ['deprecatedLastTimestamp', 'lastTimestamp'],
  ['deprecatedCount', 'count'],
]
const TO_CORE: ReadonlyMap<string, string> = new Map(NAMES)
const FROM_CORE: ReadonlyMap<string, string> = new Map(
  NAMES.map(([modern, core]) => [core, modern] as const),
)

const renamed = (object: object, names: ReadonlyMap<string, string>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(object).map(([key, value]) => [names.get(key) ?? key, value] as const),
  )

const isObject = (body: unknown): body is object =>
  typeof body === 'object' && body !== null && !Array.isArray(body)

/** An Event of events.k8s.io/v1, or a patch of one, as the core group has it. */
export function fromEventsGroup(body: unknown): unknown {
  if (!isObject(body)) return body
  const core = renamed(body, TO_CORE)
  return 'apiVersion' in body ? { ...core, apiVersion: 'v1' } : core
}

/** An Event as events.k8s.io/v1 shows it. */
export const toEventsGroup = (event: KubeObject): KubeObject =>
  ({
    ...renamed(event, FROM_CORE),
    apiVersion: 'events.k8s.io/v1',
    eventTime: (event as { readonly eventTime?: string }).eventTime ?? null,
  }) as unknown as KubeObject
