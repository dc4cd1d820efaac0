import { ageColumn, column, firstThree, nameColumn } from '../columns'
import { defineResource } from '../resource'
import { filled, mapShared, replaced } from '../sharing'
import { type Endpoint, type EndpointPort, type EndpointSlice, sliceSchema } from './schema'
import { validateSlice } from './validate'

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

// What is stored knows no empty list: Go shows none at all.
function withNulls(slice: EndpointSlice): EndpointSlice {
  const { endpoints, ports } = slice
  if (endpoints.length > 0 && ports.length > 0) return slice
  const none = null as unknown as never
  return {
    ...slice,
    endpoints: endpoints.length > 0 ? endpoints : none,
    ports: ports.length > 0 ? ports : none,
  }
}

const UNSET = '<unset>'

const portText = ({ name, port }: EndpointPort): string =>
  port === undefined ? name || '*' : `${port}`

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
  schema: sliceSchema,
  default: defaultSlice,
  validate: validateSlice,
  shown: (slice) => withNulls(slice),
  warn: ({ addressType }) =>
    addressType === 'FQDN' ? ['spec.addressType: FQDN endpoints are deprecated'] : [],
  columns: [
    nameColumn,
    column('AddressType', ({ addressType }) => addressType),
    column('Ports', ({ ports }) => firstThree(ports.map(portText)) || UNSET),
    column('Endpoints', ({ endpoints }) => {
      const addresses = endpoints.flatMap((endpoint) => endpoint.addresses)
      return firstThree(addresses) || UNSET
    }),
    ageColumn,
  ],
  indexes: {
    service: ({ metadata }) => {
      const name = metadata.labels?.[SERVICE_NAME_LABEL]
      return name === undefined ? undefined : `${metadata.namespace}/${name}`
    },
  },
  countsGenerations: true,
})

export type { Endpoint, EndpointPort, EndpointSlice }
