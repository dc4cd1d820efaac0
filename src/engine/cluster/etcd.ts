import type { Component, ComponentContext } from '../apiserver/component'
import { limits } from '../limits'
import type { ObjectOf } from '../resources'
import { hours, milliseconds, seconds, timestamp } from '../sim'

type Event = ObjectOf<'Event'>

// kube-apiserver's --event-ttl, and for how long it gives all that it writes the same lease.
const LIFETIME = hours(1)
const LOOK_EVERY = seconds(60)
/** As many go at once; etcd, too, takes its time over many. */
const BATCH = 200
const BETWEEN_BATCHES = milliseconds(10)

/**
 * What etcd does by itself: an Event is written with a lease of an hour and goes with it, unless it
 * was written again. Here the oldest go sooner where there are very many.
 */
export const etcd: Component<undefined, 'look'> = {
  name: 'etcd',
  watches: [],
  watchLatency: 0,
  start(context) {
    context.after(LOOK_EVERY, 'look')
    return undefined
  },
  changed: () => undefined,
  receive(_memory, _message, context) {
    const due = dueEvents(context)
    for (const event of due.slice(0, BATCH)) remove(event, context)
    context.after(due.length > BATCH ? BETWEEN_BATCHES : LOOK_EVERY, 'look')
    return undefined
  },
  idle: () => true,
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
