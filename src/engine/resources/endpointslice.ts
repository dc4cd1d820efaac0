import {
  always,
  boolean,
  enumeration,
  type Infer,
  int32,
  list,
  map,
  object,
  optional,
  pointer,
  string,
} from '../api/schema'
import { protocol } from './pod/container'
import { objectReference } from './references'
import { defineResource, type ObjectFrom } from './resource'
import { filled, mapShared, replaced } from './sharing'

const discovery = { group: 'discovery' } as const

const byName = (name: string) => list(object(name, { name: always(string) }, discovery))

const endpoint = object(
  'Endpoint',
  {
    addresses: always(list(string, { set: true })),
    conditions: always(
      object(
        'EndpointConditions',
        { ready: pointer(boolean), serving: pointer(boolean), terminating: pointer(boolean) },
        discovery,
      ),
    ),
    deprecatedTopology: optional(map(string)),
    hints: pointer(
      object(
        'EndpointHints',
        { forNodes: optional(byName('ForNode')), forZones: optional(byName('ForZone')) },
        discovery,
      ),
    ),
    hostname: pointer(string),
    nodeName: pointer(string),
    targetRef: pointer(objectReference),
    zone: pointer(string),
  },
  discovery,
)

/** One address behind a Service, with what is known of its readiness. */
export type Endpoint = Infer<typeof endpoint>

const endpointPort = object(
  'EndpointPort',
  {
    appProtocol: pointer(string),
    name: pointer(string),
    port: pointer(int32),
    protocol: pointer(protocol),
  },
  { group: 'discovery', atomic: true },
)

/** A port that every endpoint of a slice has. Its name is that of the Service's port. */
export type EndpointPort = Infer<typeof endpointPort>

const schema = object(
  'EndpointSlice',
  {
    addressType: always(enumeration('AddressType', 'FQDN', 'IPv4', 'IPv6')),
    endpoints: always(list(endpoint)),
    ports: always(list(endpointPort)),
  },
  discovery,
)

/** A part of the addresses behind a Service. */
export type EndpointSlice = ObjectFrom<'EndpointSlice', typeof schema.fields>

/** Names the Service that a slice belongs to. */
export const SERVICE_NAME_LABEL = 'kubernetes.io/service-name'

function defaultSlice(slice: EndpointSlice): EndpointSlice {
  const { endpoints = [], ports = [] } = slice
  return replaced(slice, { endpoints, ports: mapShared(ports, defaultPort) })
}

const defaultPort = (port: EndpointPort): EndpointPort =>
  port.name === undefined
    ? { protocol: 'TCP', ...port, name: '' }
    : filled(port, { protocol: 'TCP' })

/** Keeps EndpointSlices (discovery/v1). */
export const endpointSlice = defineResource<EndpointSlice>({
  kind: 'EndpointSlice',
  group: 'discovery.k8s.io',
  version: 'v1',
  plural: 'endpointslices',
  shortNames: [],
  categories: [],
  namespaced: true,
  subresources: [],
  schema,
  default: defaultSlice,
  validate: () => [],
  columns: [],
  indexes: {
    service: ({ metadata }) => {
      const name = metadata.labels?.[SERVICE_NAME_LABEL]
      return name === undefined ? undefined : `${metadata.namespace}/${name}`
    },
  },
  countsGenerations: true,
})
