import { parseAddress } from '../../api/address'
import type { Cause, TraceRequest } from '../../api/trace'
import type { Service } from '../../resources'
import { endpointCauses } from './endpoints'
import { distance, isLike } from './likeness'
import { fieldOf, hostOf, type Told, titleOf, type View, withHost } from './view'

const DNS = { namespace: 'kube-system', name: 'coredns' }

/** Why a name was not found. */
export function nameCauses({ request, outcome }: Told, view: View): readonly Cause[] {
  const host = hostOf(request.to).replace(/\.$/, '')
  if (outcome === 'name-timeout') return [nameServerDown(view)]
  const inside = host.replace(/(\.svc)?(\.cluster\.local)?$/, '').split('.')
  const [name = '', asked] = inside
  if (request.from.type !== 'pod') return outsideCauses(request, name, view)
  const namespace = asked ?? request.from.namespace
  const service = view.reader.get('Service', namespace, name)
  if (service) return existing(service, view)
  if (inside.length > 2) return [{ code: 'name-unknown', data: { name: host } }]
  const found = view.reader.list('Service').filter(({ metadata }) => metadata.name === name)
  const elsewhere = found.map(({ metadata }) => metadata.namespace ?? '')
  const [first] = elsewhere
  if (first !== undefined) {
    const to = withHost(request.to, `${name}.${first}`)
    const data = { name, namespace, namespaces: elsewhere }
    return [{ code: 'other-namespace', data, change: { type: 'ask', to } }]
  }
  return [noSuchService(request.to, { name, namespace }, view)]
}

function nameServerDown({ reader }: View): Cause {
  const deployment = reader.get('Deployment', DNS.namespace, DNS.name)
  const before = deployment?.spec.replicas
  return {
    code: 'name-server-down',
    data: { ready: deployment?.status.readyReplicas ?? 0 },
    field: { kind: 'Deployment', key: DNS, path: 'spec.replicas' },
    ...(before === 0 ? { change: { type: 'field', before, after: 2 } } : {}),
  }
}

// A Service without addresses has a name, and the name nothing to say.
function existing(service: Service, view: View): readonly Cause[] {
  const { spec } = service
  const data = { service: titleOf(service) }
  if (spec.type === 'ExternalName') {
    const told = { ...data, alias: spec.externalName ?? '' }
    const code = parseAddress(told.alias) === undefined ? 'alias-of-nothing' : 'alias-is-address'
    return [{ code, data: told, field: fieldOf(service, 'spec.externalName') }]
  }
  const code = 'headless-without-endpoints'
  const field = fieldOf(service, 'spec.selector')
  return [{ code, data, field }, ...endpointCauses(service, undefined, view)]
}

function noSuchService(
  to: string,
  asked: { readonly name: string; readonly namespace: string },
  { reader }: View,
): Cause {
  const near = reader
    .list('Service', asked.namespace)
    .map(({ metadata }) => metadata.name)
    .map((name) => ({ name, away: distance(name, asked.name) }))
    .filter(({ name }) => isLike(name, asked.name))
    .sort((left, right) => left.away - right.away)
  const [best] = near
  return {
    code: 'no-such-service',
    data: { ...asked, like: near.map(({ name }) => name) },
    ...(best ? { change: { type: 'ask', to: withHost(to, best.name) } } : {}),
  }
}

// Names of Services are the cluster's own: nodes, and everybody outside, ask other name servers.
function outsideCauses({ to, from }: TraceRequest, name: string, view: View): readonly Cause[] {
  const service = view.reader.list('Service').find(({ metadata }) => metadata.name === name)
  if (!service) return [{ code: 'name-unknown', data: { name } }]
  const { spec, status } = service
  const data = { service: titleOf(service), type: spec.type ?? 'ClusterIP' }
  const field = fieldOf(service, 'spec.type')
  const [port] = spec.ports ?? []
  const ingress = status?.loadBalancer?.ingress?.[0]
  const own = from.type === 'node' && spec.clusterIP !== 'None' ? spec.clusterIP : undefined
  const address = own ?? ingress?.ip ?? ingress?.hostname
  if (address) {
    const ask = { type: 'ask', to: withHost(to, address) } as const
    return [{ code: 'services-are-inside', data, change: ask }]
  }
  const inside: Cause = {
    code: 'services-are-inside',
    data,
    field,
    ...(spec.type === 'ClusterIP'
      ? { change: { type: 'field', before: 'ClusterIP', after: 'NodePort' } }
      : {}),
  }
  const [node] = view.reader.list('Node')
  const nodeAddress = node?.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address
  if (port?.nodePort === undefined || nodeAddress === undefined) return [inside]
  const ask = { type: 'ask', to: `http://${nodeAddress}:${port.nodePort}` } as const
  const reachable: Cause = { code: 'services-are-inside', data, change: ask }
  if (spec.type !== 'LoadBalancer') return [reachable]
  const pending = { service: titleOf(service), environment: view.options.environment }
  return [reachable, { code: 'pending-address', data: pending, field }]
}
