import type { ManagedFields, ManagedFieldsEntry } from '../../api/object'
import { compareStrings } from '../../sim'
import type { Comparison } from './compare'
import { difference, type FieldSet, isEmpty, noFields, sameFields, union } from './field-set'

/** Who is an entry's: there is one for each manager, operation, version and path. */
export type Identity = Pick<ManagedFieldsEntry, 'manager' | 'operation' | 'apiVersion'> & {
  readonly subresource?: string
}

/** The fields of an entry. */
export const fieldsIn = ({ fieldsV1 }: ManagedFieldsEntry): FieldSet =>
  (fieldsV1 ?? noFields) as FieldSet

// Who applies is the same in whatever version.
export const isOf = (entry: ManagedFieldsEntry, identity: Identity): boolean =>
  entry.manager === identity.manager &&
  entry.operation === identity.operation &&
  entry.subresource === identity.subresource &&
  (identity.operation === 'Apply' || entry.apiVersion === identity.apiVersion)

/** An entry with other fields. */
export const withFields = (entry: ManagedFieldsEntry, fields: FieldSet): ManagedFieldsEntry => ({
  ...entry,
  fieldsV1: shared(fields),
})

/** A new entry. */
export const entryOf = (
  identity: Identity,
  fields: FieldSet,
  time?: string,
): ManagedFieldsEntry => ({
  manager: identity.manager,
  operation: identity.operation,
  apiVersion: identity.apiVersion,
  ...(time === undefined ? {} : { time }),
  fieldsType: 'FieldsV1',
  fieldsV1: shared(fields),
  ...(identity.subresource === undefined ? {} : { subresource: identity.subresource }),
})

// Objects of one shape have the same fields: those are kept once. Only a cache.
const known = new Map<string, FieldSet>()
const MOST_KNOWN = 1_000

/** A set as it is kept: the one that is already there, when there is one. */
export function shared(fields: FieldSet): FieldSet {
  const text = JSON.stringify(fields)
  const same = known.get(text)
  if (same) return same
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(text, fields)
  return fields
}

/** Entries in the order in which objects show them (internal/managedfields, sortEncoded…). */
export const sorted = (entries: readonly ManagedFieldsEntry[]): ManagedFields =>
  [...entries].sort(
    (a, b) =>
      compareStrings(a.operation, b.operation) ||
      compareStrings(a.time ?? '', b.time ?? '') ||
      compareStrings(a.manager, b.manager) ||
      compareStrings(a.apiVersion, b.apiVersion) ||
      compareStrings(a.subresource ?? '', b.subresource ?? ''),
  )

/**
 * Entries after a change that `writer` has made: what was added or modified is the writer's alone,
 * what was removed is nobody's (structured-merge-diff, merge.Updater.Update).
 */
export function afterUpdate(
  entries: ManagedFields,
  { added, modified, removed }: Comparison,
  writer: Identity,
  time: string,
): ManagedFields {
  const taken = union(added, modified)
  if (isEmpty(taken) && isEmpty(removed)) return entries
  const others = entries.filter((entry) => !isOf(entry, writer))
  const own = entries.find((entry) => isOf(entry, writer))
  const lost = union(taken, removed)
  const left = others.map((entry) => lessened(entry, lost))
  const mine = isEmpty(taken) ? own?.time : time
  if (own && isEmpty(removed) && isEmpty(difference(taken, fieldsIn(own)))) {
    return sorted([...left, at(own, mine)].filter(hasFields))
  }
  const fields = union(difference(own ? fieldsIn(own) : noFields, removed), taken)
  return sorted([...left, entryOf(writer, fields, mine)].filter(hasFields))
}

// Most writes are of fields that the writer has already: only the time is another one.
const at = (entry: ManagedFieldsEntry, time: string | undefined): ManagedFieldsEntry =>
  time === undefined || entry.time === time ? entry : { ...entry, time }

/** An entry without what it has lost; the same entry when it has lost nothing. */
export function lessened(entry: ManagedFieldsEntry, lost: FieldSet): ManagedFieldsEntry {
  if (!entry.fieldsV1) return entry
  const fields = fieldsIn(entry)
  const left = difference(fields, lost)
  return sameFields(fields, left) ? entry : withFields(entry, left)
}

/** Whether an entry still stands for something. */
export const hasFields = ({ fieldsV1 }: ManagedFieldsEntry): boolean =>
  fieldsV1 === undefined || !isEmpty(fieldsV1 as FieldSet)

/** Whether entries tell the same, whenever it was. */
export const sameEntries = (left: ManagedFields, right: ManagedFields): boolean =>
  left === right ||
  (left.length === right.length &&
    left.every((entry) => {
      const other = right.find((each) => isOf(each, entry))
      return other !== undefined && sameFields(fieldsIn(entry), fieldsIn(other))
    }))
