import type { KubeObject } from '../../api/object'
import { compareQuantities } from '../../api/quantity'
import { forbidden } from '../../api/status'
import { type Pod, type ResourceQuota, resourceOf } from '../../resources'
import type { Resource } from '../../resources/resource'
import { canGrow, mustBeGiven, namesFor, usageOf } from '../../resources/usage'
import {
  type Amounts,
  amountsText,
  beyond,
  isNothing,
  only,
  sum,
} from '../../resources/usage/amounts'
import { isInScope } from '../../resources/usage/scope'
import { type Change, listed, put, type Store } from '../store'

/** A store in which the quotas have been charged, and what was written for that. */
interface Charged {
  readonly store: Store
  readonly changes: readonly Change[]
}

const UNCOUNTED: readonly string[] = ['Event']
const NOTHING: readonly Change[] = []

/**
 * Charges the quotas of an object's namespace with what the object uses, or with what it uses more
 * than before; throws when one has not that much left. A quota counts from when its controller has
 * said for the first time what is used (apiserver/pkg/admission/plugin/resourcequota).
 */
export function charge(
  store: Store,
  resource: Resource,
  object: KubeObject,
  previous?: KubeObject,
): Charged {
  const { namespace = '' } = object.metadata
  const quotas = listed(store, resourceOf('ResourceQuota').plural, namespace)
  const isCounted = previous ? canGrow(resource.kind) : !UNCOUNTED.includes(resource.kind)
  if (quotas.length === 0 || !isCounted) return { store, changes: NOTHING }
  return (quotas as readonly ResourceQuota[]).reduce<Charged>(
    (charged, quota) => chargeOne(charged, quota, { resource, object, previous }),
    { store, changes: NOTHING },
  )
}

interface Request {
  readonly resource: Resource
  readonly object: KubeObject
  readonly previous: KubeObject | undefined
}

function chargeOne(charged: Charged, quota: ResourceQuota, request: Request): Charged {
  const { hard = {}, used = {} } = quota.status
  const names = namesFor(request.resource, Object.keys(hard))
  if (names.length === 0 || !isInScope(quota, request.object)) return charged
  checkGiven(quota, names, request)
  checkKnown(quota, names, request)
  const requested = only(moreThanBefore(request), (name) => names.includes(name))
  if (isNothing(requested)) return charged
  const next = sum(used, requested)
  checkLeft(quota, { requested, next }, request)
  const { store, change } = put(charged.store, resourceOf('ResourceQuota'), {
    ...quota,
    status: { ...quota.status, used: next },
  } as ResourceQuota)
  return { store, changes: charged.changes.concat(change) }
}

function moreThanBefore({ resource, object, previous }: Request): Amounts {
  const usage = usageOf(resource, object)
  return previous ? beyond(usage, usageOf(resource, previous)) : usage
}

const refusal = ({ resource, object }: Request, why: string): Error =>
  forbidden(resource, object.metadata.name, why)

// Where CPU or memory is limited, every container must say how much it needs.
function checkGiven(quota: ResourceQuota, names: readonly string[], request: Request): void {
  if (request.object.kind !== 'Pod') return
  const { spec } = request.object as Pod
  const missing = new Map<string, Set<string>>()
  for (const container of [...spec.containers, ...(spec.initContainers ?? [])]) {
    for (const name of mustBeGiven(container, names)) {
      missing.set(name, (missing.get(name) ?? new Set()).add(container.name))
    }
  }
  if (missing.size === 0) return
  const each = [...missing].map(([name, of]) => `${name} for: ${[...of].sort().join(',')}`)
  const { name } = quota.metadata
  throw refusal(request, `failed quota: ${name}: must specify ${each.sort().join('; ')}`)
}

function checkKnown(quota: ResourceQuota, names: readonly string[], request: Request): void {
  const { used = {} } = quota.status
  if (names.every((name) => name in used)) return
  const { name } = quota.metadata
  throw refusal(
    request,
    `status unknown for quota: ${name}, resources: ${[...names].sort().join(',')}`,
  )
}

interface Asked {
  readonly requested: Amounts
  readonly next: Amounts
}

function checkLeft(quota: ResourceQuota, { requested, next }: Asked, request: Request): void {
  const { hard = {}, used = {} } = quota.status
  const exceeded = Object.keys(requested).filter(
    (name) => compareQuantities(next[name] ?? '0', hard[name] ?? '0') > 0,
  )
  if (exceeded.length === 0) return
  const told = (amounts: Amounts): string =>
    amountsText(only(amounts, (name) => exceeded.includes(name)))
  throw refusal(
    request,
    `exceeded quota: ${quota.metadata.name}, requested: ${told(requested)}, ` +
      `used: ${told(used)}, limited: ${told(hard)}`,
  )
}
