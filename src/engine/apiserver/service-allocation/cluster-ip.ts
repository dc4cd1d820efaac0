import { invalid } from '../../api/field-error'
import { ipText, parseIp } from '../../api/ip'
import { internalError } from '../../api/status'
import type { Random } from '../../sim'
import type { ServerEnvironment } from '../environment'
import { readerOf } from '../reader'
import type { Store } from '../store'
import { type AddressRange, rangeOf } from './address-range'
import { refuse, type Service, type ServiceContext } from './service'

/**
 * A Service with its addresses, one of each of its families. An update gives them only to what had
 * none, as an ExternalName, and a second one to what asks for it: any other change of address is
 * for validation to refuse (allocClusterIPs, allocUpdateServiceClusterIPsNew).
 */
export function withClusterIP(
  store: Store,
  service: Service,
  { env, previous }: ServiceContext,
): Service {
  const { spec } = service
  if (spec.type === 'ExternalName' || spec.clusterIP === 'None') return service
  const held = previous && previous.spec.type !== 'ExternalName' ? previous.spec.clusterIPs : []
  const { clusterIPs: wanted = [], ipFamilies: families = [] } = spec
  if (held?.[0] === 'None' || held?.length === families.length) return service
  if (held?.length && wanted.length < held.length) return service
  const given = families.map((_, index) => {
    const address = wanted[index]
    if (address !== undefined && address === held?.[index]) return address
    if (held?.[index] !== undefined) return address ?? ''
    const request: Request = { store, service, env, index }
    return address ? claimed(address, request) : free(request)
  })
  const [clusterIP = ''] = given
  return { ...service, spec: Object.assign({}, spec, { clusterIP, clusterIPs: given }) }
}

/** One address that a Service is to have: that of its first family, or of its second. */
interface Request {
  readonly store: Store
  readonly service: Service
  readonly env: ServerEnvironment
  readonly index: number
}

const rangeFor = ({ service, env, index }: Request): AddressRange => {
  const isSecond = service.spec.ipFamilies?.[index] === 'IPv6'
  return rangeOf((isSecond ? env.secondServiceCIDR : env.serviceCIDR) ?? '')
}

// The address is kept as it was written, with the leading zeros that the API server still bears.
function claimed(wanted: string, request: Request): string {
  const { service, store } = request
  const ip = parseIp(wanted)
  const plain = ip ? ipText(ip) : wanted
  const cannot = (why: string): never =>
    refuse(service, invalid('spec.clusterIPs', [wanted], `failed to allocate IP ${wanted}: ${why}`))
  if (!rangeFor(request).contains(plain)) {
    cannot('the provided network does not match the current range')
  }
  if (isTaken(store, plain)) cannot('provided IP is already allocated')
  return wanted
}

const isTaken = (store: Store, address: string): boolean =>
  readerOf(store).countIndexed('Service', 'clusterIP', address) > 0

// Automatic addresses come from the upper band, from a random start upwards; the lower band is left
// to those who choose their own until the upper one is full (KEP-3070).
function free(request: Request): string {
  const { store, service, env } = request
  const range = rangeFor(request)
  // A dry run looks for no address: the network's own stands for it.
  if (env.isDry) return range.at(0)
  const { size, last } = range
  const band = size <= 16 ? 0 : Math.min(Math.max(16, Math.floor(size / 16)), 256)
  const { namespace, name } = service.metadata
  const stream = range.family === 'IPv6' ? 'clusterIPv6' : 'clusterIP'
  const random = env.streams(`${stream}/${namespace}/${name}`)
  const found =
    scan(store, range, { first: band + 1, last, random }) ??
    scan(store, range, { first: 1, last: band, random })
  if (found === undefined) throw internalError('failed to allocate a serviceIP: range is full')
  return found
}

/** Places in a range. */
interface Band {
  readonly first: number
  readonly last: number
  readonly random: Random
}

function scan(
  store: Store,
  range: AddressRange,
  { first, last, random }: Band,
): string | undefined {
  const count = last - first + 1
  if (count <= 0) return undefined
  const start = random.below(count)
  for (let step = 0; step < count; step++) {
    const address = range.at(first + ((start + step) % count))
    if (!isTaken(store, address)) return address
  }
  return undefined
}
