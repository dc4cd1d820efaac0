import { keyOf } from '../../api/object'
import type { Reader } from '../../apiserver/reader'
import type { Change } from '../../apiserver/store'
import type { EndpointSlice, Node, Pod, Service } from '../../resources'
import { ZONE } from '../../resources/node'
import { compareStrings } from '../../sim'
import { candidatePods, changesToFollow, type PodsSeen, podChanges, podCount } from '../selection'
import { type Candidate, candidatesFor, type Family, type Place } from './endpoint'
import { byPod, type Group, type Plan } from './plan'
import { portsKey } from './ports'
import { isProportional } from './shares'

/** What a look is at: the Pods of a Service, for its slices of one family. */
export interface Scope {
  readonly service: Service
  readonly family: Family
  readonly own: readonly EndpointSlice[]
}

/** What slices should hold. */
export interface Wanted {
  readonly groups: ReadonlyMap<string, Group>
  /** What is to be said of Pods whose nodes are not there. */
  readonly lost: readonly string[]
}

/** What the last look has led to, when all Pods had the same ports and none was lost. */
interface Look extends PodsSeen {
  readonly ports: Candidate['ports']
  /** The lists of endpoints in all slices, as they were to be. */
  readonly lists: ReadonlySet<EndpointSlice['endpoints']>
}

// Only a cache: without it all Pods are looked at, and the same comes of that.
const looks: Readonly<Record<Family, WeakMap<Service, Look>>> = {
  IPv4: new WeakMap(),
  IPv6: new WeakMap(),
}

/** The zone that a node is in. */
export const zoneOf = ({ metadata }: Node): string | undefined => metadata.labels?.[ZONE]

/**
 * The endpoints of the selected Pods that have an address, by the ports that they have: of all, or
 * of those that have changed when the slices are as the last look wanted them.
 */
export function wantedGroups(scope: Scope, cluster: Reader): Wanted {
  // Who is shared out among zones depends on all the others.
  if (isProportional(scope.service)) return allGroups(scope, cluster)
  const look = looks[scope.family].get(scope.service)
  return (look && followed(look, scope, cluster)) ?? allGroups(scope, cluster)
}

/** Remembers what a look has led to. */
export function remember(scope: Scope, wanted: Wanted, plan: Plan, cluster: Reader): void {
  const { service, family, own } = scope
  const { latest } = cluster
  const [only] = wanted.groups.values()
  if (!latest || !only || wanted.groups.size > 1 || wanted.lost.length > 0) {
    looks[family].delete(service)
    return
  }
  const lists = new Set(plan.write.map(({ endpoints }) => endpoints))
  const others = new Set<unknown>([...plan.write.map(({ stored }) => stored), ...plan.remove])
  for (const slice of own) if (!others.has(slice)) lists.add(slice.endpoints)
  looks[family].set(service, { seen: latest, ports: only.ports, lists })
}

function allGroups({ service, family }: Scope, cluster: Reader): Wanted {
  const lookAt = candidatesFor(service, family, placesIn(cluster))
  const groups = new Map<string, Group>()
  const byPorts = new Map<Candidate['ports'], Group>()
  const lost: string[] = []
  for (const pod of candidatePods(service, cluster)) {
    const candidate = lookAt(pod)
    if (!candidate) continue
    const { node, ports, uid } = candidate
    if (isLost(candidate, service)) {
      lost.push(skipped(pod, service, node?.name ?? ''))
      continue
    }
    const group = byPorts.get(ports) ?? groupFor(ports, groups)
    byPorts.set(ports, group)
    group.endpoints.set(uid, candidate)
  }
  return { groups, lost }
}

// Nothing, when more than a few Pods of the same ports have changed.
function followed({ ports, lists, seen }: Look, scope: Scope, cluster: Reader): Wanted | undefined {
  const { service, family, own } = scope
  if (own.length !== lists.size || !own.every(({ endpoints }) => lists.has(endpoints))) {
    return undefined
  }
  const changes = changesToFollow({ seen }, podCount(keyOf(service), cluster), cluster)
  if (!changes || changes.some(movesNode)) return undefined
  const lookAt = candidatesFor(service, family, placesIn(cluster))
  const touched = new Set<string>()
  const found: Pod[] = []
  for (const { before, now } of podChanges(changes, service)) {
    if (before) touched.add(before.metadata.uid)
    if (!now) continue
    touched.add(now.metadata.uid)
    found.push(now)
  }
  const isSettled = (uid: string): boolean => !touched.has(uid)
  const group: Group = { ports, endpoints: new Map(), identify: byPod, isSettled }
  for (const pod of found.sort(byName)) {
    const candidate = lookAt(pod)
    if (!candidate) continue
    if (candidate.ports !== ports || isLost(candidate, service)) return undefined
    group.endpoints.set(candidate.uid, candidate)
  }
  return { groups: new Map([[portsKey(ports), group]]), lost: [] }
}

// In this order a look at all Pods comes by them.
const byName = (left: Pod, right: Pod): number =>
  compareStrings(left.metadata.name, right.metadata.name)

const movesNode = ({ kind, object, previous, type }: Change): boolean =>
  kind === 'Node' && (type !== 'MODIFIED' || zoneOf(object as Node) !== zoneOf(previous as Node))

const isLost = ({ node }: Candidate, { spec }: Service): boolean =>
  node !== undefined && !node.isThere && !spec.publishNotReadyAddresses

function placesIn(cluster: Reader): (name: string) => Place {
  const places = new Map<string, Place>()
  return (name) => {
    const known = places.get(name)
    if (known) return known
    const node = cluster.get('Node', '', name)
    const place = { name, zone: node && zoneOf(node), isThere: node !== undefined }
    places.set(name, place)
    return place
  }
}

function groupFor(ports: Candidate['ports'], groups: Map<string, Group>): Group {
  const key = portsKey(ports)
  const group = groups.get(key) ?? { ports, endpoints: new Map(), identify: byPod }
  groups.set(key, group)
  return group
}

const skipped = (pod: Pod, { metadata }: Service, nodeName: string): string =>
  `skipping Pod ${pod.metadata.name} for Service ${metadata.namespace}/${metadata.name}: ` +
  `Node ${nodeName} Not Found`
