import { type Address, type Cidr, parseAddress } from '../api/address'
import type { EndpointSlice } from '../resources'
import { remembered } from '../resources/sharing'
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
  /** The block of its Pods. */
  readonly block: Cidr | undefined
  /** Its own addresses, as its Node says. */
  readonly addresses: readonly Address[]
  /** All addresses of its interfaces but the loopback's. */
  readonly own: readonly Address[]
}

/** No node in particular. */
export const NOWHERE: ProxyNode = {
  name: '',
  zone: undefined,
  block: undefined,
  addresses: [],
  own: [],
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
  port: ServicePort,
  slices: readonly EndpointSlice[],
): readonly Endpoint[] {
  const all = slices.flatMap((slice) => endpointsIn(slice, port)).sort(byText)
  const single: Endpoint[] = []
  for (const endpoint of all) {
    const last = single.at(-1)
    // An endpoint may stand in two slices while it moves from one to the other.
    if (last?.text !== endpoint.text) single.push(endpoint)
    else if (!last.ready) single[single.length - 1] = endpoint
  }
  return single
}

const byText = (left: Endpoint, right: Endpoint): number =>
  left.text < right.text ? -1 : left.text > right.text ? 1 : 0

// Of many slices few change at a time, and of these few endpoints: the rest is as it was read.
const endpointsIn = (slice: EndpointSlice, port: ServicePort): readonly Endpoint[] =>
  readSlice(slice)(`${port.protocol} ${port.portName}`)

type ByPort = (port: string) => readonly Endpoint[]

const readSlice = remembered((slice: EndpointSlice): ByPort => {
  const known = new Map<string, readonly Endpoint[]>()
  return (port) => {
    const endpoints = known.get(port) ?? readEndpoints(slice, port)
    known.set(port, endpoints)
    return endpoints
  }
})

function readEndpoints(slice: EndpointSlice, wanted: string): readonly Endpoint[] {
  if (slice.addressType !== 'IPv4' || slice.metadata.labels?.[HEADLESS] !== undefined) return []
  const port = (slice.ports ?? []).find(
    ({ name = '', protocol = 'TCP' }) => `${protocol.toLowerCase()} ${name}` === wanted,
  )?.port
  if (!port) return []
  return (slice.endpoints ?? []).flatMap((each) => readEndpoint(each, port) ?? []).sort(byText)
}

type SliceEndpoint = EndpointSlice['endpoints'][number]

const read = new WeakMap<SliceEndpoint, readonly Endpoint[]>()

function readEndpoint(of: SliceEndpoint, port: number): Endpoint | undefined {
  const known = read.get(of) ?? []
  const found = known.find((each) => each.port === port)
  if (found) return found
  const fresh = endpointOf(of, port)
  if (fresh) read.set(of, [...known, fresh])
  return fresh
}

function endpointOf(
  { addresses, conditions, nodeName, hints }: SliceEndpoint,
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
    hintedNodes: hints?.forNodes?.map(({ name }) => name) ?? NONE,
    hintedZones: hints?.forZones?.map(({ name }) => name) ?? NONE,
  }
}

const NONE: readonly string[] = []

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
  const isReady = (endpoint: Endpoint): boolean => endpoint.ready
  // Mostly all are, and then it is the one list: many nodes keep it.
  const ready = endpoints.every(isReady) ? endpoints : endpoints.filter(isReady)
  const cluster = usesCluster ? orTerminating(hinted(ready, node), endpoints) : []
  const local = usesLocal ? orTerminating(ready.filter(isLocal), endpoints.filter(isLocal)) : []
  return {
    cluster,
    local,
    all: cluster === endpoints ? endpoints : allOf(endpoints, [...cluster, ...local]),
    some: ready.length > 0 || endpoints.some(isGoing),
  }
}

function allOf(endpoints: readonly Endpoint[], some: readonly Endpoint[]): readonly Endpoint[] {
  const used = new Set(some)
  return endpoints.filter((endpoint) => used.has(endpoint))
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
