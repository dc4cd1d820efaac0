import { sameJson } from '../../api/equality'
import { limits } from '../../limits'
import type { EndpointSlice } from '../../resources'
import type { Endpoint, EndpointPort } from '../../resources/endpointslice'
import { compareStrings } from '../../sim'
import { portsKey } from './ports'

/** Endpoints that have the same ports, by what tells them apart (`identify`). */
export interface Group {
  readonly ports: readonly EndpointPort[]
  readonly endpoints: Map<string, { endpoint: Endpoint }>
  readonly identify: (endpoint: Endpoint) => string
  /** Tells those that are known to be in a slice as they should be: they need not be listed. */
  readonly isSettled?: (identity: string) => boolean
}

/** Endpoints made from Pods are told apart by the Pod's uid. */
export const byPod = ({ targetRef }: Endpoint): string => targetRef?.uid ?? ''

/** A slice that is to be written: in place of a stored one, or as a new one. */
export interface Written {
  readonly stored: EndpointSlice | undefined
  readonly ports: readonly EndpointPort[]
  readonly endpoints: readonly Endpoint[]
}

/** What has to be done to a set of slices. */
export interface Plan {
  readonly write: readonly Written[]
  readonly remove: readonly EndpointSlice[]
}

/** A slice while it is filled. */
interface Draft {
  readonly stored: EndpointSlice | undefined
  readonly endpoints: Endpoint[]
  changed: boolean
}

const MOST = limits.endpointsPerSlice

/** Plans each group over the slices that have its ports; those of no group are to go. */
export function planGroups(
  groups: ReadonlyMap<string, Group>,
  stored: readonly EndpointSlice[],
  hasStaleLabels: (slice: EndpointSlice) => boolean,
): Plan {
  const plans = Array.from(groups, ([key, group]) =>
    planGroup(
      group,
      stored.filter(({ ports }) => portsKey(ports) === key),
      hasStaleLabels,
    ),
  )
  const unwanted = stored.filter(({ ports }) => !groups.has(portsKey(ports)))
  return {
    write: plans.flatMap(({ write }) => write),
    remove: [...plans.flatMap(({ remove }) => remove), ...unwanted],
  }
}

/**
 * Fits the endpoints of one group into its slices with as few writes as can be: what goes leaves a
 * gap, what comes fills the slices that are written anyway, then one more in which the rest fits
 * best, then new ones. Slices are never evened out (endpointslice/reconciler.go,
 * reconcileByPortMapping).
 */
function planGroup(
  group: Group,
  stored: readonly EndpointSlice[],
  hasStaleLabels: (slice: EndpointSlice) => boolean,
): Plan {
  const { ports, endpoints: wanted } = group
  const drafts = stored.map((slice) => keep(slice, group))
  const remove = drafts.filter(({ endpoints }) => endpoints.length === 0)
  const kept = drafts.filter(({ endpoints }) => endpoints.length > 0)
  for (const draft of kept) {
    if (draft.stored && hasStaleLabels(draft.stored)) draft.changed = true
  }
  const added = fill(kept, wanted)
  return {
    write: [...kept.filter(({ changed }) => changed), ...added].map((draft) => ({
      stored: draft.stored,
      ports,
      endpoints: draft.endpoints,
    })),
    remove: remove.flatMap((draft) => draft.stored ?? []),
  }
}

// Takes out of `wanted` what the slice has already.
function keep(stored: EndpointSlice, group: Group): Draft {
  const { endpoints: wanted, identify, isSettled } = group
  const endpoints: Endpoint[] = []
  let changed = false
  for (const present of stored.endpoints) {
    const identity = identify(present)
    if (isSettled?.(identity)) {
      endpoints.push(present)
      continue
    }
    const found = wanted.get(identity)
    if (found === undefined) {
      changed = true
      continue
    }
    wanted.delete(identity)
    if (found.endpoint !== present) {
      if (sameJson(found.endpoint, present)) found.endpoint = present
      else changed = true
    }
    endpoints.push(found.endpoint)
  }
  return { stored, endpoints, changed }
}

function fill(kept: readonly Draft[], wanted: Group['endpoints']): readonly Draft[] {
  const waiting = Array.from(wanted.values(), ({ endpoint }) => endpoint)
  const pour = (draft: Draft): void => {
    const room = MOST - draft.endpoints.length
    if (room <= 0 || waiting.length === 0) return
    draft.endpoints.push(...waiting.splice(0, room))
    draft.changed = true
  }
  for (const draft of kept.filter(({ changed }) => changed).sort(fullestFirst)) pour(draft)
  const added: Draft[] = []
  while (waiting.length > 0) {
    const tightest = kept.filter((draft) => fits(draft, waiting.length)).sort(fullestFirst)[0]
    const draft = tightest ?? { stored: undefined, endpoints: [], changed: true }
    if (!tightest) added.push(draft)
    pour(draft)
  }
  return added
}

const fits = ({ changed, endpoints }: Draft, count: number): boolean =>
  !changed && endpoints.length + count <= MOST

const fullestFirst = (left: Draft, right: Draft): number =>
  right.endpoints.length - left.endpoints.length ||
  compareStrings(left.stored?.metadata.name ?? '', right.stored?.metadata.name ?? '')

/** A plan that leaves a Service one slice at least, an empty one. */
export function withPlaceholder(plan: Plan, stored: readonly EndpointSlice[]): Plan {
  const { write, remove } = plan
  if (write.length > 0 || remove.length < stored.length) return plan
  const [only] = remove
  const isPlaceholder = only?.endpoints.length === 0 && only.ports.length === 0
  if (isPlaceholder && remove.length === 1) return { write, remove: [] }
  return { write: [{ stored: undefined, ports: [], endpoints: [] }], remove }
}

/** Writes over slices that would be removed rather than create others, so that names survive. */
export function reuse({ write, remove }: Plan): Plan {
  const spare = remove.slice()
  return {
    write: write.map((written) => {
      if (written.stored) return written
      const stored = spare.shift()
      return stored ? { ...written, stored } : written
    }),
    remove: spare,
  }
}
