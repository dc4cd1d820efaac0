import {
  always,
  boolean,
  enumeration,
  given,
  type Infer,
  int32,
  list,
  map,
  object,
  optional,
  pointer,
  string,
} from '../../api/schema'
import { protocol } from '../pod/container'
import { objectReference } from '../references'
import type { ObjectFrom } from '../resource'

const discovery = { group: 'discovery' } as const

const byName = (name: string) => list(object(name, { name: given(string) }, discovery))

const endpoint = object(
  'Endpoint',
  {
    addresses: given(list(string, { set: true })),
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

/** The fields of an EndpointSlice (discovery/v1). */
export const sliceSchema = object(
  'EndpointSlice',
  {
    addressType: given(enumeration('AddressType', 'FQDN', 'IPv4', 'IPv6')),
    endpoints: given(list(endpoint)),
    ports: always(list(endpointPort)),
  },
  discovery,
)

/** A part of the addresses behind a Service. */
export type EndpointSlice = ObjectFrom<'EndpointSlice', typeof sliceSchema.fields>
