import { type FieldError, invalid } from '../api/field-error'
import {
  always,
  given,
  int32,
  microTime,
  object,
  optional,
  pointer,
  string,
  time,
} from '../api/schema'
import { column, nameColumn, since, wide } from './columns'
import { fromEventsGroup, toEventsGroup } from './event-v1'
import { type ObjectReference, objectReference } from './references'
import { defineResource, type ObjectFrom, type TableTime } from './resource'

const schema = object('Event', {
  action: optional(string),
  count: optional(int32),
  eventTime: optional(microTime),
  firstTimestamp: optional(time),
  involvedObject: given(objectReference),
  lastTimestamp: optional(time),
  message: optional(string),
  reason: optional(string),
  related: pointer(objectReference),
  reportingComponent: always(string),
  reportingInstance: always(string),
  series: pointer(
    object('EventSeries', { count: optional(int32), lastObservedTime: optional(microTime) }),
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

const firstSeen = ({ eventTime, firstTimestamp }: Event, at: TableTime): string =>
  since(firstTimestamp ?? eventTime, at)

function lastSeen(event: Event, at: TableTime): string {
  const { lastTimestamp, series } = event
  const last = series?.lastObservedTime ?? lastTimestamp
  return last === undefined ? firstSeen(event, at) : since(last, at)
}

const objectText = ({ kind = '', name }: ObjectReference): string =>
  name ? `${kind.toLowerCase()}/${name}` : kind.toLowerCase()

function sourceText({ reportingComponent, reportingInstance, source }: Event): string {
  const { component, host = '' } = source
  const [who, where] = component ? [component, host] : [reportingComponent, reportingInstance]
  return where ? `${who}, ${where}` : who
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
  createsOnUpdate: true,
  otherVersion: {
    group: 'events.k8s.io',
    version: 'v1',
    read: fromEventsGroup,
    show: toEventsGroup,
  },
  columns: [
    column('Last Seen', lastSeen),
    column('Type', ({ type = '' }) => type),
    column('Reason', ({ reason = '' }) => reason),
    column('Object', ({ involvedObject }) => objectText(involvedObject)),
    wide('Subobject', ({ involvedObject }) => involvedObject.fieldPath ?? ''),
    wide('Source', sourceText),
    column('Message', ({ message = '' }) => message.trim()),
    wide('First Seen', firstSeen),
    wide('Count', ({ count, series }) => series?.count ?? (count || 1)),
    { ...nameColumn, priority: 1 },
  ],
  fieldSelectors: {
    'involvedObject.apiVersion': ({ involvedObject }) => involvedObject.apiVersion ?? '',
    'involvedObject.fieldPath': ({ involvedObject }) => involvedObject.fieldPath ?? '',
    'involvedObject.kind': ({ involvedObject }) => involvedObject.kind ?? '',
    'involvedObject.name': ({ involvedObject }) => involvedObject.name ?? '',
    'involvedObject.namespace': ({ involvedObject }) => involvedObject.namespace ?? '',
    'involvedObject.resourceVersion': ({ involvedObject }) => involvedObject.resourceVersion ?? '',
    'involvedObject.uid': ({ involvedObject }) => involvedObject.uid ?? '',
    reason: ({ reason = '' }) => reason,
    reportingComponent: ({ reportingComponent }) => reportingComponent,
    source: ({ reportingComponent, source }) => source.component || reportingComponent,
    type: ({ type = '' }) => type,
  },
  indexes: {},
  countsGenerations: false,
})
