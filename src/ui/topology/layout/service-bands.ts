import type { ServiceSummary, SliceSummary, Summary } from '../../../projection/summary'
import type { Memory } from './picture'
import { assignSlots, closedUp, type Slots } from './slots'
import { idsOf, type Things } from './things'

/** A Service with all that stands behind it. */
export interface Band {
  readonly service?: ServiceSummary
  readonly slices: readonly SliceSummary[]
  /** Whom its slices list, or will list. */
  readonly taken: Crowd
  /** Whom its selector nearly takes. */
  readonly missed: Crowd
}

/** Pods in their places, and below them workloads whose Pods are shown as one. */
export interface Crowd {
  readonly pods: Slots
  readonly groups: readonly string[]
}

/** Who stands where in the Service lens. */
export interface Bands {
  readonly bands: readonly Band[]
  /** What is in no Service's band. */
  readonly loose: Band
  /** Pods that only ask, and stand where whoever asks stands. */
  readonly askers: readonly string[]
}

/** The name that places are remembered by of those whom no Service takes. */
const looseId = 'loose'

/** Gives each Pod to the first Service that takes it, else to the first that nearly does. */
export function bandsOf(
  things: Things,
  services: readonly ServiceSummary[],
  memory: Memory,
): Bands {
  const { pods, groups, inner, slices } = things
  const free = new Set([...idsOf(pods), ...idsOf(groups)])
  const take = (ids: readonly string[]): readonly string[] => ids.filter((id) => free.delete(id))
  const taken = services.map((service) => take(takenBy(service, things)))
  const hosts = new Set(inner.map(({ host }) => host))
  const askers = take(idsOf(pods).filter((id) => hosts.has(id)))
  const missed = services.map((service) => take(nearlyTakenBy(service)))
  const ofGroups = new Set(idsOf(groups))
  const remembered = (id: string, ids: readonly string[]): Crowd => {
    const single = ids.filter((each) => !ofGroups.has(each))
    return {
      pods: assignSlots(memory.bands[id] ?? [], single),
      groups: ids.filter((each) => ofGroups.has(each)),
    }
  }
  const bands = services.map((service, index): Band => {
    const { id } = service
    return {
      service,
      slices: slices.filter((slice) => slice.service === id),
      taken: remembered(takenId(id), taken[index] ?? []),
      missed: remembered(missedId(id), missed[index] ?? []),
    }
  })
  const known = new Set<string | undefined>(idsOf(services))
  const loose: Band = {
    slices: slices.filter(({ service }) => !known.has(service)),
    taken: remembered(looseId, [...free]),
    missed: { pods: [], groups: [] },
  }
  return { bands, loose, askers }
}

/** The bands with as many Pods side by side, and no more rows than are needed. */
export function inColumns({ bands, loose, askers }: Bands, columns: number): Bands {
  const close = ({ pods, groups }: Crowd): Crowd => ({ pods: closedUp(pods, columns), groups })
  const closed = ({ taken, missed, ...band }: Band): Band => {
    return { ...band, taken: close(taken), missed: close(missed) }
  }
  return { bands: bands.map(closed), loose: closed(loose), askers }
}

/** Who had which place in which band. */
export const bandMemory = ({ bands, loose }: Bands): Memory['bands'] => ({
  ...Object.fromEntries(
    bands.flatMap(({ service, taken, missed }) =>
      service
        ? [[takenId(service.id), taken.pods] as const, [missedId(service.id), missed.pods]]
        : [],
    ),
  ),
  [looseId]: loose.taken.pods,
})

const takenId = (service: string): string => service
const missedId = (service: string): string => `${service} nearly`

function takenBy(service: ServiceSummary, { pods }: Things): readonly string[] {
  const { endpoints, groups = [], selector, namespace } = service
  const listed = [
    ...endpoints.flatMap(({ pod }) => pod ?? []),
    ...groups.map(({ workload }) => workload),
  ]
  const wanted = Object.entries(selector ?? {})
  // They have no address yet: where they will stand is known already.
  const coming = pods.filter(
    (pod) =>
      wanted.length > 0 &&
      pod.namespace === namespace &&
      wanted.every(([label, value]) => pod.labels[label] === value),
  )
  return [...new Set([...listed, ...idsOf(coming)])].sort()
}

const nearlyTakenBy = ({ misses }: ServiceSummary): readonly string[] =>
  misses.filter(({ has }) => has !== undefined).map(({ pod }) => pod)

/** A Service by its id, out of all summaries. */
export const serviceIn = (
  summaries: ReadonlyMap<string, Summary>,
  id: string | undefined,
): readonly ServiceSummary[] => {
  const found = id === undefined ? undefined : summaries.get(id)
  return found?.type === 'service' ? [found] : []
}
