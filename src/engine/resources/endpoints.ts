import { type FieldError, required } from '../api/field-error'
import { specialUse } from '../api/ip'
import { dns1123Label, dns1123Subdomain, qualifiedName } from '../api/names'
import {
  always,
  given,
  type Infer,
  int32,
  list,
  object,
  optional,
  pointer,
  string,
} from '../api/schema'
import {
  checkIp,
  checkOneOf,
  checkPortName,
  checkPortNumber,
  checkText,
  PROTOCOLS,
  type Report,
} from './checks'
import { ageColumn, column, firstThree, NONE, nameColumn } from './columns'
import { checkMetadata, dotted } from './metadata'
import { protocol } from './pod/container'
import { objectReference } from './references'
import { defineResource, type ObjectFrom } from './resource'
import { filled, mapShared, replaced } from './sharing'

const endpointAddress = object(
  'EndpointAddress',
  {
    hostname: optional(string),
    ip: given(string),
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
          port: given(int32),
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

function validateEndpoints(endpoints: Endpoints, previous?: Endpoints): readonly FieldError[] {
  const report: FieldError[] = []
  checkMetadata(report, endpoints.metadata, dotted, previous?.metadata)
  if (previous && previous.subsets === endpoints.subsets) return report
  for (const [index, subset] of (endpoints.subsets ?? []).entries()) {
    checkSubset(report, `subsets[${index}]`, subset)
  }
  return report
}

function checkSubset(report: Report, field: string, subset: EndpointSubset): void {
  const { addresses = [], notReadyAddresses = [], ports = [] } = subset
  if (addresses.length === 0 && notReadyAddresses.length === 0) {
    report.push(required(field, 'must specify `addresses` or `notReadyAddresses`'))
  }
  checkAddresses(report, `${field}.addresses`, addresses)
  checkAddresses(report, `${field}.notReadyAddresses`, notReadyAddresses)
  for (const [index, { appProtocol, name, port, protocol: transport }] of ports.entries()) {
    const path = `${field}.ports[${index}]`
    checkPortName(report, `${path}.name`, name, ports.length > 1)
    checkPortNumber(report, `${path}.port`, port)
    checkOneOf(report, `${path}.protocol`, transport, PROTOCOLS)
    if (appProtocol) checkText(report, `${path}.appProtocol`, appProtocol, qualifiedName)
  }
}

type Address = NonNullable<EndpointSubset['addresses']>[number]

// Nearly all addresses of an object were there before: one that was found good is so for good.
const good = new WeakSet<Address>()

function checkAddresses(report: Report, field: string, addresses: readonly Address[]): void {
  let index = 0
  for (const address of addresses) {
    const place = index++
    if (good.has(address)) continue
    const before = report.length
    checkAddress(report, `${field}[${place}]`, address)
    if (report.length === before) good.add(address)
  }
}

// What is no address is said twice, by two checks, as upstream does.
function checkAddress(report: Report, field: string, { hostname, ip, nodeName }: Address): void {
  checkIp(report, `${field}.ip`, ip)
  if (hostname) checkText(report, `${field}.hostname`, hostname, dns1123Label)
  if (nodeName) checkText(report, `${field}.nodeName`, nodeName, dns1123Subdomain)
  checkText(report, `${field}.ip`, ip, specialUse)
}

const DEPRECATED = 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice'

// Only what is ready is shown: a Service whose Pods are all unready has an empty cell.
function addressText({ subsets = [] }: Endpoints): string {
  if (subsets.length === 0) return NONE
  const texts = subsets.flatMap(({ addresses = [], ports }) =>
    ports
      ? ports.flatMap(({ port }) => addresses.map(({ ip }) => hostPort(ip, port)))
      : addresses.map(({ ip }) => ip),
  )
  return firstThree(texts)
}

const hostPort = (ip: string, port: number): string =>
  ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`

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
  validate: validateEndpoints,
  deprecated: DEPRECATED,
  createsOnUpdate: true,
  columns: [nameColumn, column('Endpoints', addressText), ageColumn],
  indexes: {},
  countsGenerations: false,
})
