import {
  addressText,
  type Cidr,
  contains,
  parseAddress,
  parseCidr,
  sizeOf,
} from '../../api/address'
import { invalid } from '../../api/field-error'
import { ipText, parseIp } from '../../api/ip'
import { internalError } from '../../api/status'
import type { Random } from '../../sim'
import type { ServerEnvironment } from '../environment'
import { readerOf } from '../reader'
import type { Store } from '../store'
import { refuse, type Service, type ServiceContext } from './service'

/**
 * A Service with its address. An update gives one only to what had none, as an ExternalName: any
 * other change of address is for validation to refuse.
 */
export function withClusterIP(
  store: Store,
  service: Service,
  { env, previous }: ServiceContext,
): Service {
  const { spec } = service
  if (spec.type === 'ExternalName' || spec.clusterIP === 'None') return service
  if (previous && previous.spec.type !== 'ExternalName') return service
  const clusterIP = spec.clusterIP ? claimed(store, service, env) : free(store, service, env)
  return { ...service, spec: { ...spec, clusterIP, clusterIPs: [clusterIP] } }
}

// The address is kept as it was written, with the leading zeros that the API server still bears.
function claimed(store: Store, service: Service, env: ServerEnvironment): string {
  const wanted = service.spec.clusterIP ?? ''
  const ip = parseIp(wanted)
  const plain = ip ? ipText(ip) : wanted
  const address = parseAddress(plain)
  const range = serviceRange(env)
  const isUsable =
    address !== undefined &&
    contains(range, address) &&
    address > range.base &&
    address < lastOf(range)
  const cannot = (why: string): never =>
    refuse(service, invalid('spec.clusterIPs', [wanted], `failed to allocate IP ${wanted}: ${why}`))
  if (!isUsable) cannot('the provided network does not match the current range')
  if (isTaken(store, plain)) cannot('provided IP is already allocated')
  return wanted
}

const serviceRange = ({ serviceCIDR }: ServerEnvironment): Cidr =>
  parseCidr(serviceCIDR) ?? { base: 0, length: 0 }
const lastOf = (range: Cidr): number => range.base + sizeOf(range) - 1
const isTaken = (store: Store, address: string): boolean =>
  readerOf(store).countIndexed('Service', 'clusterIP', address) > 0

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

interface Band {
  readonly first: number
  readonly last: number
  readonly random: Random
}

function scan(store: Store, { first, last, random }: Band): string | undefined {
  const count = last - first + 1
  if (count <= 0) return undefined
  const start = random.below(count)
  for (let step = 0; step < count; step++) {
    const address = addressText(first + ((start + step) % count))
    if (!isTaken(store, address)) return address
  }
  return undefined
}
