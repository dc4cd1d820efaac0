import type { Reader } from '../../apiserver/reader'
import type { Service } from '../../resources'
import { readyAddresses, serviceName } from './hosts'
import type { KubernetesSettings } from './settings'

const hasAddress = ({ spec }: Service, address: string): boolean =>
  spec.clusterIPs?.includes(address) ?? false

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
  const [first] = reader.indexed('Service', 'clusterIP', address)
  const owner = first ?? reader.list('Service').find((each) => hasAddress(each, address))
  if (owner) return [serviceName(owner.metadata.namespace ?? '', owner.metadata.name, zone)]
  if (noEndpoints) return []
  const names = new Set<string>()
  for (const slice of reader.list('EndpointSlice')) {
    const { namespace = '', labels } = slice.metadata
    const name = labels?.['kubernetes.io/service-name']
    if (name === undefined) continue
    for (const each of readyAddresses(slice, endpointPodNames)) {
      if (each.address !== address) continue
      names.add(`${each.host}.${serviceName(namespace, name, zone)}`)
    }
  }
  return [...names]
}
