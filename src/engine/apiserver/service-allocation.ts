import { addressText, contains, parseAddress, parseCidr, sizeOf } from '../api/address'
import { type FieldError, invalid, invalidObject } from '../api/field-error'
import type { KubeObject } from '../api/object'
import { internalError } from '../api/status'
import { type ObjectOf, resourceOf } from '../resources'
import type { Random } from '../sim'
import type { ServerEnvironment } from './environment'
import { readerOf } from './reader'
import type { Store } from './store'

type Service = ObjectOf<'Service'>
type ServicePort = NonNullable<Service['spec']['ports']>[number]

/** What allocation needs besides the object. */
export interface AllocationContext {
  readonly env: ServerEnvironment
  /** The Service before an update: what it holds already it may keep. */
  readonly previous?: KubeObject
}

/**
 * Gives a Service its ClusterIP, node ports and health check node port. What it asks for and cannot
 * have is reported alone, before validation (registry/core/service/storage/alloc.go).
 */
export function allocate(store: Store, object: KubeObject, context: AllocationContext): KubeObject {
  if (object.kind !== 'Service') return object
  const service = object as Service
  if (service.spec.type === 'ExternalName') return service
  const addressed = withClusterIP(store, service, context)
  return withNodePorts(store, addressed, context)
}

const refuse = (service: Service, error: FieldError): never => {
  throw invalidObject(resourceOf('Service'), service.metadata.name, [error])
}

function withClusterIP(
  store: Store,
  service: Service,
  { env, previous }: AllocationContext,
): Service {
  const { spec } = service
  const families = familiesOf(service)
  if (spec.clusterIP === 'None')
    return { ...service, spec: { clusterIPs: ['None'], ...spec, ...families } }
  const old = previous as Service | undefined
  const wanted = spec.clusterIP
  if (wanted && wanted === old?.spec.clusterIP) {
    return { ...service, spec: { clusterIPs: [wanted], ...spec, ...families } }
  }
  const address = wanted ? claimed(store, service, env) : free(store, service, env)
  if (address === undefined) return service
  const { clusterIP: _, ...rest } = spec
  return {
    ...service,
    spec: { ...rest, clusterIP: address, clusterIPs: spec.clusterIPs ?? [address], ...families },
  }
}

// A headless Service without selector asks for both families even on a single-stack cluster.
function familiesOf({ spec }: Service): Partial<Service['spec']> {
  const bare = spec.clusterIP === 'None' && Object.keys(spec.selector ?? {}).length === 0
  return {
    ipFamilies: spec.ipFamilies ?? (bare ? ['IPv4', 'IPv6'] : ['IPv4']),
    ipFamilyPolicy: spec.ipFamilyPolicy ?? (bare ? 'RequireDualStack' : 'SingleStack'),
  }
}

// What is no address at all is left to validation, which words it.
function claimed(store: Store, service: Service, env: ServerEnvironment): string | undefined {
  const wanted = service.spec.clusterIP ?? ''
  const address = parseAddress(wanted)
  if (address === undefined) {
    if (/^[0-9a-f:]*:[0-9a-f:.]*$/i.test(wanted)) {
      refuse(
        service,
        invalid('spec.clusterIPs[0]', [wanted], 'IPv6 is not configured on this cluster'),
      )
    }
    return undefined
  }
  const range = serviceRange(env)
  const failed = `failed to allocate IP ${wanted}: `
  const inside = contains(range, address) && address > range.base && address < lastOf(range)
  if (!inside) {
    const why = `${failed}the provided network does not match the current range`
    refuse(service, invalid('spec.clusterIPs', [wanted], why))
  }
  if (isTaken(store, wanted)) {
    refuse(
      service,
      invalid('spec.clusterIPs', [wanted], `${failed}provided IP is already allocated`),
    )
  }
  return wanted
}

const serviceRange = (env: ServerEnvironment) =>
  parseCidr(env.serviceCIDR) ?? { base: 0, length: 0 }
const lastOf = (range: { base: number; length: number }): number => range.base + sizeOf(range) - 1
const isTaken = (store: Store, address: string): boolean =>
  readerOf(store).indexed('Service', 'clusterIP', address).length > 0

// Automatic addresses come from the upper band, from a random start upwards; the lower band is left
// to those who choose their own until the upper one is full (KEP-3070).
function free(store: Store, service: Service, env: ServerEnvironment): string {
  const range = serviceRange(env)
  const size = sizeOf(range)
  const band = size <= 16 ? 0 : Math.min(Math.max(16, Math.floor(size / 16)), 256)
  const random = env.streams(`clusterIP/${service.metadata.namespace}/${service.metadata.name}`)
  const found =
    scan(store, { first: range.base + band + 1, last: lastOf(range) - 1, random }) ??
    scan(store, { first: range.base + 1, last: range.base + band, random })
  if (found === undefined) throw internalError('failed to allocate a serviceIP: range is full')
  return found
}

function scan(
  store: Store,
  { first, last, random }: { first: number; last: number; random: Random },
): string | undefined {
  const count = last - first + 1
  if (count <= 0) return undefined
  const start = random.below(count)
  for (let step = 0; step < count; step++) {
    const address = addressText(first + ((start + step) % count))
    if (!isTaken(store, address)) return address
  }
  return undefined
}

const wantsNodePorts = ({ spec }: Service): boolean =>
  spec.type === 'NodePort' ||
  (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false)

function withNodePorts(store: Store, service: Service, context: AllocationContext): Service {
  const { type, ports = [], externalTrafficPolicy } = service.spec
  if (type !== 'NodePort' && type !== 'LoadBalancer') return service
  const pool = new PortPool(store, service, context)
  const claimedPorts = claimPorts(service, ports, pool)
  const allocated = wantsNodePorts(service) ? fillPorts(claimedPorts, pool) : claimedPorts
  const health = type === 'LoadBalancer' && externalTrafficPolicy === 'Local'
  const healthCheckNodePort = health
    ? healthPort(service.spec.healthCheckNodePort, pool)
    : service.spec.healthCheckNodePort
  return {
    ...service,
    spec: {
      ...service.spec,
      ports: allocated,
      ...(healthCheckNodePort ? { healthCheckNodePort } : {}),
    },
  }
}

// Ports of one number and different protocols may share a node port; the same protocol twice may
// not.
function claimPorts(
  service: Service,
  ports: readonly ServicePort[],
  pool: PortPool,
): readonly ServicePort[] {
  const seen = new Set<string>()
  ports.forEach((port, index) => {
    if (!port.nodePort) return
    const field = `spec.ports[${index}].nodePort`
    const why = pool.refusal(port.nodePort)
    const twice = `${port.protocol}/${port.nodePort}`
    if (why !== undefined) refuse(service, invalid(field, port.nodePort, why))
    if (seen.has(twice)) {
      refuse(service, invalid(field, port.nodePort, 'provided port is already allocated'))
    }
    seen.add(twice)
  })
  for (const { nodePort } of ports) if (nodePort) pool.take(nodePort)
  return ports
}

function fillPorts(ports: readonly ServicePort[], pool: PortPool): readonly ServicePort[] {
  const shared = new Map<number, number>()
  return ports.map((port) => {
    if (port.nodePort) return port
    const nodePort = shared.get(port.port) ?? pool.draw()
    shared.set(port.port, nodePort)
    return { ...port, nodePort }
  })
}

function healthPort(wanted: number | undefined, pool: PortPool): number {
  if (!wanted) return pool.draw()
  const why = pool.refusal(wanted)
  if (why === undefined) return wanted
  throw internalError(`failed to allocate requested HealthCheck NodePort ${wanted}: ${why}`)
}

/** The node ports that one Service may take: all of the range but those of other Services. */
class PortPool {
  private readonly taken = new Set<number>()
  private readonly random: Random
  private readonly first: number
  private readonly last: number

  constructor(store: Store, service: Service, { env }: AllocationContext) {
    const { name, namespace } = service.metadata
    ;[this.first, this.last] = env.nodePorts
    this.random = env.streams(`nodePort/${namespace}/${name}`)
    for (const other of readerOf(store).list('Service')) {
      if (other.metadata.name === name && other.metadata.namespace === namespace) continue
      for (const { nodePort } of other.spec.ports ?? []) if (nodePort) this.taken.add(nodePort)
      if (other.spec.healthCheckNodePort) this.taken.add(other.spec.healthCheckNodePort)
    }
  }

  take(port: number): void {
    this.taken.add(port)
  }

  /** Why a port cannot be had; undefined when it can. */
  refusal(port: number): string | undefined {
    if (port < this.first || port > this.last) {
      const range = `${this.first}-${this.last}`
      return `provided port is not in the valid range. The range of valid ports is ${range}`
    }
    return this.taken.has(port) ? 'provided port is already allocated' : undefined
  }

  // The lower band is kept for those who choose, as with addresses (KEP-3668).
  draw(): number {
    const size = this.last - this.first + 1
    const band = size <= 16 ? 0 : Math.min(Math.max(16, Math.floor(size / 32)), 128)
    const found =
      this.scan(this.first + band, this.last) ?? this.scan(this.first, this.first + band - 1)
    if (found === undefined) throw internalError('failed to allocate a nodePort: range is full')
    this.taken.add(found)
    return found
  }

  private scan(first: number, last: number): number | undefined {
    const count = last - first + 1
    if (count <= 0) return undefined
    const start = this.random.below(count)
    for (let step = 0; step < count; step++) {
      const port = first + ((start + step) % count)
      if (!this.taken.has(port)) return port
    }
    return undefined
  }
}
