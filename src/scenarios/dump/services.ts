import { contains, parseAddress, parseCidr } from '../../engine/api/address'
import { field, isObject, listAt, textAt, without } from '../json'
import type { Json, JsonObject } from '../yaml-json'
import { type Citizen, titleOf } from './census'
import type { Note } from './choices'
import { hasAddress } from './surroundings'

/** The ranges that Services have their addresses and ports from here: kubeadm's. */
const range = { addresses: parseCidr('10.96.0.0/12'), ports: [30_000, 32_767] } as const
/** The API server's own, and CoreDNS's. */
const taken: readonly string[] = ['10.96.0.1', '10.96.0.10']

const handedOut: ReadonlySet<string> = new Set([
  ...['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy', 'healthCheckNodePort', 'ports'],
  'loadBalancerClass',
])

/** Makes Services' specs such that addresses and ports that fit here stay. */
export class Allocations {
  private readonly used = new Set<string>(taken)

  constructor(private readonly note: Note) {}

  spec(service: Citizen): JsonObject {
    const { object } = service
    const spec = field(object, 'spec')
    if (!isObject(spec)) return {}
    const policy = textAt(spec, 'ipFamilyPolicy')
    const kept = field(spec, 'loadBalancerClass')
    const ports = listAt(spec, 'ports').map((port) => this.port(port, service))
    return {
      ...this.address(spec, service),
      ...(policy === 'PreferDualStack' ? { ipFamilyPolicy: policy } : {}),
      // Whoever served the class has given an address; here the environment's provider does.
      ...(kept === undefined || hasAddress(service) ? {} : { loadBalancerClass: kept }),
      ...without(spec, handedOut),
      ...(ports.length > 0 ? { ports } : {}),
    }
  }

  private address(spec: JsonObject, service: Citizen): JsonObject {
    const address = textAt(spec, 'clusterIP')
    if (address === 'None') return { clusterIP: address }
    if (address === '') return {}
    const number = parseAddress(address)
    const fits =
      number !== undefined && range.addresses !== undefined && contains(range.addresses, number)
    const isKept = fits && this.take(address)
    this.note(isKept ? 'address-kept' : 'address-dropped', `${titleOf(service)}: ${address}`)
    return isKept ? { clusterIP: address } : {}
  }

  private port(port: Json, service: Citizen): Json {
    const number = field(port, 'nodePort')
    if (!isObject(port) || typeof number !== 'number' || number === 0) return port
    const protocol = textAt(port, 'protocol') || 'TCP'
    const [first, last] = range.ports
    const isKept = number >= first && number <= last && this.take(`${protocol} ${number}`)
    this.note(isKept ? 'node-port-kept' : 'node-port-dropped', `${titleOf(service)}: ${number}`)
    return isKept ? port : without(port, new Set(['nodePort']))
  }

  private take(what: string): boolean {
    if (this.used.has(what)) return false
    this.used.add(what)
    return true
  }
}
