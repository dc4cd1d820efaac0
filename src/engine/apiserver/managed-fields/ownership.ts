import { sameJson } from '../../api/equality'
import type { KubeObject, ManagedFields, ManagedFieldsEntry } from '../../api/object'
import { apiVersionOf, type Resource } from '../../resources/resource'
import { timestamp } from '../../sim'
import type { ServerEnvironment } from '../environment'
import { compared } from './compare'
import { afterUpdate, entryOf, hasFields, type Identity, sameEntries } from './entries'
import { type FieldSet, union } from './field-set'
import { blank, ownable, type Part, schemaOf } from './ownable'
import { isObject } from './shape'
import { afterOwnStatus, entriesShown } from './status-fields'

/** Who writes: its fields are told by what the write changes, or have been told already. */
export type Writer =
  | {
      readonly manager: string
      /** A component of the cluster: what its object says of managers is what it was shown. */
      readonly isComponent?: boolean
      readonly subresource?: string
    }
  | { readonly managed: ManagedFields }

/** What is written, in which environment, and what there was before. */
interface Write {
  readonly resource: Resource
  readonly live?: KubeObject
  readonly next: KubeObject
  /** What the client's body says of managers. */
  readonly given?: unknown
  readonly env: ServerEnvironment
}

const NONE: ManagedFields = []

/** Who manages what after an object is created, or its main part is updated. */
export function managedAfter(writer: Writer, write: Write): ManagedFields {
  if ('managed' in writer) return writer.managed
  const { live, next, resource } = write
  if (live === undefined && writer.isComponent) return createdFrom(writer.manager, write)
  const before = entriesBefore(writer, write)
  const old = live ? ownable(live, 'main') : blank(resource)
  const change = compared(old, ownable(next, 'main'), schemaOf(resource))
  const after = afterUpdate(before, change, identityOf(writer, write), timeOf(write))
  const known = live?.metadata.managedFields ?? NONE
  return sameEntries(known, after) && isUntouched(write) ? known : after
}

/** Who manages what after an object's status is written. */
export function managedAfterStatus(
  writer: Writer,
  write: Write & { readonly live: KubeObject },
): ManagedFields {
  if ('managed' in writer) return writer.managed
  const { live, next, resource } = write
  if (writer.isComponent) {
    const { manager } = writer
    const before = live.metadata.managedFields ?? NONE
    const own = afterOwnStatus(before, { manager, resource }, timeOf(write))
    if (own) return own
  }
  const identity = { ...identityOf(writer, write), subresource: 'status' }
  const entries = entriesShown(resource, live) ?? NONE
  const change = compared(ownable(live, 'status'), ownable(next, 'status'), schemaOf(resource))
  return afterUpdate(entries, change, identity, timeOf(write))
}

const timeOf = ({ env }: Write): string => timestamp(env.epoch, env.now)

const identityOf = (
  { manager, subresource }: Extract<Writer, { manager: string }>,
  { resource }: Write,
): Identity => ({
  manager,
  operation: 'Update',
  apiVersion: apiVersionOf(resource),
  ...(subresource === undefined ? {} : { subresource }),
})

const isUntouched = ({ live, next }: Write): boolean =>
  live !== undefined && sameJson(ownable(live, 'main'), ownable(next, 'main'))

// A client may say itself who manages what: `[{}]` wipes all, nothing at all is what there was.
function entriesBefore(
  { isComponent }: Extract<Writer, { manager: string }>,
  { given, live, resource }: Write,
): ManagedFields {
  const known = live?.metadata.managedFields ?? NONE
  if (isComponent || !Array.isArray(given) || given.length === 0) return known
  if (live && sameJson(given, entriesShown(resource, live))) return known
  if (given.length === 1 && isObject(given[0]) && Object.keys(given[0]).length === 0) return NONE
  return given.every(isEntry) ? given.filter(hasFields) : known
}

const isEntry = (entry: unknown): entry is ManagedFieldsEntry =>
  isObject(entry) &&
  typeof entry['manager'] === 'string' &&
  (entry['operation'] === 'Apply' || entry['operation'] === 'Update') &&
  typeof entry['apiVersion'] === 'string' &&
  entry['fieldsType'] === 'FieldsV1' &&
  isFieldSet(entry['fieldsV1'])

const isFieldSet = (value: unknown): boolean =>
  isObject(value) && Object.values(value).every(isFieldSet)

/** What was made of an object's spec last, and of which metadata. Only a cache. */
interface Made {
  readonly likeness: readonly unknown[]
  readonly fields: FieldSet
  readonly manager: string
  readonly time: string
  readonly entries: ManagedFields
}
const made = new WeakMap<object, Made>()

// Objects that a component makes from one template have the same fields, and are made in one
// second: they share what is kept of that.
function createdFrom(manager: string, write: Write): ManagedFields {
  const { next, resource } = write
  const time = timeOf(write)
  const { spec } = next as { readonly spec?: object }
  const known = spec && made.get(spec)
  const likeness = likenessOf(next)
  const isAlike = known?.likeness.every((each, index) => each === likeness[index]) ?? false
  if (known && isAlike && known.manager === manager && known.time === time) return known.entries
  const fields = known && isAlike ? known.fields : writtenFields(resource, next)
  const entries = [entryOf(identityOf({ manager }, write), fields, time)].filter(hasFields)
  if (spec) made.set(spec, { likeness, fields, manager, time, entries })
  return entries
}

function likenessOf({ metadata }: KubeObject): readonly unknown[] {
  const { annotations, finalizers, labels, ownerReferences } = metadata
  return [labels, annotations, finalizers, ownerReferences?.length, ownerReferences?.[0]?.uid]
}

function writtenFields(resource: Resource, object: KubeObject): FieldSet {
  const part: Part = 'main'
  const change = compared(blank(resource), ownable(object, part), schemaOf(resource))
  return union(change.added, change.modified)
}
