import type { Call } from '../command'
import type { JsonObject } from '../json'
import { itemsOf } from '../resources/select'
import { numberAt, textAt } from './fields'
import { since } from './time'
import type { Description } from './writer'

/** What is described, and how its server is asked for more. */
export interface Context {
  readonly call: Call
  readonly showEvents: boolean
}

/** Writes the table of an object's Events. `kind` may be left out, as for Pods. */
export async function describeEvents(
  out: Description,
  object: JsonObject,
  context: Context,
  kind: string | undefined = textAt(object, 'kind'),
): Promise<void> {
  if (!context.showEvents) return
  const uid = textAt(object, 'metadata', 'uid')
  writeEvents(out, await eventsAbout(object, context, { kind, uid }), context)
}

/** The Events about an object; none when they may not be had. */
export async function eventsAbout(
  object: JsonObject,
  { call }: Context,
  { kind, uid }: { readonly kind: string | undefined; readonly uid: string },
): Promise<readonly JsonObject[]> {
  const namespace = textAt(object, 'metadata', 'namespace')
  const path = namespace === '' ? '/api/v1/events' : `/api/v1/namespaces/${namespace}/events`
  const terms = [
    `involvedObject.name=${textAt(object, 'metadata', 'name')}`,
    `involvedObject.namespace=${namespace}`,
    ...(kind ? [`involvedObject.kind=${kind}`] : []),
    ...(uid ? [`involvedObject.uid=${uid}`] : []),
  ]
  try {
    const query = { fieldSelector: terms.join(','), limit: '500' }
    return itemsOf(await call.session.server.get(path, query))
  } catch {
    return []
  }
}

/** Writes Events, the latest last. */
export function writeEvents(
  out: Description,
  events: readonly JsonObject[],
  { call }: Context,
): void {
  if (events.length === 0) {
    out.line(0, 'Events:\t<none>')
    return
  }
  out.flush()
  out.line(0, 'Events:')
  out.line(1, 'Type\tReason\tAge\tFrom\tMessage')
  out.line(1, '----\t------\t----\t----\t-------')
  const now = call.world.now()
  for (const event of sortedEvents(events)) {
    const from = textAt(event, 'source', 'component') || textAt(event, 'reportingComponent')
    const message = textAt(event, 'message').trim()
    out.line(
      1,
      [textAt(event, 'type'), textAt(event, 'reason'), interval(event, now), from, message].join(
        '\t',
      ),
    )
  }
}

/** Events by the time at which they were last seen. */
export const sortedEvents = (events: readonly JsonObject[]): readonly JsonObject[] =>
  [...events].sort((one, other) => Date.parse(lastSeen(one)) - Date.parse(lastSeen(other)))

/** When an Event was last seen. */
export const lastSeen = (event: JsonObject): string =>
  textAt(event, 'series', 'lastObservedTime') ||
  textAt(event, 'lastTimestamp') ||
  textAt(event, 'eventTime')

/** How long ago an Event was, and how often: `3s (x4 over 2m)`. */
export function interval(event: JsonObject, now: number): string {
  const first = since(textAt(event, 'eventTime') || textAt(event, 'firstTimestamp'), now)
  const series = numberAt(event, 'series', 'count')
  if (series > 0) {
    return `${since(textAt(event, 'series', 'lastObservedTime'), now)} (x${series} over ${first})`
  }
  const count = numberAt(event, 'count')
  if (count > 1) return `${since(textAt(event, 'lastTimestamp'), now)} (x${count} over ${first})`
  return first
}
