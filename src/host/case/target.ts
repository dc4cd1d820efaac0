import type { Reader } from '../../engine'
import { type Address, parseAddress } from '../../engine/api/address'
import type { Survey } from '../../engine/cluster/terrain'
import type { Service } from '../../engine/resources'
import { BadInput } from '../bad-input'
import type { Probe } from './probe'

/** Where a probe is sent. */
export interface Target {
  readonly address: Address
  /** 0 for a ping. */
  readonly port: number
}

/** What names in a file of probes stand for. */
export interface Names {
  readonly reader: Reader
  readonly survey: Survey
}

/** A Pod as a case names it: without its namespace when that is `default`. */
export const caseName = (name: string): string => name.replace(/^default\//, '')

/** Finds the address that a probe is sent to. */
export function targetOf({ to, protocol, place }: Probe, names: Names): Target {
  const [, host = to, digits] = /^(.*):([^:]*)$/.exec(to) ?? []
  const port = digits !== undefined && /^\d{1,5}$/.test(digits) ? Number(digits) : -1
  const isPort = port >= 1 && port <= 65_535
  if (protocol !== 'ICMP' && !isPort) {
    throw new BadInput(`${place}.to: "${to}" does not end in a port, :1 to :65535`)
  }
  const address = parseAddress(host) ?? named(host, names, `${place}.to`)
  return { address, port: protocol === 'ICMP' ? 0 : port }
}

function named(name: string, names: Names, place: string): Address {
  const { survey } = names
  const service = name.includes('/') ? undefined : serviceNamed(name, names)
  if (service) return serviceAddress(service, names, place)
  const pod = survey.pods.find((each) => caseName(each.name) === name || each.name === name)
  const found = pod ?? survey.nodes.find((each) => each.name === name)
  if (found) return found.address
  throw new BadInput(`${place}: there is no Service, Pod or node "${name}"`)
}

function serviceNamed(name: string, { reader }: Names): Service | undefined {
  const [service = '', namespace = 'default', ...rest] = name.split('.')
  const suffix = rest.join('.')
  const isOfCluster = ['', 'svc', 'svc.cluster.local', 'svc.cluster.local.'].includes(suffix)
  return isOfCluster ? reader.get('Service', namespace, service) : undefined
}

// A headless Service is its endpoints' addresses, and a client takes the first.
function serviceAddress(service: Service, names: Names, place: string): Address {
  const { metadata, spec } = service
  const title = `Service "${metadata.name}" in ${metadata.namespace}`
  if (spec.type === 'ExternalName') return aliased(spec.externalName ?? '', title, names, place)
  if (spec.clusterIP !== 'None') {
    const own = [...(spec.clusterIPs ?? []), spec.clusterIP ?? ''].map(parseAddress)
    const address = own.find((each) => each !== undefined)
    if (address !== undefined) return address
    throw new BadInput(`${place}: ${title} has no IPv4 address`)
  }
  const key = `${metadata.namespace}/${metadata.name}`
  const [first] = names.reader.indexed('EndpointSlice', 'service', key).flatMap((slice) =>
    (slice.endpoints ?? []).flatMap(({ addresses, conditions }) => {
      const address = parseAddress(addresses[0] ?? '')
      return conditions?.ready === false || address === undefined ? [] : [address]
    }),
  )
  if (first !== undefined) return first
  throw new BadInput(`${place}: ${title} is headless, and has no ready endpoint: no address`)
}

function aliased(alias: string, title: string, names: Names, place: string): Address {
  const service = serviceNamed(alias, names)
  if (service && service.spec.type !== 'ExternalName') return serviceAddress(service, names, place)
  throw new BadInput(`${place}: ${title} is an alias of ${alias}: no Service of this cluster`)
}
