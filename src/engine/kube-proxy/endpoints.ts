import { type Address, parseAddress } from '../api/address'
import type { EndpointSlice } from '../resources'
import { isExternal, type ServicePort } from './service-port'

/** One endpoint of a Service port. */
export interface Endpoint {
  readonly address: Address
  readonly port: number
  /** `10.244.1.5:8080`: endpoints are in the order of this text. */
  readonly text: string
  readonly ready: boolean
  readonly serving: boolean
  readonly terminating: boolean
  readonly node: string | undefined
  readonly hintedNodes: readonly string[]
  readonly hintedZones: readonly string[]
}

/** The node for which rules are compiled. */
export interface ProxyNode {
  readonly name: string
  readonly zone: string | undefined
  /** Its own addresses. */
  readonly addresses: readonly Address[]
}

/** Which endpoints a Service port uses on one node (pkg/proxy/topology.go). */
export interface Usable {
  /** For policy Cluster. */
  readonly cluster: readonly Endpoint[]
  /** For policy Local. */
  readonly local: readonly Endpoint[]
  /** All that any chain leads to. */
  readonly all: readonly Endpoint[]
  /** Whether there is one anywhere. */
  readonly some: boolean
}

/** Slices of a headless Service, and mirrored ones of others, that are not for proxies. */
const HEADLESS = 'service.kubernetes.io/headless'

/** The endpoints of a Service port in its slices, in the order of their texts. */
export function endpointsOf(
  { portName, protocol }: ServicePort,
  slices: readonly EndpointSlice[],
): readonly Endpoint[] {
  const byText = new Map<string, Endpoint>()
  for (const slice of slices) {
    if (slice.addressType !== 'IPv4' || slice.metadata.labels?.[HEADLESS] !== undefined) continue
    const port = (slice.ports ?? []).find(
      (each) =>
        (each.name ?? '') === portName && (each.protocol ?? 'TCP').toLowerCase() === protocol,
    )
    if (!port?.port) continue
    for (const each of slice.endpoints ?? []) {
      const endpoint = endpointOf(each, port.port)
      // An endpoint may stand in two slices while it moves from one to the other.
      if (endpoint && !byText.get(endpoint.text)?.ready) byText.set(endpoint.text, endpoint)
    }
  }
  return [...byText.values()].sort((left, right) => (left.text < right.text ? -1 : 1))
}

function endpointOf(
  { addresses, conditions, nodeName, hints }: EndpointSlice['endpoints'][number],
  port: number,
): Endpoint | undefined {
  const [text = ''] = addresses
  const address = parseAddress(text)
  if (address === undefined) return undefined
  const ready = conditions?.ready ?? true
  return {
    address,
    port,
    text: `${text}:${port}`,
    ready,
    serving: conditions?.serving ?? ready,
    terminating: conditions?.terminating ?? false,
    node: nodeName,
    hintedNodes: (hints?.forNodes ?? []).map(({ name }) => name),
    hintedZones: (hints?.forZones ?? []).map(({ name }) => name),
  }
}

/**
 * Sorts out which endpoints a node uses, by policies, hints and readiness (rules 6 to 9 of the
 * README).
 */
export function usableEndpoints(
  port: ServicePort,
  endpoints: readonly Endpoint[],
  node: ProxyNode,
): Usable {
  const isLocal = (endpoint: Endpoint): boolean => endpoint.node === node.name
  const usesCluster = !port.isInternalLocal || isExternal(port)
  const usesLocal = port.isInternalLocal || (port.isExternalLocal && isExternal(port))
  const ready = endpoints.filter((endpoint) => endpoint.ready)
  const cluster = usesCluster ? orTerminating(hinted(ready, node), endpoints) : []
  const local = usesLocal ? orTerminating(ready.filter(isLocal), endpoints.filter(isLocal)) : []
  const used = new Set([...cluster, ...local])
  return {
    cluster,
    local,
    all: endpoints.filter((endpoint) => used.has(endpoint)),
    some: ready.length > 0 || endpoints.some(isGoing),
  }
}

// With nothing ready, kube-proxy falls back to endpoints that are going away but still answer.
const orTerminating = (
  chosen: readonly Endpoint[],
  from: readonly Endpoint[],
): readonly Endpoint[] => (chosen.length > 0 ? chosen : from.filter(isGoing))

const isGoing = ({ serving, terminating }: Endpoint): boolean => serving && terminating

// One endpoint without a hint switches topology off for the whole Service (rule 9).
function hinted(ready: readonly Endpoint[], { name, zone }: ProxyNode): readonly Endpoint[] {
  const forNode = ready.filter(({ hintedNodes }) => hintedNodes.includes(name))
  if (forNode.length > 0 && ready.every(({ hintedNodes }) => hintedNodes.length > 0)) return forNode
  if (zone === undefined) return ready
  const forZone = ready.filter(({ hintedZones }) => hintedZones.includes(zone))
  if (forZone.length > 0 && ready.every(({ hintedZones }) => hintedZones.length > 0)) return forZone
  return ready
}
