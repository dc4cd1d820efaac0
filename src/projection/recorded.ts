import type { Reader } from '../engine'
import type { FieldRef } from '../engine/api/object'
import type { ObjectOf } from '../engine/resources'
import { projectionLimits } from './limits'

type Event = ObjectOf<'Event'>
type Change = NonNullable<Reader['latest']>

/** An Event, as a list shows it. */
export interface RecordedEvent {
  readonly uid: string
  /** Another one when it was written again. */
  readonly revision: string
  /** When it was written last, as the API writes it. */
  readonly at: string
  readonly type: string
  readonly reason: string
  readonly message: string
  readonly count: number
  /** What it is about. */
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/** The newest Events, the latest first, and how many older ones there are. */
export interface RecordedEvents {
  readonly newest: readonly RecordedEvent[]
  readonly older: number
}

/** An object of the API that Events may be about. */
export type Subject = Pick<FieldRef, 'kind' | 'key'>

/**
 * What components recorded last, of all things or about one, kept up with what is written: of tens
 * of thousands only those are looked at that are new.
 */
export class Recorded {
  private newest: readonly Event[] = []
  private count = 0
  private seen: Change | undefined
  private told: RecordedEvents = { newest: [], older: 0 }

  constructor(private readonly about?: Subject) {}

  /** The same value while it says the same. */
  asOf(reader: Reader): RecordedEvents {
    const changes = this.seen && reader.since(this.seen)
    if (changes?.length === 0) return this.told
    this.seen = reader.latest
    const events = changes?.filter(
      ({ kind, object }) => kind === 'Event' && this.isMeant(object as Event),
    )
    if (events?.length === 0) return this.told
    if (!events || !this.follow(events)) this.lookAtAll(reader)
    const { newest, count } = this
    this.told = { newest: newest.map(recordedEvent), older: count - newest.length }
    return this.told
  }

  /** False when one of the newest has gone and nobody knows which is to take its place. */
  private follow(changes: readonly Change[]): boolean {
    const written = new Map<string, Event>()
    const gone = new Set<string>()
    for (const { type, object } of changes) {
      const { uid } = object.metadata
      written.delete(uid) // the latest last
      if (type === 'DELETED') gone.add(uid)
      else written.set(uid, object as Event)
      this.count += type === 'ADDED' ? 1 : type === 'DELETED' ? -1 : 0
    }
    const stay = this.newest.filter(({ metadata: { uid } }) => !gone.has(uid) && !written.has(uid))
    const all = [...[...written.values()].reverse(), ...stay]
    this.newest = all.slice(0, projectionLimits.events)
    return this.newest.length === Math.min(this.count, projectionLimits.events)
  }

  private lookAtAll(reader: Reader): void {
    const all = reader.list('Event')
    const events = this.about ? all.filter((event) => this.isMeant(event)) : all
    const order = new Float64Array(events.map(revisionOf)).sort()
    const least = order.at(-projectionLimits.events) ?? 0
    this.newest = events
      .filter((event) => revisionOf(event) >= least)
      .sort((one, other) => revisionOf(other) - revisionOf(one))
    this.count = events.length
  }

  private isMeant({ involvedObject }: Event): boolean {
    if (!this.about) return true
    const { kind, key } = this.about
    const { namespace = '', name } = involvedObject
    return name === key.name && involvedObject.kind === kind && namespace === key.namespace
  }
}

const revisionOf = ({ metadata }: Event): number => Number(metadata.resourceVersion)

function recordedEvent(event: Event): RecordedEvent {
  const { metadata, type = '', reason = '', message = '', count = 1, involvedObject } = event
  const { kind = '', namespace = '', name = '' } = involvedObject
  const { uid, resourceVersion: revision = '' } = metadata
  const at = event.lastTimestamp ?? event.eventTime ?? ''
  return { uid, revision, at, type, reason, message, count, kind, namespace, name }
}
