import type { JsonObject } from '../json'
import { type Context, describeEvents } from './events'
import { at, listAt, mapAt, numberAt, textAt, textsAt } from './fields'
import { describeLabels, describeName } from './heading'
import { selectorText } from './pod-template'
import { endpointsText, slicesOf } from './service'
import { Description } from './writer'

/** Describes an Ingress. */
export async function describeIngress(object: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  out.line(0, `Name:\t${textAt(object, 'metadata', 'name')}`)
  out.labels('Labels', mapAt(object, 'metadata', 'labels'))
  out.line(0, `Namespace:\t${textAt(object, 'metadata', 'namespace')}`)
  const addresses = listAt(object, 'status', 'loadBalancer', 'ingress')
  out.line(0, `Address:\t${addresses.map(addressText).join(',')}`)
  out.line(0, `Ingress Class:\t${textAt(object, 'spec', 'ingressClassName') || '<none>'}`)
  const backend = at(object, 'spec', 'defaultBackend')
    ? await backendText(object, mapAt(object, 'spec', 'defaultBackend'), context)
    : '<default>'
  out.line(0, `Default backend:\t${backend}`)
  certificates(out, object)
  await rules(out, object, { backend, context })
  out.annotations('Annotations', mapAt(object, 'metadata', 'annotations'))
  await describeEvents(out, object, context)
  return out.text()
}

const addressText = (ingress: JsonObject): string =>
  textAt(ingress, 'ip') || textAt(ingress, 'hostname')

function certificates(out: Description, object: JsonObject): void {
  const list = listAt(object, 'spec', 'tls')
  if (list.length > 0) out.line(0, 'TLS:')
  for (const each of list) {
    const secret = textAt(each, 'secretName')
    const hosts = textsAt(each, 'hosts').join(',')
    out.line(1, secret === '' ? `SNI routes ${hosts}` : `${secret} terminates ${hosts}`)
  }
}

async function rules(
  out: Description,
  object: JsonObject,
  { backend, context }: { readonly backend: string; readonly context: Context },
): Promise<void> {
  out.raw('Rules:\n  Host\tPath\tBackends\n')
  out.line(1, '----\t----\t--------')
  const list = listAt(object, 'spec', 'rules').filter((rule) => at(rule, 'http'))
  for (const rule of list) {
    out.line(1, `${textAt(rule, 'host') || '*'}\t`)
    for (const path of listAt(rule, 'http', 'paths')) {
      const text = await backendText(object, mapAt(path, 'backend'), context)
      out.line(2, `\t${textAt(path, 'path')} \t${text}`)
    }
  }
  if (list.length === 0) out.line(1, `*\t*\t${backend}`)
}

async function backendText(
  ingress: JsonObject,
  backend: JsonObject,
  { call }: Context,
): Promise<string> {
  if (at(backend, 'resource')) {
    const group = textAt(backend, 'resource', 'apiGroup') || '<none>'
    const kind = textAt(backend, 'resource', 'kind')
    return `APIGroup: ${group}, Kind: ${kind}, Name: ${textAt(backend, 'resource', 'name')}`
  }
  const name = textAt(backend, 'service', 'name')
  const number = textAt(backend, 'service', 'port', 'number')
  const text = `${name}:${number || textAt(backend, 'service', 'port', 'name')}`
  const namespace = textAt(ingress, 'metadata', 'namespace')
  try {
    const path = `/api/v1/namespaces/${namespace}/services/${name}`
    const service = await call.session.server.get(path)
    const port = listAt(service, 'spec', 'ports').find(
      (each) =>
        (number !== '' && textAt(each, 'port') === number) ||
        textAt(each, 'name') === textAt(backend, 'service', 'port', 'name'),
    )
    const slices = await slicesOf(call.session.server, service)
    return `${text} (${endpointsText(slices, textAt(port, 'name'))})`
  } catch (error) {
    return `${text} (<error: ${(error as { said?: string }).said ?? ''}>)`
  }
}

/** Describes a NetworkPolicy. */
export async function describeNetworkPolicy(object: JsonObject): Promise<string> {
  const out = new Description()
  describeName(out, object)
  const created = textAt(object, 'metadata', 'creationTimestamp')
  out.line(0, `Created on:\t${created.replace('T', ' ').replace('Z', ' +0000 UTC')}`)
  describeLabels(out, object)
  const types = textsAt(object, 'spec', 'policyTypes')
  out.line(0, 'Spec:')
  const selector = selectorText(mapAt(object, 'spec', 'podSelector'))
  const everything = '<none> (Allowing the specific traffic to all pods in this namespace)'
  out.raw(`  PodSelector:     ${selector === '<none>' ? everything : selector}\n`)
  for (const [type, key, peers] of [
    ['Ingress', 'ingress', 'from'],
    ['Egress', 'egress', 'to'],
  ] as const) {
    const named = type.toLowerCase()
    if (types.includes(type)) {
      out.line(1, `Allowing ${named} traffic:`)
      traffic(out, listAt(object, 'spec', key), { named, peers })
    } else out.line(1, `Not affecting ${named} traffic`)
  }
  out.line(1, `Policy Types: ${types.join(', ') || '<none>'}`)
  return out.text()
}

interface Direction {
  readonly named: string
  readonly peers: 'from' | 'to'
}

function traffic(out: Description, list: readonly JsonObject[], { named, peers }: Direction): void {
  if (list.length === 0) {
    out.line(2, `<none> (Selected pods are isolated for ${named} connectivity)`)
  }
  list.forEach((rule, index) => {
    const ports = listAt(rule, 'ports')
    if (ports.length === 0) out.line(2, 'To Port: <any> (traffic allowed to all ports)')
    for (const port of ports) out.line(2, portText(port))
    describePeers(out, listAt(rule, peers), peers)
    if (index < list.length - 1) out.line(2, '----------')
  })
}

function portText(port: JsonObject): string {
  const protocol = textAt(port, 'protocol') || 'TCP'
  const number = textAt(port, 'port') || '<nil>'
  if (at(port, 'endPort') === undefined) return `To Port: ${number}/${protocol}`
  return `To Port Range: ${number}-${numberAt(port, 'endPort')}/${protocol}`
}

function describePeers(out: Description, list: readonly JsonObject[], peers: 'from' | 'to'): void {
  const title = peers === 'from' ? 'From' : 'To'
  if (list.length === 0) {
    const what = peers === 'from' ? 'source' : 'destination'
    out.line(2, `${title}: <any> (traffic not restricted by ${what})`)
  }
  for (const peer of list) {
    out.line(2, `${title}:`)
    for (const [name, key] of [
      ['NamespaceSelector', 'namespaceSelector'],
      ['PodSelector', 'podSelector'],
    ] as const) {
      if (at(peer, key)) out.line(3, `${name}: ${selectorText(mapAt(peer, key))}`)
    }
    if (at(peer, 'ipBlock')) {
      out.line(3, 'IPBlock:')
      out.line(4, `CIDR: ${textAt(peer, 'ipBlock', 'cidr')}`)
      out.line(4, `Except: ${textsAt(peer, 'ipBlock', 'except').join(', ')}`)
    }
  }
}
