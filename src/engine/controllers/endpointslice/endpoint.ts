import { selects } from '../../api/labels'
import type { Pod, Service } from '../../resources'
import type { Endpoint, EndpointPort } from '../../resources/endpointslice'
import { isReady, isTerminal } from '../readiness'
import { type PortResolver, portResolver } from './ports'
import { isProportional } from './shares'

/** The families of addresses that a slice can hold. */
export type Family = 'IPv4' | 'IPv6'

/** What a Pod is to a Service. */
export interface Candidate {
  readonly uid: string
  readonly node: Place | undefined
  readonly ports: readonly EndpointPort[]
  /**
   * Replaced by an equal one that is stored already, so that the next look finds them identical.
   */
  endpoint: Endpoint
}

/** A node, as far as endpoints show it. */
export interface Place {
  readonly name: string
  readonly zone: string | undefined
  /** Whether there is such a node. */
  readonly isThere: boolean
}

/** What is known of a Service's Pods. */
interface Knowledge {
  readonly resolve: PortResolver
  readonly candidates: Readonly<Record<Family, WeakMap<Pod, Candidate>>>
}

// Neither a Service nor a Pod is ever changed, so what one is to the other holds for as long as
// both are there. Only a cache: what is missing here is found out again, the same.
const known = new WeakMap<Service, Knowledge>()

function knowledgeOf(service: Service): Knowledge {
  const before = known.get(service)
  if (before) return before
  const fresh = {
    resolve: portResolver(service),
    candidates: { IPv4: new WeakMap(), IPv6: new WeakMap() },
  }
  known.set(service, fresh)
  return fresh
}

/** Looks at a Service's Pods: each gives a candidate, or undefined if it is none. */
export function candidatesFor(
  service: Service,
  family: Family,
  placeOf: (nodeName: string) => Place,
): (pod: Pod) => Candidate | undefined {
  const { resolve, candidates } = knowledgeOf(service)
  const cache = candidates[family]
  return (pod) => {
    const { nodeName } = pod.spec
    const node = nodeName === undefined ? undefined : placeOf(nodeName)
    const before = cache.get(pod)
    if (before && before.node?.zone === node?.zone && before.node?.isThere === node?.isThere) {
      return before
    }
    const address = isTerminal(pod) ? undefined : addressOf(pod, family)
    if (address === undefined || !selects(service.spec.selector, pod.metadata.labels)) {
      return undefined
    }
    const endpoint = newEndpoint(pod, service, address, node?.zone)
    const fresh = { uid: pod.metadata.uid, node, ports: resolve(pod), endpoint }
    cache.set(pod, fresh)
    return fresh
  }
}

/** A Pod's address of a family. */
export function addressOf({ status }: Pod, family: Family): string | undefined {
  const { podIP, podIPs } = status
  if (podIP !== undefined && podIP.includes(':') === (family === 'IPv6')) return podIP
  return podIPs?.find(({ ip }) => ip.includes(':') === (family === 'IPv6'))?.ip
}

function newEndpoint(
  pod: Pod,
  service: Service,
  address: string,
  zone: string | undefined,
): Endpoint {
  const { name, namespace = '', uid, deletionTimestamp } = pod.metadata
  const { nodeName, hostname, subdomain } = pod.spec
  const serving = isReady(pod)
  const terminating = deletionTimestamp !== undefined
  const ready = service.spec.publishNotReadyAddresses === true || (serving && !terminating)
  const hints = ready ? hintsFor(service, zone, nodeName) : undefined
  const addresses = [address]
  const conditions = conditionsOf(ready, serving, terminating)
  const targetRef = { kind: 'Pod', namespace, name, uid }
  // What nearly all have is written out at once: what is added later takes more memory.
  const endpoint: { -readonly [Field in keyof Endpoint]: Endpoint[Field] } =
    nodeName === undefined
      ? { addresses, conditions, targetRef }
      : { addresses, conditions, targetRef, nodeName }
  if (zone !== undefined) endpoint.zone = zone
  if (hostname && subdomain === service.metadata.name) endpoint.hostname = hostname
  if (hints) endpoint.hints = hints
  return endpoint
}

// There are eight of them, and endpoints in thousands: they share them.
const combinations = [false, true].flatMap((ready) =>
  [false, true].flatMap((serving) =>
    [false, true].map((terminating) => ({ ready, serving, terminating })),
  ),
)

const conditionsOf = (
  ready: boolean,
  serving: boolean,
  terminating: boolean,
): NonNullable<Endpoint['conditions']> =>
  combinations[(ready ? 4 : 0) + (serving ? 2 : 0) + (terminating ? 1 : 0)] ?? {}

// The annotation of the older, proportional way takes precedence over the field.
function hintsFor(
  service: Service,
  zone: string | undefined,
  node: string | undefined,
): Endpoint['hints'] {
  const { trafficDistribution } = service.spec
  if (trafficDistribution === undefined || isProportional(service)) return undefined
  const forZones = zone === undefined ? {} : { forZones: [{ name: zone }] }
  const forNodes =
    trafficDistribution === 'PreferSameNode' && node !== undefined
      ? { forNodes: [{ name: node }] }
      : {}
  const hints = { ...forZones, ...forNodes }
  return Object.keys(hints).length === 0 ? undefined : hints
}
