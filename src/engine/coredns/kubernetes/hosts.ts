import type { Reader } from '../../apiserver/reader'
import type { EndpointSlice, Service } from '../../resources'
import type { ZoneName } from './name'
import type { KubernetesSettings } from './settings'

/** One address and port that a name of a Service stands for. */
export interface Host {
  readonly address: string
  /** Absent where a headless Service has no ports. */
  readonly port?: number
  /** The name that SRV and PTR records give it. */
  readonly name: string
}

type ServiceName = ZoneName & { readonly type: 'service' }

/** The name of a Service in a zone. */
export const serviceName = (namespace: string, name: string, zone: string): string =>
  `${name}.${namespace}.svc.${zone}`

/** Whether a Service has no address of its own. */
export const isHeadless = ({ spec }: Service): boolean =>
  spec.clusterIP === undefined || spec.clusterIP === '' || spec.clusterIP === 'None'

/** Everything that a name stands for; empty when the Service does not have it (findServices). */
export function hostsOf(
  service: Service,
  asked: ServiceName,
  { reader, settings, zone }: HostContext,
): readonly Host[] {
  if (service.spec.type === 'ExternalName') return []
  const context = { reader, settings, zone }
  const byEndpoint = isHeadless(service) || asked.endpoint !== undefined
  if (byEndpoint) return settings.noEndpoints ? [] : endpoints(asked, context)
  if (settings.ignoreEmptyService && isEmpty(asked, reader)) return []
  return clusterIPs(service, asked, zone)
}

/** Where hosts are looked for. */
export interface HostContext {
  readonly reader: Reader
  readonly settings: KubernetesSettings
  readonly zone: string
}

function clusterIPs({ spec }: Service, asked: ServiceName, zone: string): readonly Host[] {
  const name = serviceName(asked.namespace, asked.service, zone)
  const hosts: Host[] = []
  for (const { name: port = '', port: number, protocol } of spec.ports ?? []) {
    if (!matches(asked, port, protocol)) continue
    for (const address of spec.clusterIPs ?? [spec.clusterIP ?? '']) {
      hosts.push({ address, port: number, name })
    }
  }
  return hosts
}

const slicesOf = ({ namespace, service }: ServiceName, reader: Reader): readonly EndpointSlice[] =>
  reader.indexed('EndpointSlice', 'service', `${namespace}/${service}`)

const isEmpty = (asked: ServiceName, reader: Reader): boolean =>
  slicesOf(asked, reader).every(({ endpoints }) =>
    endpoints.every(({ conditions }) => conditions.ready === false),
  )

function endpoints(asked: ServiceName, { reader, settings, zone }: HostContext): readonly Host[] {
  const { namespace, service } = asked
  const hosts: Host[] = []
  for (const slice of slicesOf(asked, reader)) {
    for (const { host, address } of readyAddresses(slice, settings.endpointPodNames)) {
      if (asked.endpoint !== undefined && asked.endpoint !== host.toLowerCase()) continue
      const name = `${host}.${serviceName(namespace, service, zone)}`
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
  byPodName: boolean,
): Iterable<{ readonly address: string; readonly host: string }> {
  for (const { addresses, conditions, hostname, targetRef } of slice.endpoints) {
    if (conditions.ready === false) continue
    const own = hostname || (byPodName && targetRef?.kind === 'Pod' ? targetRef.name : '')
    for (const address of addresses) yield { address, host: own || dashed(address) }
  }
}

// A label may not end in a dash: the address `fd00::` would.
function dashed(address: string): string {
  const label = address.replace(/[.:]/g, '-')
  return label.endsWith('-') ? `${label}0` : label
}
