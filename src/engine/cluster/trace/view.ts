import type { NodeFault, PodFault } from '../../api/fault'
import type { FieldRef } from '../../api/object'
import type { PacketTrace, Step, Trace, TraceRequest } from '../../api/trace'
import type { Reader } from '../../apiserver/reader'
import type { Probes } from '../../kubelet'
import type { Service } from '../../resources'
import type { Instant } from '../../sim'
import type { ClusterOptions } from '../options'
import type { Survey } from '../terrain'

/** The cluster in which a request was sent, as it was then. */
export interface View {
  readonly now: Instant
  readonly reader: Reader
  readonly survey: Survey
  readonly options: ClusterOptions
  faultOf(node: string): NodeFault | undefined
  podFaultOf(pod: string): PodFault | undefined
  /** What the probes of a Pod, `namespace/name`, have found: of each container, init ones first. */
  probesOf(pod: string): readonly Probes[]
  /** The last lines of a container's latest run that said something. */
  lastWordsOf(pod: string, container: string): readonly string[]
  /** What would become of a request, if it were sent now. */
  tryOut(request: TraceRequest): Trace
}

/** A trace of which nobody knows yet why it ended so. */
export type Told = Omit<Trace, 'causes'>

/** A field of a Service. */
export const fieldOf = ({ metadata }: Service, path: string): FieldRef => ({
  kind: 'Service',
  key: { namespace: metadata.namespace ?? '', name: metadata.name },
  path,
})

/** `default/web`. */
export const titleOf = ({ metadata }: { readonly metadata: Service['metadata'] }): string =>
  `${metadata.namespace}/${metadata.name}`

/** The last packet of the request itself that went forth. */
export function lastForth(steps: readonly Step[]): (Step & { packet: PacketTrace }) | undefined {
  return steps.findLast(
    (step): step is Extract<Step, { code: 'connect' | 'request' | 'datagram' | 'echo' }> =>
      ['connect', 'request', 'datagram', 'echo'].includes(step.code),
  )
}

/** The host that is asked, without scheme, port and path, in lower case. */
export const hostOf = (to: string): string =>
  (/^(?:[a-z][a-z0-9+.-]*:\/\/)?([^:/?#]*)/i.exec(to.trim())?.[1] ?? '').toLowerCase()

/** The request with another host. */
export const withHost = (to: string, host: string): string =>
  to.trim().replace(/^((?:[a-z][a-z0-9+.-]*:\/\/)?)[^:/?#]*/i, (_, scheme) => `${scheme}${host}`)

/** The request with another port. */
export const withPort = (to: string, port: number): string =>
  to
    .trim()
    .replace(/^((?:[a-z][a-z0-9+.-]*:\/\/)?[^:/?#]*)(?::\d+)?/i, (_, host) => `${host}:${port}`)

/** A Service that a packet was meant for, and the port. */
export interface Aim {
  readonly service: Service
  readonly port: NonNullable<Service['spec']['ports']>[number] | undefined
  /** Its place in `spec.ports`. */
  readonly index: number
  /** By which of its addresses. */
  readonly by: 'cluster' | 'external' | 'balancer' | 'node'
}

/** The Service that an address and port belong to. */
export function aimAt({ reader }: View, { protocol, sent }: PacketTrace): Aim | undefined {
  const { destination, destinationPort } = sent
  const isNode = isNodeAddress(reader, destination)
  for (const service of reader.list('Service')) {
    const by = addressOf(service, destination)
    const ports = service.spec.ports ?? []
    if (by) {
      const index = placeOf(ports, protocol, ({ port }) => port === destinationPort)
      return { service, port: ports[index], index, by }
    }
    const index = placeOf(ports, protocol, ({ nodePort }) => nodePort === destinationPort)
    if (isNode && index >= 0) {
      return { service, port: ports[index], index, by: 'node' }
    }
  }
  return undefined
}

type Ports = NonNullable<Service['spec']['ports']>

// A port of the packet's own protocol, if there is one.
function placeOf(ports: Ports, protocol: string, isIt: (port: Ports[number]) => boolean): number {
  const own = ports.findIndex((each) => isIt(each) && protocolOf(each) === protocol)
  return own >= 0 ? own : ports.findIndex(isIt)
}

/** What a port of a Service is for. */
export const protocolOf = ({ protocol = 'TCP' }: Ports[number]): string => protocol

function addressOf({ spec, status }: Service, address: string): Aim['by'] | undefined {
  const isOwn = [spec.clusterIP, ...(spec.clusterIPs ?? [])].includes(address)
  if (isOwn) return 'cluster'
  if (spec.externalIPs?.includes(address)) return 'external'
  const ingress = status?.loadBalancer?.ingress ?? []
  return ingress.some(({ ip }) => ip === address) ? 'balancer' : undefined
}

/** Whether an address is a node's. */
export const isNodeAddress = (reader: Reader, address: string): boolean =>
  address.startsWith('127.') ||
  reader
    .list('Node')
    .some(({ status }) => status?.addresses?.some((each) => each.address === address))
