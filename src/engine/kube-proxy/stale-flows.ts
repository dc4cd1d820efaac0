import type { Reader } from '../apiserver/reader'
import type { StaleFlows } from '../network/conntrack'
import { placeKey } from '../network/packet'
import { endpointsOf } from './endpoints'
import { type ServicePort, servicePorts } from './service-port'

/**
 * The UDP connections that have to go once Services have changed (pkg/proxy/conntrack): those to
 * any address of a Service whose answers come from something that is no serving endpoint of it. A
 * Service without any serving endpoint is left alone.
 */
export const staleFlows = (reader: Reader, services: readonly string[]): readonly StaleFlows[] =>
  services.flatMap((key) => staleOf(reader, key))

function staleOf(reader: Reader, key: string): readonly StaleFlows[] {
  const [namespace = '', name = ''] = key.split('/')
  const service = reader.get('Service', namespace, name)
  if (!service?.spec.ports?.some(({ protocol }) => protocol === 'UDP')) return []
  const udp = servicePorts(service).filter(({ protocol }) => protocol === 'udp')
  const slices = reader.indexed('EndpointSlice', 'service', key)
  return udp.flatMap((port) => {
    const serving = endpointsOf(port, slices)
      .filter((endpoint) => endpoint.serving)
      .map((endpoint) => placeKey(endpoint.address, endpoint.port))
    return serving.length === 0 ? [] : staleOfPort(port, serving)
  })
}

const staleOfPort = (port: ServicePort, serving: readonly number[]): readonly StaleFlows[] => [
  ...[port.clusterIP, ...port.externalIPs, ...port.balancerIPs].map((destination) => ({
    destination,
    port: port.port,
    serving,
  })),
  ...(port.nodePort === undefined ? [] : [{ port: port.nodePort, serving }]),
]
