import type { Reader } from '../../apiserver/reader'
import type { EndpointSlice } from '../../resources'
import { SERVICE_NAME_LABEL } from '../../resources/endpointslice'
import { remembered } from '../../resources/sharing'
import { readyAddresses, serviceName } from './hosts'
import type { KubernetesSettings } from './settings'

type ByAddress = ReadonlyMap<string, readonly string[]>

// There may be thousands of endpoints, and few of their slices change at a time: what is asked of
// each slice is a look into a table.
const hostsBy = {
  address: remembered((slice: EndpointSlice): ByAddress => hostsIn(slice, false)),
  podName: remembered((slice: EndpointSlice): ByAddress => hostsIn(slice, true)),
} as const

function hostsIn(slice: EndpointSlice, byPodName: boolean): ByAddress {
  const hosts = new Map<string, string[]>()
  for (const { address, host } of readyAddresses(slice, byPodName)) {
    const known = hosts.get(address)
    if (known) known.push(host)
    else hosts.set(address, [host])
  }
  return hosts
}

/**
 * The names of an address: a Service's own has one; an endpoint has one for each Service that
 * lists it as ready (serviceRecordForIP).
 */
export function namesOf(
  address: string,
  reader: Reader,
  settings: KubernetesSettings,
): readonly string[] {
  const { zone, endpointPodNames, noEndpoints } = settings
  const [owner] = reader.indexed('Service', 'clusterIP', address)
  if (owner) return [serviceName(owner.metadata.namespace ?? '', owner.metadata.name, zone)]
  if (noEndpoints) return []
  const names = new Set<string>()
  const hostsOf = endpointPodNames ? hostsBy.podName : hostsBy.address
  for (const slice of reader.list('EndpointSlice')) {
    const { namespace = '', labels } = slice.metadata
    const name = labels?.[SERVICE_NAME_LABEL]
    if (name === undefined) continue
    for (const host of hostsOf(slice).get(address) ?? []) {
      names.add(`${host}.${serviceName(namespace, name, zone)}`)
    }
  }
  return [...names]
}
