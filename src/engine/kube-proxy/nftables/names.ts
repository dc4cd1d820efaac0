import { remembered } from '../../resources/sharing'
import type { Endpoint } from '../endpoints'
import { hash } from '../names'
import type { ServicePort } from '../service-port'

/** How many characters of a hash stand before a name. */
const HASH_CHARACTERS = 8
/** A longer name is cut, so that with its prefix it fits into what the kernel allows. */
const MOST_CHARACTERS = 240

/** The chains of a Service port. */
export interface NftPortNames {
  readonly service: string
  readonly local: string
  readonly external: string
  readonly firewall: string
}

/** How kube-proxy names the chains of a Service port: `service-ULMVA6XW-ns1/svc1/tcp/p80`. */
export const namesOf = remembered((port: ServicePort): NftPortNames => {
  const base = hashed(nameOf(port))
  return {
    service: `service-${base}`,
    local: `local-${base}`,
    external: `external-${base}`,
    firewall: `firewall-${base}`,
  }
})

/** The part of names that stands for one endpoint of a Service port. */
export const endpointBase = (port: ServicePort, { text }: Endpoint): string =>
  hashed(`${nameOf(port)}__${text.replace(':', '/')}`)

const nameOf = ({ service, protocol, portName }: ServicePort): string =>
  `${service.namespace}/${service.name}/${protocol}/${portName}`

function hashed(name: string): string {
  const whole = `${hash(name).slice(0, HASH_CHARACTERS)}-${name}`
  return whole.length > MOST_CHARACTERS ? `${whole.slice(0, MOST_CHARACTERS - 3)}...` : whole
}
