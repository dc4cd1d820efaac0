import type { Reader } from '../apiserver/reader'
import type { HealthCheck, HealthChecks } from '../network/health-check'
import { type SortedMap, sortedMap } from '../sim'
import { serviceKey } from './blocks'
import { endpointsOf } from './endpoints'
import { servicePorts } from './service-port'

/** By `namespace/name`: Services that have a health check node port. */
export type ChecksByService = SortedMap<HealthCheck>

/** All health checks of a node (pkg/proxy/healthcheck). */
export const allChecks = (reader: Reader, node: string): ChecksByService =>
  checksAfter(sortedMap(), reader.list('Service').map(serviceKey), { reader, node })

/** The same, after some Services have changed. */
export function checksAfter(
  before: ChecksByService,
  changed: Iterable<string>,
  { reader, node }: { readonly reader: Reader; readonly node: string },
): ChecksByService {
  let checks = before
  for (const key of changed) {
    const check = checkOf(reader, key, node)
    const known = checks.get(key)
    if (check === undefined) checks = known ? checks.delete(key) : checks
    else if (!known || JSON.stringify(known) !== JSON.stringify(check)) {
      checks = checks.set(key, check)
    }
  }
  return checks
}

function checkOf(reader: Reader, key: string, node: string): HealthCheck | undefined {
  const slash = key.indexOf('/')
  const service = reader.get('Service', key.slice(0, slash), key.slice(slash + 1))
  const [port] = service ? servicePorts(service) : []
  if (port?.healthCheckNodePort === undefined) return undefined
  const endpoints = endpointsOf(port, reader.indexed('EndpointSlice', 'service', key))
  const local = endpoints.filter((each) => each.ready && each.node === node)
  // A Pod counts once, however many ports it has.
  const addresses = new Set(local.map(({ address }) => address))
  return {
    port: port.healthCheckNodePort,
    service: port.service,
    localEndpoints: addresses.size,
  }
}

/** What a node's kube-proxy tells from now on. */
export function healthOf(checks: ChecksByService, reader: Reader, node: string): HealthChecks {
  const isGoing = reader.get('Node', '', node)?.metadata.deletionTimestamp !== undefined
  return { services: checks.values(), isNodeEligible: !isGoing }
}
