import type { EndpointSlice } from '../engine/resources'
import { SERVICE_NAME_LABEL } from '../engine/resources/endpointslice'
import { compareStrings } from '../engine/sim'
import { projectionLimits } from './limits'
import { isSystem } from './pod'
import { endpointOf, serviceId } from './service'
import type { SliceSummary } from './summary'

/** What the picture shows of an EndpointSlice. */
export function sliceSummary(
  { metadata, addressType, ports, endpoints }: EndpointSlice,
  isOneOfMany = false,
): SliceSummary {
  const { namespace = '', name, labels } = metadata
  const service = labels?.[SERVICE_NAME_LABEL]
  const all = endpoints ?? []
  const told = isOneOfMany ? [] : all
  return {
    type: 'slice',
    id: `endpointslice/${namespace}/${name}`,
    namespace,
    name,
    ...(service ? { service: serviceId(namespace, service) } : {}),
    addressType,
    ports: (ports ?? []).flatMap(({ port }) => port ?? []),
    endpoints: told
      .map((endpoint) => endpointOf(endpoint, namespace))
      // A slice is a set; whoever reads it finds a name sooner in order.
      .sort((a, b) => compareStrings(a.pod ?? a.address, b.pod ?? b.address))
      .slice(0, projectionLimits.endpoints),
    ready: all.filter(({ conditions }) => conditions?.ready ?? true).length,
    all: all.length,
    system: isSystem(namespace) || (namespace === 'default' && name === 'kubernetes'),
  }
}
