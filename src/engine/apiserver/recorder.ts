import type { KubeObject } from '../api/object'
import { type ObjectOf, resourceOf } from '../resources'
import { timestamp } from '../sim'
import type { Action } from './action'
import type { ServerEnvironment } from './environment'
import { hexOf } from './naming'
import { readerOf } from './reader'
import { put, type Store } from './store'
import type { Written } from './written'

type Event = ObjectOf<'Event'>
type RecordAction = Extract<Action, { verb: 'record' }>

/**
 * Records an Event. One that says the same of the same object is counted up instead, as the
 * recorder of client-go does (tools/record/events_cache.go). `source` is the component that speaks.
 */
export function recordEvent(
  store: Store,
  action: RecordAction,
  source: { readonly component: string; readonly host?: string },
  env: ServerEnvironment,
): Written {
  const same = readerOf(store)
    .indexed('Event', 'about', action.about.metadata.uid)
    .find((event) => isSame(event, action, source.component))
  const now = timestamp(env.epoch, env.now)
  const event = same
    ? { ...same, count: (same.count ?? 1) + 1, lastTimestamp: now }
    : newEvent(action, source, { env, now })
  const { store: next, change } = put(store, resourceOf('Event'), event as KubeObject)
  return { store: next, object: change.object, changes: [change] }
}

const speaker = (event: Event): string => event.source?.component || event.reportingComponent || ''

const isSame = (event: Event, action: RecordAction, component: string): boolean =>
  event.reason === action.reason &&
  event.message === action.message &&
  event.type === action.type &&
  speaker(event) === component &&
  event.involvedObject.fieldPath === action.fieldPath

// Events of cluster-scoped objects are kept in `default`. The scheduler writes the newer kind of
// Event, in which `source` stays empty.
function newEvent(
  { about, type, reason, message, fieldPath }: RecordAction,
  { component, host }: { readonly component: string; readonly host?: string },
  { env, now }: { readonly env: ServerEnvironment; readonly now: string },
): Event {
  const { metadata } = about
  const namespace = metadata.namespace ?? 'default'
  const name = `${metadata.name}.${hexOf(`${metadata.uid} ${component} ${reason} ${message} ${env.now}`)}`
  const modern = component === 'default-scheduler'
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name,
      namespace,
      uid: `${hexOf(name)}-event`,
      resourceVersion: '',
      creationTimestamp: now,
    },
    involvedObject: {
      apiVersion: about.apiVersion,
      kind: about.kind,
      name: metadata.name,
      ...(metadata.namespace === undefined ? {} : { namespace }),
      uid: metadata.uid,
      ...(fieldPath === undefined ? {} : { fieldPath }),
    },
    type,
    reason,
    message,
    source: modern ? {} : { component, ...(host === undefined ? {} : { host }) },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
    reportingComponent: component,
    reportingInstance: host ?? '',
  } as Event
}
