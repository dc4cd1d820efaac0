import type { Pod, Service } from '../../resources'
import type { Endpoint } from '../../resources/endpointslice'
import { isReady } from '../readiness'

/** The families of addresses that a slice can hold. */
export type Family = 'IPv4' | 'IPv6'

/** An endpoint as made from a Pod, and what it was made for. */
export interface MadeEndpoint {
  readonly flavour: string
  readonly zone: string | undefined
  /**
   * Replaced by an equal one that is stored already, so that the next look finds them identical.
   */
  endpoint: Endpoint
}

// A Pod is never changed, so what was made of one holds for as long as it is there. Only a cache: a
// Pod that is missing here is made again, the same.
const made = new WeakMap<Pod, MadeEndpoint>()

/** Makes the endpoint of a Pod, or recalls it. Undefined without an address of the family. */
export function endpointOf(
  pod: Pod,
  service: Service,
  family: Family,
  zone: string | undefined,
): MadeEndpoint | undefined {
  const address = addressOf(pod, family)
  if (address === undefined) return undefined
  const flavour = flavourOf(service, pod, family)
  const known = made.get(pod)
  if (known && known.flavour === flavour && known.zone === zone) return known
  const fresh = { flavour, zone, endpoint: newEndpoint(pod, service, address, zone) }
  made.set(pod, fresh)
  return fresh
}

/** A Pod's address of a family. */
export function addressOf({ status }: Pod, family: Family): string | undefined {
  const { podIP, podIPs } = status
  if (podIP !== undefined && podIP.includes(':') === (family === 'IPv6')) return podIP
  return podIPs?.find(({ ip }) => ip.includes(':') === (family === 'IPv6'))?.ip
}

// What of a Service an endpoint depends on.
function flavourOf({ spec, metadata }: Service, pod: Pod, family: Family): string {
  const publishes = spec.publishNotReadyAddresses ? 'all' : 'ready'
  const named = pod.spec.hostname && pod.spec.subdomain === metadata.name ? 'named' : ''
  return `${family} ${publishes} ${spec.trafficDistribution ?? ''} ${named}`
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
  return {
    addresses: [address],
    conditions: { ready, serving, terminating },
    targetRef: { kind: 'Pod', namespace, name, uid },
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(zone === undefined ? {} : { zone }),
    ...(hostname && subdomain === service.metadata.name ? { hostname } : {}),
    ...(hints ? { hints } : {}),
  }
}

// The annotation of the older, proportional way takes precedence over the field.
const MODES = [
  'service.kubernetes.io/topology-mode',
  'service.kubernetes.io/topology-aware-hints',
] as const

function hintsFor(
  { spec, metadata }: Service,
  zone: string | undefined,
  node: string | undefined,
): Endpoint['hints'] {
  const { trafficDistribution } = spec
  if (trafficDistribution === undefined) return undefined
  if (MODES.some((mode) => /^auto$/i.test(metadata.annotations?.[mode] ?? ''))) return undefined
  const forZones = zone === undefined ? {} : { forZones: [{ name: zone }] }
  const forNodes =
    trafficDistribution === 'PreferSameNode' && node !== undefined
      ? { forNodes: [{ name: node }] }
      : {}
  const hints = { ...forZones, ...forNodes }
  return Object.keys(hints).length === 0 ? undefined : hints
}
