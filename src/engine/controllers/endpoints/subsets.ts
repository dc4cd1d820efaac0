import { keyOf } from '../../api/object'
import type { Reader } from '../../apiserver/reader'
import type { Service } from '../../resources'
import type { EndpointSubset } from '../../resources/endpoints'
import { compareStrings } from '../../sim'
import {
  candidatePods,
  changesToFollow,
  type PodChange,
  type PodsSeen,
  podChanges,
  podCount,
} from '../selection'
import { type Address, type Listing, listings } from './listing'

/** A subset with both its lists, empty or not. */
export interface Subset {
  readonly ports: NonNullable<EndpointSubset['ports']>
  readonly ready: readonly Address[]
  readonly notReady: readonly Address[]
}

/** What the last look at a Service's Pods has found, when all have the same ports. */
interface Look extends PodsSeen {
  readonly ports: Listing['ports']
  readonly subset: Subset
}

// Only a cache: without it all Pods are looked at, and the same comes of that.
const looks = new WeakMap<Service, Look>()

/**
 * The addresses of a Service's Pods in the order of their texts. Pods that have the same ports
 * share a subset; what has none of a Service's ports is left out.
 */
export function subsetsOf(service: Service, cluster: Reader): readonly Subset[] {
  const before = looks.get(service)
  const changes = before && changesToFollow(before, podCount(keyOf(service), cluster), cluster)
  const next = changes && followed(before, podChanges(changes, service), listings(service))
  const found = next ? new Map([[before.ports, next]]) : allSubsets(service, cluster)
  const { latest } = cluster
  const [only] = found
  if (latest && only && found.size === 1) {
    looks.set(service, { seen: latest, ports: only[0], subset: only[1] })
  } else looks.delete(service)
  return Array.from(found.values()).filter(isFilled)
}

const isFilled = ({ ready, notReady }: Subset): boolean => ready.length + notReady.length > 0

function allSubsets(service: Service, cluster: Reader): ReadonlyMap<Listing['ports'], Subset> {
  const lookAt = listings(service)
  const byPorts = new Map<Listing['ports'], { ready: Address[]; notReady: Address[] }>()
  for (const pod of candidatePods(service, cluster)) {
    const { address, isUsable, ports } = lookAt(pod)
    if (!address) continue
    const lists = byPorts.get(ports) ?? { ready: [], notReady: [] }
    byPorts.set(ports, lists)
    if (isUsable) lists.ready.push(address)
    else lists.notReady.push(address)
  }
  const subsets = new Map<Listing['ports'], Subset>()
  for (const [ports, { ready, notReady }] of byPorts) {
    subsets.set(ports, {
      ports: ports.map(listedPort),
      ready: ready.sort(byAddress),
      notReady: notReady.sort(byAddress),
    })
  }
  return subsets
}

// The subset after some Pods have changed; nothing when one of them has other ports than all had.
function followed(
  { ports, subset }: Look,
  changes: readonly PodChange[],
  lookAt: (pod: NonNullable<PodChange['now']>) => Listing,
): Subset | undefined {
  const ready: Moves = { gone: new Set(), come: [] }
  const notReady: Moves = { gone: new Set(), come: [] }
  for (const { before, now } of changes) {
    const old = before && lookAt(before)
    const fresh = now && lookAt(now)
    if (old?.address) (old.isUsable ? ready : notReady).gone.add(uidOf(old.address))
    if (!fresh?.address) continue
    if (fresh.ports !== ports) return undefined
    const moves = fresh.isUsable ? ready : notReady
    moves.come.push(fresh.address)
  }
  return {
    ports: subset.ports,
    ready: moved(subset.ready, ready),
    notReady: moved(subset.notReady, notReady),
  }
}

/** What leaves a list of addresses, by the Pods' uids, and what comes into it. */
interface Moves {
  readonly gone: Set<string>
  readonly come: Address[]
}

const uidOf = ({ targetRef }: Address): string => targetRef?.uid ?? ''

// The same list when nothing moves.
function moved(addresses: readonly Address[], { gone, come }: Moves): readonly Address[] {
  if (gone.size === 0 && come.length === 0) return addresses
  const all =
    gone.size === 0 ? addresses.slice() : addresses.filter((each) => !gone.has(uidOf(each)))
  for (const address of come) all.splice(placeFor(address, all), 0, address)
  return all
}

function placeFor(address: Address, addresses: readonly Address[]): number {
  let low = 0
  let high = addresses.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (byAddress(addresses[middle] as Address, address) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** The order of addresses. Several Pods on their node's network have one. */
export const byAddress = (left: Address, right: Address): number =>
  compareStrings(left.ip, right.ip) || compareStrings(uidOf(left), uidOf(right))

const listedPort = ({
  name = '',
  port = 0,
  protocol = 'TCP',
  appProtocol,
}: Listing['ports'][number]): Subset['ports'][number] => ({
  ...(name === '' ? {} : { name }),
  port,
  protocol,
  ...(appProtocol === undefined ? {} : { appProtocol }),
})

const CAPACITY = 1_000

/**
 * Subsets of which more than 1000 addresses are cut: first those not ready, each subset by its
 * share (truncateEndpoints). The same subsets when there are no more.
 */
export function truncated(subsets: readonly Subset[]): readonly Subset[] {
  const ready = subsets.reduce((sum, subset) => sum + subset.ready.length, 0)
  const notReady = subsets.reduce((sum, subset) => sum + subset.notReady.length, 0)
  if (ready + notReady <= CAPACITY) return subsets
  const cutsReady = ready > CAPACITY
  const room = cutsReady ? CAPACITY : CAPACITY - ready
  let left = room
  return subsets.map((subset, index) => {
    const cut = cutsReady ? subset.ready : subset.notReady
    const share = Math.trunc((cut.length * room) / (cutsReady ? ready : notReady))
    const kept = cut.slice(0, index === subsets.length - 1 ? left : Math.min(share, left))
    left -= Math.min(index === subsets.length - 1 ? left : share, left)
    return cutsReady ? { ...subset, ready: kept, notReady: [] } : { ...subset, notReady: kept }
  })
}
