import type { KubeObject } from '../api/object'
import { type ObjectOf, resourceOf } from '../resources'
import { parseTimestamp, timestamp } from '../sim'
import type { Action } from './action'
import { checkNotTerminating } from './admission'
import type { ServerEnvironment } from './environment'
import { flat, nanosText } from './naming'
import { eventsNamed, isAbout } from './reader'
import { nextVersion, put, type Store } from './store'
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
  const alikeNamed = eventsNamed(store, action.about)
  const about = alikeNamed.filter(isAbout(action.about))
  const { told, spent, alike } = heard(about, action, source)
  const last = told.at(-1)
  if (last && spent >= BURST && isSpam(told, spent, source, env)) {
    return { store, object: last, changes: [] }
  }
  const { combined, message } = combine(told, action, env)
  const same = combined ?? (message === action.message ? alike : undefined)
  const event = same
    ? again(same, message, env)
    : newEvent(action, message, source, { env, store, about, alikeNamed })
  const { store: next, change } = put(store, resourceOf('Event'), event as KubeObject)
  return { store: next, object: change.object, changes: [change] }
}

/** What a source has told of an object so far. */
interface Heard {
  readonly told: readonly Event[]
  /** How often it has spoken. */
  readonly spent: number
  /** The Event that says what is to be said now. */
  readonly alike: Event | undefined
}

function heard(about: readonly Event[], action: RecordAction, { component }: Source): Heard {
  const told: Event[] = []
  let spent = 0
  let alike: Event | undefined
  for (const event of about) {
    if (speaker(event) !== component) continue
    told.push(event)
    spent += event.count ?? 1
    if (!alike && isSame(event, action)) alike = event
  }
  return { told, spent, alike }
}

const again = (event: Event, message: string, { epoch, now }: ServerEnvironment): Event => ({
  ...event,
  message,
  count: (event.count ?? 1) + 1,
  lastTimestamp: timestamp(epoch, now),
})

// The scheduler speaks through the newer events API, which has no such filter.
const isModern = ({ component }: Source): boolean => component === 'default-scheduler'

const speaker = (event: Event): string => event.source?.component || event.reportingComponent || ''

const unixSeconds = ({ epoch, now }: ServerEnvironment): number => epoch + now / 1_000_000

function isSpam(
  told: readonly Event[],
  spent: number,
  source: Source,
  env: ServerEnvironment,
): boolean {
  if (isModern(source)) return false
  const now = unixSeconds(env)
  const first = told.reduce(
    (earliest, { firstTimestamp = earliest }) => {
      return firstTimestamp < earliest ? firstTimestamp : earliest
    },
    timestamp(env.epoch, env.now),
  )
  return spent >= BURST + Math.floor((now - (parseTimestamp(first) ?? now)) / REFILL_SECONDS)
}

// What is told instead, once too many have told the like; with the Event that stands for them all.
function combine(
  told: readonly Event[],
  { type, reason, message }: RecordAction,
  env: ServerEnvironment,
): { readonly combined?: Event; readonly message: string } {
  if (told.length < SIMILAR) return { message }
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

/** What is there when an Event is made: the store, and the Events about the same object. */
interface Scene {
  readonly env: ServerEnvironment
  readonly store: Store
  readonly about: readonly Event[]
  /** Those, and the Events about others that had its name. */
  readonly alikeNamed: readonly Event[]
}

const NO_SOURCE: Source | object = {}

// Events of cluster-scoped objects are kept in `default`. The scheduler writes the newer kind of
// Event, in which `source` stays empty.
function newEvent(action: RecordAction, message: string, source: Source, scene: Scene): Event {
  const { type, reason, about } = action
  const namespace = about.metadata.namespace ?? 'default'
  checkNotTerminating(scene.store, resourceOf('Event'), { namespace, name: about.metadata.name })
  const now = timestamp(scene.env.epoch, scene.env.now)
  const { name, uid } = newIdentity(about, scene)
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name,
      namespace,
      uid,
      resourceVersion: nextVersion(scene.store),
      creationTimestamp: now,
    },
    involvedObject: referenceTo(action, scene.about),
    type,
    reason,
    message,
    source: isModern(source) ? NO_SOURCE : source,
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
    reportingComponent: source.component,
    reportingInstance: source.host ?? '',
  } as Event
}

// An Event is named after its object and the nanosecond; two of one instant are one apart. So it is
// with its uid, which begins as that of its object does.
function newIdentity(
  { metadata }: KubeObject,
  { env, about, alikeNamed }: Scene,
): { readonly name: string; readonly uid: string } {
  for (let nanos = about.length; ; nanos++) {
    const at = nanosText(env, nanos)
    const name = flat(metadata.name, '.', at)
    if (alikeNamed.some((event) => event.metadata.name === name)) continue
    return { name, uid: flat(metadata.uid.slice(0, 24), at.slice(-12)) }
  }
}

// Events about one container share what they say of it.
function referenceTo(
  { about, fieldPath }: RecordAction,
  told: readonly Event[],
): Event['involvedObject'] {
  for (const { involvedObject } of told) {
    if (involvedObject.fieldPath === fieldPath) return involvedObject
  }
  const { name, namespace, uid } = about.metadata
  return {
    apiVersion: about.apiVersion,
    kind: about.kind,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    uid,
    ...(fieldPath === undefined ? {} : { fieldPath }),
  }
}
