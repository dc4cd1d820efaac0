import type { ComponentContext } from '../apiserver/component'
import { limits } from '../limits'
import type { ObjectOf } from '../resources'
import { hours, timestamp } from '../sim'

type Event = ObjectOf<'Event'>

/** kube-apiserver's --event-ttl. */
const LIFETIME = hours(1)

/** Events whose time is over, as they were when that was found. */
export type Due = readonly Event[]

/** Removes Events whose time is over, so many at most; returns those that are left for later. */
export function removeExpired(
  found: Due | undefined,
  context: ComponentContext<'look'>,
  most: number,
): Due {
  const due = found ?? dueEvents(context)
  for (const event of due.slice(0, most)) remove(event, context)
  return due.slice(most)
}

// What was written again has more time.
function remove(event: Event, context: ComponentContext<'look'>): void {
  const { namespace = '', name } = event.metadata
  if (context.reader.get('Event', namespace, name) !== event) return
  context.act({ verb: 'delete', kind: 'Event', key: { namespace, name } })
}

function dueEvents({ reader, epoch, now }: ComponentContext<'look'>): Due {
  const events = reader.list('Event')
  const before = now < LIFETIME ? '' : timestamp(epoch, now - LIFETIME)
  const due = events.filter((event) => written(event) < before)
  const many = events.length - limits.events
  return due.length >= many ? due : oldest(events, many)
}

// After a rollout of thousands of Pods there are tens of thousands, but few seconds: sorted by the
// second, they need not be compared with each other.
function oldest(events: Due, count: number): Due {
  const bySecond = new Map<string, Event[]>()
  for (const event of events) {
    const second = written(event)
    const same = bySecond.get(second)
    if (same) same.push(event)
    else bySecond.set(second, [event])
  }
  return [...bySecond.keys()]
    .sort()
    .flatMap((second) => bySecond.get(second) ?? [])
    .slice(0, count)
}

// Timestamps are as long as each other, so they sort as texts.
const written = ({ lastTimestamp, metadata }: Event): string =>
  lastTimestamp ?? metadata.creationTimestamp ?? ''
