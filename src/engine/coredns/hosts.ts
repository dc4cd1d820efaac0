import type { Reader } from '../apiserver/reader'
import type { EndpointSlice, Service } from '../resources'
import { ZONE, type ZoneName } from './name'

/** One address and port that a name of a Service stands for. */
export interface Host {
  readonly address: string
  /** Absent where a headless Service has no ports. */
  readonly port?: number
  /** The name that SRV and PTR records give it. */
  readonly name: string
}

type ServiceName = ZoneName & { readonly type: 'service' }

/** The name of a Service in the zone. */
export const serviceName = (namespace: string, name: string): string =>
  `${name}.${namespace}.svc.${ZONE}`

/** Whether a Service has no address of its own. */
export const isHeadless = ({ spec }: Service): boolean =>
  spec.clusterIP === undefined || spec.clusterIP === '' || spec.clusterIP === 'None'

/** Everything that a name stands for; empty when the Service does not have it (findServices). */
export function hostsOf(service: Service, asked: ServiceName, cluster: Reader): readonly Host[] {
  if (service.spec.type === 'ExternalName') return []
  const byEndpoint = isHeadless(service) || asked.endpoint !== undefined
  return byEndpoint ? endpoints(asked, cluster) : clusterIPs(service, asked)
}

function clusterIPs({ spec }: Service, asked: ServiceName): readonly Host[] {
  const name = serviceName(asked.namespace, asked.service)
  const hosts: Host[] = []
  for (const { name: port = '', port: number, protocol } of spec.ports ?? []) {
    if (!matches(asked, port, protocol)) continue
    for (const address of spec.clusterIPs ?? [spec.clusterIP ?? '']) {
      hosts.push({ address, port: number, name })
    }
  }
  return hosts
}

function endpoints(asked: ServiceName, cluster: Reader): readonly Host[] {
  const { namespace, service } = asked
  const hosts: Host[] = []
  for (const slice of cluster.indexed('EndpointSlice', 'service', `${namespace}/${service}`)) {
    for (const { host, address } of readyAddresses(slice)) {
      if (asked.endpoint !== undefined && asked.endpoint !== host) continue
      const name = `${host}.${serviceName(namespace, service)}`
      for (const { name: port = '', port: number, protocol = 'TCP' } of slice.ports) {
        if (!matches(asked, port, protocol)) continue
        hosts.push({ address, name, ...(typeof number === 'number' ? { port: number } : {}) })
      }
      if (slice.ports.length === 0 && matches(asked, '', '')) hosts.push({ address, name })
    }
  }
  return hosts
}

// An empty word of the question stands for any.
const matches = ({ port, protocol }: ServiceName, name: string, transport: string): boolean =>
  (!port || port === name.toLowerCase()) && (!protocol || protocol === transport.toLowerCase())

/** The addresses of a slice that DNS gives out, with the label that each has below its Service. */
export function* readyAddresses(
  slice: EndpointSlice,
): Iterable<{ readonly address: string; readonly host: string }> {
  for (const { addresses, conditions, hostname } of slice.endpoints) {
    if (conditions.ready === false) continue
    for (const address of addresses) yield { address, host: hostname || dashed(address) }
  }
}

// A label may not end in a dash: the address `fd00::` would.
function dashed(address: string): string {
  const label = address.replace(/[.:]/g, '-')
  return label.endsWith('-') ? `${label}0` : label
}
