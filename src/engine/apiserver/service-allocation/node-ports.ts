import { invalid } from '../../api/field-error'
import { failure, internalError } from '../../api/status'
import { hasNodePorts, needsHealthCheck } from '../../resources/service/default'
import type { ServicePort } from '../../resources/service/schema'
import type { Store } from '../store'
import { PortPool } from './port-pool'
import { refuse, type Service, type ServiceContext } from './service'

type Ports = readonly ServicePort[]

/** A Service with its node ports, and with the port of its health check. */
export function withNodePorts(
  store: Store,
  service: Service,
  { env, previous }: ServiceContext,
): Service {
  const { spec } = service
  if (!hasNodePorts(spec)) return service
  const pool = new PortPool(store, service, env)
  const { ports: given = [] } = spec
  const ports = previous
    ? updatedPorts(service, given, { pool, held: nodePortsOf(previous) })
    : newPorts(service, given, pool)
  const allocated = { ...service, spec: { ...spec, ...(spec.ports && { ports }) } }
  const isChecked = previous !== undefined && needsHealthCheck(previous.spec)
  return needsHealthCheck(spec) && !isChecked ? withHealthCheck(allocated, pool) : allocated
}

const nodePortsOf = ({ spec: { ports = [] } }: Service): ReadonlySet<number> =>
  new Set(ports.flatMap(({ nodePort }) => nodePort || []))

const drawsPorts = ({ spec }: Service): boolean =>
  spec.type === 'NodePort' || spec.allocateLoadBalancerNodePorts !== false

/** Ports of one number share a node port, whatever their protocols (initNodePorts). */
function newPorts(service: Service, ports: Ports, pool: PortPool): Ports {
  const byNumber = new Map<number, number>()
  return ports.map((port, index) => {
    if (!port.nodePort && !drawsPorts(service)) return port
    const shared = byNumber.get(port.port)
    if (shared === undefined) {
      const wanted = ports.find((each) => each.port === port.port && each.nodePort)?.nodePort
      const nodePort = wanted ?? pool.draw()
      if (wanted) claim(service, pool, index, wanted)
      byNumber.set(port.port, nodePort)
      return { ...port, nodePort }
    }
    if (!port.nodePort) return { ...port, nodePort: shared }
    if (port.nodePort !== shared) claim(service, pool, index, port.nodePort)
    return port
  })
}

interface Update {
  readonly pool: PortPool
  /** The node ports of the Service as it was: they are its own already. */
  readonly held: ReadonlySet<number>
}

/**
 * After an update every port without a node port gets one of its own, also where a new Service's
 * would share one; and what a merge by number has given twice is refused, in words that name no
 * field (updateNodePorts).
 */
function updatedPorts(service: Service, ports: Ports, { pool, held }: Update): Ports {
  const claimed = new Set(held)
  const seen = new Set<string>()
  return ports.map((port, index) => {
    if (!port.nodePort && !drawsPorts(service)) return port
    const nodePort = port.nodePort || pool.draw()
    if (port.nodePort && !claimed.has(nodePort)) claim(service, pool, index, nodePort)
    claimed.add(nodePort)
    const pair = `{${port.protocol} ${nodePort}}`
    if (seen.has(pair)) throw failure(500, '', `duplicate nodePort: ${pair}`)
    seen.add(pair)
    return port.nodePort ? port : { ...port, nodePort }
  })
}

function claim(service: Service, pool: PortPool, index: number, port: number): void {
  const why = pool.claim(port)
  if (why !== undefined) refuse(service, invalid(`spec.ports[${index}].nodePort`, port, why))
}

function withHealthCheck(service: Service, pool: PortPool): Service {
  const { healthCheckNodePort: wanted } = service.spec
  if (!wanted) return { ...service, spec: { ...service.spec, healthCheckNodePort: pool.draw() } }
  const why = pool.claim(wanted)
  if (why === undefined) return service
  throw internalError(`failed to allocate requested HealthCheck NodePort ${wanted}: ${why}`)
}
