import type { ApiResponse, ConnectRequest } from '../api/request'
import { badRequest, notFound, serviceUnavailable } from '../api/status'
import { readerOf } from '../apiserver/reader'
import { lookUp } from '../apiserver/registry'
import { decodePart, type Route } from '../apiserver/route'
import type { Store } from '../apiserver/store'
import type { FetchRequest } from '../images/image'
import { type Endpoints, type Node, type Pod, resourceOf, type Service } from '../resources'
import { type Random, seconds } from '../sim'
import { nodeAnswer } from './node-server'
import { proxyPath } from './paths'

const KINDS = { pods: 'Pod', services: 'Service', nodes: 'Node' } as const
const KUBELET = 10_250
const PATIENCE = seconds(30)

/** What a path of a proxy names. */
export function proxyRoute(path: string): Route & { readonly kind: 'Pod' | 'Service' | 'Node' } {
  const [, namespace = '', below, nodes, id = ''] = proxyPath.exec(path) ?? []
  const kind = KINDS[(below ?? nodes ?? 'nodes') as keyof typeof KINDS]
  const { name } = placeIn(decodePart(id))
  return { kind, resource: resourceOf(kind), namespace, name, subresource: 'proxy' }
}

/** Where a request is to be passed on to, or what it is answered at once. */
export type Proxied = { readonly request: FetchRequest } | { readonly answer: ApiResponse }

/**
 * Finds out where a request goes that the API server passes on to a Pod, to one of a Service's
 * endpoints, or to a node (registry/core: ResourceLocation); throws a refusal.
 */
export function proxied(store: Store, request: ConnectRequest, random: Random): Proxied {
  const [, , , , id = '', path = ''] = proxyPath.exec(request.path) ?? []
  const { kind, namespace = '' } = proxyRoute(request.path)
  const place = placeIn(decodePart(id))
  const query = queryText(request.query)
  if (path === '' && request.method === 'GET') {
    const location = `${request.path}/${query}`
    return { answer: { status: 301, body: '', contentType: 'text/plain', location } }
  }
  if (kind === 'Node') {
    const node = lookUp(store, resourceOf('Node'), { namespace: '', name: place.name }) as Node
    if (place.port === '' || Number(place.port) === KUBELET) {
      return { answer: nodeAnswer(store, node, path) }
    }
    const { addresses = [] } = node.status ?? {}
    const { address = '' } = addresses.find(({ type }) => type === 'InternalIP') ?? {}
    return { request: passedOn(request, { ...place, host: address, path, query }) }
  }
  const found =
    kind === 'Pod'
      ? podPlace(store, namespace, place)
      : servicePlace(store, { namespace, place, random })
  return { request: passedOn(request, { ...place, ...found, path, query }) }
}

/** The words of `[https:]NAME[:PORT]`. */
interface Place {
  readonly scheme: string
  readonly name: string
  readonly port: string
}

function placeIn(id: string): Place {
  const parts = id.split(':')
  if (parts.length === 3) {
    const [scheme = '', name = '', port = ''] = parts
    if (scheme === 'http' || scheme === 'https') return { scheme, name, port }
    return { scheme: 'http', name: id, port: '' }
  }
  const [name = '', port = ''] = parts
  return { scheme: 'http', name, port }
}

type Host = { readonly host: string; readonly port: string }

function podPlace(store: Store, namespace: string, { name, port }: Place): Host {
  const pod = lookUp(store, resourceOf('Pod'), { namespace, name }) as Pod
  const { podIP } = pod.status
  if (podIP === undefined) throw badRequest('address not allowed')
  const ports = pod.spec.containers.flatMap((container) => container.ports ?? [])
  return { host: podIP, port: port || String(ports[0]?.containerPort ?? '') }
}

function servicePlace(
  store: Store,
  {
    namespace,
    place: { name, port },
    random,
  }: { readonly namespace: string; readonly place: Place; readonly random: Random },
): Host {
  const isNumber = /^\d+$/.test(port)
  const wanted = isNumber ? portNamed(store, namespace, name, Number(port)) : port
  const endpoints = readerOf(store).get('Endpoints', namespace, name) as Endpoints | undefined
  if (!endpoints) throw notFound({ plural: 'endpoints', group: '' }, name)
  const ways = (endpoints.subsets ?? []).flatMap(({ addresses = [], ports = [] }) => {
    const match = ports.find((each) => (each.name ?? '') === wanted)
    return match ? addresses.map(({ ip }) => ({ host: ip, port: String(match.port) })) : []
  })
  const way = ways[ways.length > 1 ? random.below(ways.length) : 0]
  if (!way) throw serviceUnavailable(`no endpoints available for service "${name}"`)
  return way
}

function portNamed(store: Store, namespace: string, name: string, port: number): string {
  const service = lookUp(store, resourceOf('Service'), { namespace, name }) as Service
  const found = service.spec.ports?.find((each) => each.port === port)
  if (found) return found.name ?? ''
  throw serviceUnavailable(`no service port ${port} found for service "${name}"`)
}

interface Target extends Host {
  readonly scheme: string
  readonly path: string
  readonly query: string
}

function passedOn(
  { body, headers = {}, method, path: from }: ConnectRequest,
  { host, path, port, query, scheme }: Target,
): FetchRequest {
  const authority = host.includes(':') ? `[${host}]` : host
  const kept = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name))
  return {
    url: `${scheme}://${authority}${port === '' ? '' : `:${port}`}${path || '/'}${query}`,
    method,
    headers: {
      ...Object.fromEntries(kept),
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-uri': from,
    },
    ...(typeof body === 'string' ? { body } : {}),
    timeout: PATIENCE,
  }
}

// What concerns the connection to the API server alone.
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'content-length',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

function queryText(query: ConnectRequest['query'] = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map(
      (each) => `${encodeURIComponent(name)}=${encodeURIComponent(each)}`,
    ),
  )
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}
