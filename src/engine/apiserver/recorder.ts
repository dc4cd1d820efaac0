import type { KubeObject } from '../api/object'
import { type ObjectOf, resourceOf } from '../resources'
import { parseTimestamp, timestamp } from '../sim'
import type { Action } from './action'
import type { ServerEnvironment } from './environment'
import { hexOf } from './naming'
import { readerOf } from './reader'
import { put, type Store } from './store'
import type { Written } from './written'

type Event = ObjectOf<'Event'>
type RecordAction = Extract<Action, { verb: 'record' }>

/** Who speaks in an Event. */
interface Source {
  readonly component: string
  readonly host?: string
}

// client-go's defaults (tools/record/events_cache.go): after ten of a kind within ten minutes the
// rest are told as one, and of all that one source says of one object, 25 get through and then one
// every five minutes.
const SIMILAR = 10
const SIMILAR_SECONDS = 600
const BURST = 25
const REFILL_SECONDS = 300
const COMBINED = '(combined from similar events): '

/**
 * Records an Event. One that says the same of the same object is counted up instead, and so are
 * those of a kind that come in numbers; a source that will not stop is not listened to.
 */
export function recordEvent(
  store: Store,
  action: RecordAction,
  source: Source,
  env: ServerEnvironment,
): Written {
  const told = readerOf(store)
    .indexed('Event', 'about', action.about.metadata.uid)
    .filter((event) => speaker(event) === source.component)
  const last = told.at(-1)
  if (last && isSpam(told, source, env)) return { store, object: last, changes: [] }
  const now = timestamp(env.epoch, env.now)
  const { combined, message } = combine(told, action, env)
  const same = combined ?? told.find((event) => isSame(event, action))
  const event = same
    ? { ...same, message, count: (same.count ?? 1) + 1, lastTimestamp: now }
    : newEvent({ ...action, message }, source, { env, now })
  const { store: next, change } = put(store, resourceOf('Event'), event as KubeObject)
  return { store: next, object: change.object, changes: [change] }
}

// The scheduler speaks through the newer events API, which has no such filter.
const isModern = ({ component }: Source): boolean => component === 'default-scheduler'

const speaker = (event: Event): string => event.source?.component || event.reportingComponent || ''

const unixSeconds = ({ epoch, now }: ServerEnvironment): number => epoch + now / 1_000_000

function isSpam(told: readonly Event[], source: Source, env: ServerEnvironment): boolean {
  if (isModern(source)) return false
  const spent = told.reduce((sum, { count = 1 }) => sum + count, 0)
  if (spent < BURST) return false
  const begun = told.reduce((earliest, { firstTimestamp = '' }) => {
    return Math.min(earliest, parseTimestamp(firstTimestamp) ?? earliest)
  }, unixSeconds(env))
  return spent >= BURST + Math.floor((unixSeconds(env) - begun) / REFILL_SECONDS)
}

// What is told instead, once too many have told the like; with the Event that stands for them all.
function combine(
  told: readonly Event[],
  { type, reason, message }: RecordAction,
  env: ServerEnvironment,
): { readonly combined?: Event; readonly message: string } {
  const since = unixSeconds(env) - SIMILAR_SECONDS
  const similar = told.filter(
    (event) =>
      event.type === type &&
      event.reason === reason &&
      (parseTimestamp(event.lastTimestamp ?? '') ?? 0) >= since,
  )
  const isOneOfThem = similar.some((event) => event.message === message)
  if (isOneOfThem || similar.length < SIMILAR) return { message }
  const combined = similar.find((event) => event.message?.startsWith(COMBINED))
  return { ...(combined ? { combined } : {}), message: COMBINED + message }
}

const isSame = (event: Event, action: RecordAction): boolean =>
  event.reason === action.reason &&
  event.message === action.message &&
  event.type === action.type &&
  event.involvedObject.fieldPath === action.fieldPath

// Events of cluster-scoped objects are kept in `default`. The scheduler writes the newer kind of
// Event, in which `source` stays empty.
function newEvent(
  { about, type, reason, message, fieldPath }: RecordAction,
  { component, host }: Source,
  { env, now }: { readonly env: ServerEnvironment; readonly now: string },
): Event {
  const { metadata } = about
  const namespace = metadata.namespace ?? 'default'
  const told = `${metadata.uid} ${component} ${reason} ${message} ${env.now}`
  const name = `${metadata.name}.${hexOf(told)}`
  const modern = isModern({ component })
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
