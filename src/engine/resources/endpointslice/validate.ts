import {
  duplicate,
  type FieldError,
  invalid,
  notSupported,
  required,
  tooMany,
} from '../../api/field-error'
import { specialUse } from '../../api/ip'
import { dns1123Label, dns1123Subdomain, qualifiedName } from '../../api/names'
import { checkIp, checkOneOf, checkText, PROTOCOLS, type Report } from '../checks'
import { checkMetadata, dotted } from '../metadata'
import type { Endpoint, EndpointSlice } from './schema'

const TYPES = ['FQDN', 'IPv4', 'IPv6'] as const
const MOST_ENDPOINTS = 1_000
const MOST_ADDRESSES = 100
const MOST_PORTS = 20_000
const MOST_HINTS = 8

/** Everything wrong with a slice (apis/discovery/validation). */
export function validateSlice(
  slice: EndpointSlice,
  previous?: EndpointSlice,
): readonly FieldError[] {
  const report: FieldError[] = []
  checkMetadata(report, slice.metadata, dotted, previous?.metadata)
  checkOneOf(report, 'addressType', slice.addressType, TYPES)
  checkEndpoints(report, slice, previous)
  checkPorts(report, slice)
  if (previous && previous.addressType !== slice.addressType) {
    report.push(invalid('addressType', slice.addressType, 'field is immutable'))
  }
  return report
}

function checkEndpoints(report: Report, slice: EndpointSlice, previous?: EndpointSlice): void {
  const { addressType, endpoints } = slice
  if (endpoints.length > MOST_ENDPOINTS) {
    report.push(tooMany('endpoints', endpoints.length, MOST_ENDPOINTS))
    return
  }
  // What was stored has been checked: of a hundred endpoints, an update changes one or two.
  const isSameType = previous?.addressType === addressType
  const known = new Set(isSameType ? previous.endpoints : [])
  for (const [index, endpoint] of endpoints.entries()) {
    if (!known.has(endpoint)) checkEndpoint(report, `endpoints[${index}]`, endpoint, addressType)
  }
}

function checkEndpoint(
  report: Report,
  field: string,
  endpoint: Endpoint,
  type: EndpointSlice['addressType'],
): void {
  const { addresses, hostname, nodeName } = endpoint
  const path = `${field}.addresses`
  if (addresses.length === 0) report.push(required(path, 'must contain at least 1 address'))
  if (addresses.length > MOST_ADDRESSES) {
    report.push(tooMany(path, addresses.length, MOST_ADDRESSES))
  }
  for (const [index, address] of addresses.entries()) {
    const at = `${path}[${index}]`
    if (type === 'FQDN') checkText(report, at, address, fullyQualified)
    else checkAddress(report, { at, path, type }, address)
  }
  if (nodeName) checkText(report, `${field}.nodeName`, nodeName, dns1123Subdomain)
  if (hostname) checkText(report, `${field}.hostname`, hostname, dns1123Label)
  checkHints(report, `${field}.hints`, endpoint)
}

interface Place {
  readonly at: string
  readonly path: string
  readonly type: 'IPv4' | 'IPv6'
}

function checkAddress(report: Report, { at, path, type }: Place, address: string): void {
  const ip = checkIp(report, at, address)
  if (!ip) return
  if (ip.family !== type) report.push(invalid(path, address, `must be an ${type} address`))
  checkText(report, at, address, specialUse)
}

function fullyQualified(name: string): readonly string[] {
  const plain = name.endsWith('.') ? name.slice(0, -1) : name
  const wrong = dns1123Subdomain(plain)
  if (wrong.length > 0 || plain.includes('.')) return wrong
  return ['should be a domain with at least two segments separated by dots']
}

function checkHints(report: Report, field: string, { hints }: Endpoint): void {
  if (!hints) return
  for (const kind of ['forZones', 'forNodes'] as const) {
    const named = hints[kind] ?? []
    const path = `${field}.${kind}`
    if (named.length > MOST_HINTS) report.push(tooMany(path, named.length, MOST_HINTS))
    const names = named.map(({ name }) => name)
    for (const [index, name] of names.entries()) {
      const at = `${path}[${index}].name`
      if (names.indexOf(name) < index) report.push(duplicate(at, name))
      checkText(report, at, name, kind === 'forZones' ? qualifiedName : dns1123Subdomain)
    }
  }
}

function checkPorts(report: Report, { ports }: EndpointSlice): void {
  if (ports.length > MOST_PORTS) {
    report.push(tooMany('ports', ports.length, MOST_PORTS))
    return
  }
  const names = new Set<string>()
  for (const [index, { appProtocol, name = '', protocol = 'TCP' }] of ports.entries()) {
    const field = `ports[${index}]`
    if (name !== '') checkText(report, `${field}.name`, name, dns1123Label)
    if (names.has(name)) report.push(duplicate(`${field}.name`, name))
    names.add(name)
    if (!PROTOCOLS.includes(protocol)) {
      report.push(notSupported(`${field}.protocol`, protocol, PROTOCOLS))
    }
    if (appProtocol) checkText(report, `${field}.appProtocol`, appProtocol, qualifiedName)
  }
}
