import type { JsonObject } from '../json'
import { type Context, describeEvents } from './events'
import { at, listAt, textAt, textsAt } from './fields'
import { describeLabels, describeName } from './heading'
import { Description } from './writer'

/** Describes an Endpoints object. */
export async function describeEndpoints(object: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  describeName(out, object)
  describeLabels(out, object)
  out.line(0, 'Subsets:')
  for (const subset of listAt(object, 'subsets')) {
    for (const [title, key] of [
      ['Addresses', 'addresses'],
      ['NotReadyAddresses', 'notReadyAddresses'],
    ] as const) {
      const list = listAt(subset, key).map((each) => textAt(each, 'ip'))
      out.line(1, `${title}:\t${list.join(',') || '<none>'}`)
    }
    describePorts(out, listAt(subset, 'ports'), 1)
    out.raw('\n')
  }
  await describeEvents(out, object, context)
  return out.text()
}

function describePorts(out: Description, ports: readonly JsonObject[], level: number): void {
  if (ports.length === 0) return
  out.line(level, 'Ports:')
  out.line(level + 1, 'Name\tPort\tProtocol')
  out.line(level + 1, '----\t----\t--------')
  for (const port of ports) {
    const [name, number] = [textAt(port, 'name') || '<unset>', textAt(port, 'port') || '<unset>']
    out.line(level + 1, `${name}\t${number}\t${textAt(port, 'protocol')}`)
  }
}

/** Describes an EndpointSlice. */
export async function describeEndpointSlice(object: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  describeName(out, object)
  describeLabels(out, object)
  out.line(0, `AddressType:\t${textAt(object, 'addressType')}`)
  const ports = listAt(object, 'ports')
  if (ports.length === 0) out.line(0, 'Ports: <unset>')
  describePorts(out, ports, 0)
  const endpoints = listAt(object, 'endpoints')
  out.line(0, endpoints.length === 0 ? 'Endpoints: <none>' : 'Endpoints:')
  for (const endpoint of endpoints) describeEndpoint(out, endpoint)
  await describeEvents(out, object, context)
  return out.text()
}

function describeEndpoint(out: Description, endpoint: JsonObject): void {
  out.line(1, `- Addresses:\t${textsAt(endpoint, 'addresses').join(', ') || '<none>'}`)
  out.line(2, 'Conditions:')
  out.line(3, `Ready:\t${textAt(endpoint, 'conditions', 'ready') || '<unset>'}`)
  out.line(2, `Hostname:\t${textAt(endpoint, 'hostname') || '<unset>'}`)
  if (at(endpoint, 'targetRef')) {
    const [kind, name] = [
      textAt(endpoint, 'targetRef', 'kind'),
      textAt(endpoint, 'targetRef', 'name'),
    ]
    out.line(2, `TargetRef:\t${kind}/${name}`)
  }
  out.line(2, `NodeName:\t${textAt(endpoint, 'nodeName') || '<unset>'}`)
  out.line(2, `Zone:\t${textAt(endpoint, 'zone') || '<unset>'}`)
}
