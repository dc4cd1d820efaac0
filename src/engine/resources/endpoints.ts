import { always, type Infer, int32, list, object, optional, pointer, string } from '../api/schema'
import { protocol } from './pod/container'
import { objectReference } from './references'
import { defineResource, type ObjectFrom } from './resource'
import { filled, mapShared, replaced } from './sharing'

const endpointAddress = object(
  'EndpointAddress',
  {
    hostname: optional(string),
    ip: always(string),
    nodeName: pointer(string),
    targetRef: pointer(objectReference),
  },
  { atomic: true },
)

const subset = object('EndpointSubset', {
  addresses: optional(list(endpointAddress)),
  notReadyAddresses: optional(list(endpointAddress)),
  ports: optional(
    list(
      object(
        'EndpointPort',
        {
          appProtocol: pointer(string),
          name: optional(string),
          port: always(int32),
          protocol: always(protocol),
        },
        { atomic: true },
      ),
    ),
  ),
})

/** Addresses that have the same ports. */
export type EndpointSubset = Infer<typeof subset>

const schema = object('Endpoints', { subsets: optional(list(subset)) })

/** All addresses behind a Service in one object: what EndpointSlices have replaced. */
export type Endpoints = ObjectFrom<'Endpoints', typeof schema.fields>

function defaultEndpoints(endpoints: Endpoints): Endpoints {
  if (!endpoints.subsets) return endpoints
  const subsets = mapShared(endpoints.subsets, (each) =>
    each.ports
      ? replaced(each, {
          ports: mapShared(each.ports, (port) => filled(port, { protocol: 'TCP' })),
        })
      : each,
  )
  return replaced(endpoints, { subsets })
}

/** Keeps Endpoints (core/v1). */
export const endpoints = defineResource<Endpoints>({
  kind: 'Endpoints',
  group: '',
  version: 'v1',
  plural: 'endpoints',
  shortNames: ['ep'],
  categories: [],
  namespaced: true,
  subresources: [],
  schema,
  default: defaultEndpoints,
  validate: () => [],
  columns: [],
  indexes: {},
  countsGenerations: false,
})
