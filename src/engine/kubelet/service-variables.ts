import type { Reader } from '../apiserver/reader'
import type { Service } from '../resources'
import type { ServiceLinks } from './memory'

type Environment = Readonly<Record<string, string>>

/**
 * The Services that a container's environment tells of: those of its namespace that have an
 * address, and always the API server's. `links` keeps them until a Service changes.
 */
export function linkedServices(
  namespace: string,
  wantsAll: boolean,
  { links, reader }: { readonly links: ServiceLinks; readonly reader: Reader },
): { readonly services: readonly Service[]; readonly links: ServiceLinks } {
  const key = `${wantsAll} ${namespace}`
  const known = links.get(key)
  if (known) return { services: known, links }
  const found = wantsAll ? reader.list('Service', namespace).filter(hasAddress) : []
  const api = reader.get('Service', 'default', 'kubernetes')
  const isIncluded = wantsAll && namespace === 'default'
  const services = api && !isIncluded ? [...found, api] : found
  return { services, links: links.set(key, services) }
}

const hasAddress = ({ spec }: Service): boolean =>
  spec.type !== 'ExternalName' && !!spec.clusterIP && spec.clusterIP !== 'None'

const prefixOf = (name: string): string => name.toUpperCase().replaceAll('-', '_')

// The variables that tell of one Service (pkg/kubelet/envvars).
function variablesOf({ metadata, spec }: Service): Environment {
  const prefix = prefixOf(metadata.name)
  const address = spec.clusterIP ?? ''
  const [first] = spec.ports ?? []
  const urlOf = ({ protocol = 'TCP', port = 0 } = {}) =>
    `${protocol.toLowerCase()}://${address}:${port}`
  const variables: Record<string, string> = {
    [`${prefix}_SERVICE_HOST`]: address,
    [`${prefix}_SERVICE_PORT`]: String(first?.port ?? ''),
    [`${prefix}_PORT`]: urlOf(first),
  }
  for (const port of spec.ports ?? []) {
    if (port.name) variables[`${prefix}_SERVICE_PORT_${prefixOf(port.name)}`] = String(port.port)
    const each = `${prefix}_PORT_${port.port}_${port.protocol}`
    variables[each] = urlOf(port)
    variables[`${each}_PROTO`] = port.protocol.toLowerCase()
    variables[`${each}_PORT`] = String(port.port)
    variables[`${each}_ADDR`] = address
  }
  return variables
}

/** One variable, found without writing out all the others. */
export function variableOf(services: readonly Service[], name: string): string | undefined {
  if (!/_(SERVICE_HOST|SERVICE_PORT|PORT)/.test(name)) return undefined
  for (const service of services) {
    const { length } = service.metadata.name
    if (name[length] !== '_' || !name.startsWith(prefixOf(service.metadata.name))) continue
    const value = variablesOf(service)[name]
    if (value !== undefined) return value
  }
  return undefined
}

const allOf = (services: readonly Service[]): Environment =>
  Object.assign({}, ...services.map(variablesOf))

// A thousand Services are seven thousand variables for each container, and hardly any program reads
// them: they are worked out when one is looked at. Lists of Services are never changed, so this is
// a value.
const bare = new WeakMap<readonly Service[], Environment>()

/**
 * A container's environment: its own variables, and those of Services where it has none of that
 * name.
 */
export function environmentOf(own: Environment, services: readonly Service[]): Environment {
  if (services.length === 0) return own
  for (const _ in own) return overlaid(own, services)
  let shared = bare.get(services)
  if (!shared) {
    shared = overlaid({}, services)
    bare.set(services, shared)
  }
  return shared
}

const overlaid = (own: Environment, services: readonly Service[]): Environment =>
  new Proxy(own, {
    get: (target, name) => valueIn(target, services, name),
    has: (target, name) => valueIn(target, services, name) !== undefined,
    ownKeys: (target) => [...new Set([...Object.keys(target), ...Object.keys(allOf(services))])],
    getOwnPropertyDescriptor: (target, name) => {
      const value = valueIn(target, services, name)
      return value === undefined
        ? undefined
        : { value, enumerable: true, configurable: true, writable: true }
    },
  })

const valueIn = (
  own: Environment,
  services: readonly Service[],
  name: string | symbol,
): string | undefined => {
  if (typeof name === 'symbol') return undefined
  return Object.hasOwn(own, name) ? own[name] : variableOf(services, name)
}
