import { type FieldError, invalid } from '../api/field-error'
import { always, int32, object, optional, pointer, string, time } from '../api/schema'
import { objectReference } from './references'
import { defineResource, type ObjectFrom } from './resource'

const schema = object('Event', {
  action: optional(string),
  count: optional(int32),
  eventTime: optional(time),
  firstTimestamp: optional(time),
  involvedObject: always(objectReference),
  lastTimestamp: optional(time),
  message: optional(string),
  reason: optional(string),
  related: pointer(objectReference),
  reportingComponent: always(string),
  reportingInstance: always(string),
  series: pointer(
    object('EventSeries', { count: optional(int32), lastObservedTime: optional(time) }),
  ),
  source: always(object('EventSource', { component: optional(string), host: optional(string) })),
  type: optional(string),
})

/** Something that a component did about an object, told for people to read. */
export type Event = ObjectFrom<'Event', typeof schema.fields>

// The namespace of an Event about an object without one is `default`.
function validateEvent({ involvedObject, metadata }: Event): readonly FieldError[] {
  const { namespace = '' } = involvedObject
  const fits =
    namespace === metadata.namespace || (namespace === '' && metadata.namespace === 'default')
  if (fits) return []
  return [invalid('involvedObject.namespace', namespace, 'does not match event.namespace')]
}

/** Keeps Events (core/v1). */
export const event = defineResource<Event>({
  kind: 'Event',
  group: '',
  version: 'v1',
  plural: 'events',
  shortNames: ['ev'],
  categories: [],
  namespaced: true,
  subresources: [],
  schema,
  default: (object) => object,
  validate: validateEvent,
  columns: [],
  indexes: { about: ({ involvedObject }) => involvedObject.uid },
  countsGenerations: false,
})
