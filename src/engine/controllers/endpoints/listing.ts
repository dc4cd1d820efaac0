import { selects } from '../../api/labels'
import type { Pod, Service } from '../../resources'
import type { EndpointSubset } from '../../resources/endpoints'
import { remembered } from '../../resources/sharing'
import { addressOf } from '../endpointslice/endpoint'
import { type PortResolver, portResolver } from '../endpointslice/ports'
import { isReady, isTerminal } from '../readiness'

/** An address of an Endpoints object. */
export type Address = NonNullable<EndpointSubset['addresses']>[number]

/** What a Pod is to a Service; without an address it is nothing. */
export interface Listing {
  readonly address: Address | undefined
  readonly isUsable: boolean
  readonly ports: ReturnType<PortResolver>
}

const NOT_LISTED: Listing = { address: undefined, isUsable: false, ports: [] }

// Neither a Service nor a Pod is ever changed, nor is what one is to the other: only a cache.
const known = new WeakMap<Service, (pod: Pod) => Listing>()

/** Looks at a Service's Pods: each gives what it is to the Service. */
export function listings(service: Service): (pod: Pod) => Listing {
  const before = known.get(service)
  if (before) return before
  const portsOf = portResolver(service)
  const fresh = remembered((pod: Pod) => listingOf(pod, service, portsOf))
  known.set(service, fresh)
  return fresh
}

function listingOf(pod: Pod, { metadata, spec }: Service, portsOf: PortResolver): Listing {
  const { publishNotReadyAddresses = false, ipFamilies = ['IPv4'], ports: wanted = [] } = spec
  const isGoing = pod.metadata.deletionTimestamp !== undefined
  if (isTerminal(pod) || (isGoing && !publishNotReadyAddresses)) return NOT_LISTED
  const ip = addressOf(pod, ipFamilies[0] ?? 'IPv4')
  if (ip === undefined || !selects(spec.selector, pod.metadata.labels)) return NOT_LISTED
  const ports = portsOf(pod)
  if (ports.length === 0 && wanted.length > 0) return NOT_LISTED
  const address = addressFrom(pod, ip, metadata.name)
  return { address, isUsable: publishNotReadyAddresses || isReady(pod), ports }
}

function addressFrom({ metadata, spec }: Pod, ip: string, service: string): Address {
  const { hostname, subdomain, nodeName } = spec
  const { namespace = '', name, uid } = metadata
  const targetRef = { kind: 'Pod', namespace, name, uid }
  // Written out for most: what is put together from parts takes more memory.
  if (nodeName !== undefined && subdomain === undefined) return { ip, nodeName, targetRef }
  return {
    ip,
    ...(hostname !== undefined && subdomain === service ? { hostname } : {}),
    ...(nodeName === undefined ? {} : { nodeName }),
    targetRef,
  }
}
