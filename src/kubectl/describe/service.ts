import type { Json, JsonObject } from '../json'
import { itemsOf } from '../resources/select'
import type { Server } from '../server'
import { type Context, describeEvents } from './events'
import { at, listAt, mapAt, numberAt, textAt, textsAt } from './fields'
import { describeLabels, describeName } from './heading'
import { selectorText } from './pod-template'
import { Description } from './writer'

/** Describes a Service. */
export async function describeService(service: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  const spec = mapAt(service, 'spec')
  const slices = await slicesOf(context.call.session.server, service)
  describeName(out, service)
  describeLabels(out, service)
  out.line(0, `Selector:\t${selectorText({ matchLabels: mapAt(spec, 'selector') })}`)
  out.line(0, `Type:\t${textAt(spec, 'type')}`)
  const policy = textAt(spec, 'ipFamilyPolicy')
  if (policy !== '') out.line(0, `IP Family Policy:\t${policy}`)
  out.line(0, `IP Families:\t${textsAt(spec, 'ipFamilies').join(',') || '<none>'}`)
  out.line(0, `IP:\t${textAt(spec, 'clusterIP')}`)
  out.line(0, `IPs:\t${textsAt(spec, 'clusterIPs').join(',') || '<none>'}`)
  outside(out, service)
  for (const port of listAt(spec, 'ports')) describePort(out, port, slices)
  policies(out, spec)
  await describeEvents(out, service, context)
  return out.text()
}

/** The EndpointSlices of a Service; none when they may not be had. */
export async function slicesOf(
  server: Server,
  service: JsonObject,
): Promise<readonly JsonObject[]> {
  const namespace = textAt(service, 'metadata', 'namespace')
  const labelSelector = `kubernetes.io/service-name=${textAt(service, 'metadata', 'name')}`
  const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`
  try {
    return itemsOf(await server.get(path, { labelSelector }))
  } catch {
    return []
  }
}

function outside(out: Description, service: JsonObject): void {
  const spec = mapAt(service, 'spec')
  const external = textsAt(spec, 'externalIPs')
  if (external.length > 0) out.line(0, `External IPs:\t${external.join(',')}`)
  const wanted = textAt(spec, 'loadBalancerIP')
  if (wanted !== '') out.line(0, `Desired LoadBalancer IP:\t${wanted}`)
  const name = textAt(spec, 'externalName')
  if (name !== '') out.line(0, `External Name:\t${name}`)
  const ingress = listAt(service, 'status', 'loadBalancer', 'ingress')
  if (ingress.length > 0) {
    out.line(0, `LoadBalancer Ingress:\t${ingress.map(ingressText).join(', ')}`)
  }
}

function ingressText(ingress: JsonObject): string {
  const [ip, mode] = [textAt(ingress, 'ip'), textAt(ingress, 'ipMode')]
  if (ip === '') return textAt(ingress, 'hostname')
  return mode === '' ? ip : `${ip} (${mode})`
}

function describePort(out: Description, port: JsonObject, slices: readonly JsonObject[]): void {
  const given = textAt(port, 'name')
  const name = given || '<unset>'
  const protocol = textAt(port, 'protocol')
  out.line(0, `Port:\t${name}\t${numberAt(port, 'port')}/${protocol}`)
  out.line(0, `TargetPort:\t${textAt(port, 'targetPort')}/${protocol}`)
  const nodePort = numberAt(port, 'nodePort')
  if (nodePort !== 0) out.line(0, `NodePort:\t${name}\t${nodePort}/${protocol}`)
  out.line(0, `Endpoints:\t${endpointsText(slices, given)}`)
}

const SHOWN = 3

/** The ready endpoints of a port: three of them, and how many more there are. */
export function endpointsText(slices: readonly JsonObject[], port: string): string {
  if (slices.length === 0) return '<none>'
  const found: string[] = []
  for (const slice of slices) {
    const ports = listAt(slice, 'ports')
    const named = ports.filter((each) => textAt(each, 'name') === port)
    if (ports.length === 0) found.push(...addresses(slice, '<unset>'))
    for (const each of named) found.push(...addresses(slice, textAt(each, 'port')))
  }
  const shown = found.slice(0, SHOWN).join(',')
  return found.length > SHOWN ? `${shown} + ${found.length - SHOWN} more...` : shown
}

const addresses = (slice: Json, port: string): readonly string[] =>
  listAt(slice, 'endpoints')
    .filter((each) => at(each, 'conditions', 'ready') !== false)
    .flatMap((each) => textsAt(each, 'addresses').map((address) => hostPort(address, port)))

const hostPort = (address: string, port: string): string => {
  if (port === '<unset>') return address
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

function policies(out: Description, spec: JsonObject): void {
  out.line(0, `Session Affinity:\t${textAt(spec, 'sessionAffinity')}`)
  for (const [title, key] of [
    ['External Traffic Policy', 'externalTrafficPolicy'],
    ['Internal Traffic Policy', 'internalTrafficPolicy'],
    ['HealthCheck NodePort', 'healthCheckNodePort'],
  ] as const) {
    const text = textAt(spec, key)
    if (text !== '' && text !== '0') out.line(0, `${title}:\t${text}`)
  }
  const ranges = textsAt(spec, 'loadBalancerSourceRanges')
  if (ranges.length > 0) out.line(0, `LoadBalancer Source Ranges:\t${ranges.join(',')}`)
}
