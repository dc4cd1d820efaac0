import type { ComponentContext } from '../apiserver/component'
import { limits } from '../limits'
import type { ObjectOf } from '../resources'
import { hours, timestamp } from '../sim'

type Event = ObjectOf<'Event'>

/** kube-apiserver's --event-ttl. */
const LIFETIME = hours(1)

/** Removes Events whose time is over, so many at most; whether those were all. */
export function removeExpired(context: ComponentContext<'look'>, most: number): boolean {
  const due = dueEvents(context)
  for (const event of due.slice(0, most)) remove(event, context)
  return due.length <= most
}

function remove({ metadata }: Event, context: ComponentContext<'look'>): void {
  const { namespace = '', name } = metadata
  context.act({ verb: 'delete', kind: 'Event', key: { namespace, name } })
}

function dueEvents({ reader, epoch, now }: ComponentContext<'look'>): readonly Event[] {
  const events = reader.list('Event')
  const before = now < LIFETIME ? '' : timestamp(epoch, now - LIFETIME)
  const due = events.filter((event) => written(event) < before)
  const many = events.length - limits.events
  return due.length >= many ? due : oldest(events, many)
}

const oldest = (events: readonly Event[], count: number): readonly Event[] =>
  events.toSorted((one, other) => (written(one) < written(other) ? -1 : 1)).slice(0, count)

// Timestamps are as long as each other, so they sort as texts.
const written = ({ lastTimestamp, metadata }: Event): string =>
  lastTimestamp ?? metadata.creationTimestamp ?? ''
