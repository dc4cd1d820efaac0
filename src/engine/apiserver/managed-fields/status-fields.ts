import type { KubeObject, ManagedFields, ManagedFieldsEntry } from '../../api/object'
import { apiVersionOf } from '../../resources/resource'
import { compared } from './compare'
import { fieldsIn, isOf, sorted, withFields } from './entries'
import { difference, type FieldSet, union } from './field-set'
import { blank, ownable, type Shaped, schemaOf } from './ownable'
import { isObject, type JsonObject } from './shape'

const STATUS = 'status'

type GroupVersion = Parameters<typeof apiVersionOf>[0]

// What was made of a list of entries last: many objects share theirs. Only a cache.
interface Latest {
  readonly manager: string
  readonly time: string
  readonly entries: ManagedFields
}
const latest = new WeakMap<ManagedFields, Latest>()

/**
 * Entries after a component has written the status, when it alone does that: what is its own need
 * not be kept, since it is all that is there. Undefined when somebody else has a say.
 */
export function afterOwnStatus(
  entries: ManagedFields,
  { manager, resource }: { readonly manager: string; readonly resource: GroupVersion },
  time: string,
): ManagedFields | undefined {
  const known = latest.get(entries)
  if (known?.manager === manager && known.time === time) return known.entries
  const apiVersion = apiVersionOf(resource)
  const identity = { manager, apiVersion, operation: 'Update', subresource: STATUS } as const
  const isOthers = (entry: ManagedFieldsEntry): boolean =>
    entry.subresource === STATUS && (entry.fieldsV1 !== undefined || !isOf(entry, identity))
  if (entries.some(isOthers)) return undefined
  const others = entries.filter((entry) => entry.subresource !== STATUS)
  const made = sorted([
    ...others,
    Object.assign({}, identity, { time, fieldsType: 'FieldsV1' } as const),
  ])
  latest.set(entries, { manager, time, entries: made })
  return made
}

/** An object's entries as clients are shown them: all with their fields. */
export function entriesShown(resource: Shaped, object: KubeObject): ManagedFields | undefined {
  const { managedFields } = object.metadata
  if (!managedFields?.some(({ fieldsV1 }) => fieldsV1 === undefined)) return managedFields
  return managedFields.map((entry) =>
    entry.fieldsV1 ? entry : withFields(entry, statusFields(resource, object, entry)),
  )
}

/** An object as it leaves the server. */
export function outward<Of extends KubeObject>(resource: Shaped, object: Of): Of {
  const managedFields = entriesShown(resource, object)
  if (!managedFields || managedFields === object.metadata.managedFields) return object
  return { ...object, metadata: { ...object.metadata, managedFields } }
}

function statusFields(
  resource: Shaped,
  object: KubeObject,
  { manager }: ManagedFieldsEntry,
): FieldSet {
  const before = { status: unowned(resource, object, manager) }
  const { added, modified } = compared(before, ownable(object, STATUS), schemaOf(resource))
  const others = (object.metadata.managedFields ?? []).map(fieldsIn)
  return others.reduce(difference, union(added, modified))
}

interface PodStatus {
  readonly phase?: string
  readonly qosClass?: string
  readonly conditions?: readonly { readonly type: string }[]
}

// A Pod begins with a phase and a class, and what binds it to a node says so in a condition: none
// of that is a client's write.
function unowned(resource: Shaped, object: KubeObject, manager: string): unknown {
  const { status } = object as { readonly status?: PodStatus }
  if (object.kind !== 'Pod' || !status) return statusOf(blank(resource))
  const bound = (status.conditions ?? []).filter(({ type }) => type === 'PodScheduled')
  const conditions = manager === 'kubelet' && bound.length > 0 ? { conditions: bound } : {}
  return { phase: 'Pending', qosClass: status.qosClass, ...conditions }
}

const statusOf = ({ status }: JsonObject): unknown => (isObject(status) ? status : undefined)
