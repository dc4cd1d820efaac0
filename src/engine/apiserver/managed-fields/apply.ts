import type { KubeObject, ManagedFields, ManagedFieldsEntry } from '../../api/object'
import { failure } from '../../api/status'
import { apiVersionOf, type Resource } from '../../resources/resource'
import { timestamp } from '../../sim'
import type { ServerEnvironment } from '../environment'
import { type Comparison, compared, fieldsOf } from './compare'
import { applyConflict, type Conflict } from './conflicts'
import { entryOf, fieldsIn, hasFields, isOf, lessened, sorted } from './entries'
import {
  difference,
  type FieldSet,
  intersection,
  isEmpty,
  nodeOf,
  noFields,
  union,
} from './field-set'
import { lastAppliedIn, withLastApplied } from './last-applied'
import { merged, without, withStructs } from './merge'
import { blank, ownable, type Part, schemaOf } from './ownable'
import type { JsonObject } from './shape'
import { entriesShown } from './status-fields'
import { untypedParts } from './typed'

/** What is applied, by whom. */
export interface Application {
  readonly resource: Resource
  readonly live: KubeObject | undefined
  readonly configuration: KubeObject
  readonly manager: string
  /** Takes from others what they have with another value. */
  readonly isForced: boolean
  readonly part: Part
  readonly env: ServerEnvironment
}

/** What an application makes of an object, yet to be decoded, and who then manages what. */
interface Applied {
  readonly object: KubeObject
  readonly managed: ManagedFields
}

/** Puts a configuration into an object (structured-merge-diff, merge.Updater.Apply). */
export function applied(application: Application): Applied {
  checkTyped(application)
  const { configuration, live, manager } = application
  const result = written(application)
  const isAnnotated =
    manager === 'kubectl' && live !== undefined && lastAppliedIn(live) !== undefined
  const object = isAnnotated ? withLastApplied(result.object, configuration) : result.object
  return { ...result, object }
}

function checkTyped({ configuration, resource }: Application): void {
  const faults = untypedParts(configuration, schemaOf(resource))
  if (faults.length === 0) return
  const { group, kind, version } = resource
  const { name, namespace = '' } = configuration.metadata
  const listed = faults.length === 1 ? faults[0] : ['errors:', ...faults].join('\n  ')
  const which = `${namespace}/${name}; ${group}/${version}, Kind=${kind}`
  throw failure(500, '', `failed to create typed patch object (${which}): ${listed}`)
}

function written(application: Application): Applied {
  const { configuration, env, live, part, resource } = application
  const schema = schemaOf(resource)
  const entries = entriesBefore(application)
  const identity = identityOf(application)
  const own = entries.find((entry) => isOf(entry, identity))
  const others = entries.filter((entry) => entry !== own)
  const fields = fieldsOf(ownable(configuration, part), schema)
  const before = live ? ownable(live, part) : blank(resource)
  const whole = live ? merged(inward(live), configuration, schema) : configuration
  const last = own ? fieldsIn(own) : noFields
  const kept = others.map(fieldsIn).reduce(union, fields)
  const object = pruned(whole, { last, kept, application }) as KubeObject
  const change = compared(before, ownable(object, part), schema)
  checkConflicts(application, others, change)
  const lost = union(union(change.added, change.modified), change.removed)
  const time = isEmpty(lost) ? own?.time : timestamp(env.epoch, env.now)
  const left = others.map((entry) => lessened(entry, lost))
  const managed = sorted([...left, entryOf(identity, fields, time)].filter(hasFields))
  return { object, managed }
}

const inward = ({ metadata, ...rest }: KubeObject): JsonObject => {
  const { managedFields: _, ...own } = metadata
  return { ...rest, metadata: own }
}

const identityOf = ({ manager, part, resource }: Application) => ({
  manager,
  operation: 'Apply' as const,
  apiVersion: apiVersionOf(resource),
  ...(part === 'status' ? { subresource: 'status' } : {}),
})

// An object that nobody manages was somebody's before (skipnonapplied.go).
function entriesBefore({ env, live, resource }: Application): ManagedFields {
  const entries = live ? (entriesShown(resource, live) ?? []) : []
  if (!live || entries.length > 0) return entries
  const { added, modified } = compared(blank(resource), ownable(live, 'main'), schemaOf(resource))
  const identity = {
    manager: 'before-first-apply',
    operation: 'Update',
    apiVersion: apiVersionOf(resource),
  } as const
  return [entryOf(identity, union(added, modified), timestamp(env.epoch, env.now))]
}

interface Pruning {
  /** What this manager had applied before. */
  readonly last: FieldSet
  /** What anybody has now. */
  readonly kept: FieldSet
  readonly application: Application
}

// What this manager no longer applies goes, unless somebody has something in it; what was never
// applied stays where it is (merge.Updater, prune).
function pruned(whole: unknown, { application, kept, last }: Pruning): unknown {
  if (isEmpty(last)) return whole
  const { part, resource } = application
  const schema = schemaOf(resource)
  const inStructs = (fields: FieldSet): FieldSet => inside(withStructs(fields, schema))
  const pathsIn = (value: unknown): FieldSet =>
    inStructs(fieldsOf(ownable(value as KubeObject, part), schema))
  const paths = pathsIn(whole)
  const bare = without(whole, inStructs(last), schema)
  const gone = difference(difference(paths, pathsIn(bare)), inStructs(kept))
  const dangling = difference(paths, pathsIn(without(whole, gone, schema)))
  return without(whole, intersection(dangling, inStructs(last)), schema)
}

// An object keeps its metadata: in it is its name, which nobody manages.
function inside(fields: FieldSet): FieldSet {
  const { 'f:metadata': metadata = noFields, ...others } = fields
  const left = nodeOf(false, withoutSelf(metadata))
  return left ? { ...others, 'f:metadata': left } : others
}

const withoutSelf = ({ '.': _, ...below }: FieldSet): FieldSet => below

function checkConflicts(
  application: Application,
  others: readonly ManagedFieldsEntry[],
  { added, modified }: Comparison,
): void {
  if (application.isForced) return
  const wanted = union(added, modified)
  const conflicts = others
    .map((entry): Conflict => ({ entry, fields: intersection(fieldsIn(entry), wanted) }))
    .filter(({ fields }) => !isEmpty(fields))
  const left = withoutOwnPast(application, conflicts)
  if (left.length > 0) throw applyConflict(left)
}

// What kubectl has applied itself, before it left that to the server, it may change
// (lastappliedmanager.go).
function withoutOwnPast(
  { live, manager, resource }: Application,
  conflicts: readonly Conflict[],
): readonly Conflict[] {
  const past = manager === 'kubectl' && live ? lastAppliedIn(live) : undefined
  if (!live || past === undefined) return conflicts
  const schema = schemaOf(resource)
  const { modified, removed } = compared(ownable(past, 'main'), ownable(live, 'main'), schema)
  const own = difference(fieldsOf(ownable(past, 'main'), schema), union(modified, removed))
  return conflicts
    .map(({ entry, fields }) => ({ entry, fields: difference(fields, own) }))
    .filter(({ fields }) => !isEmpty(fields))
}
