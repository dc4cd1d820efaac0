import { failure } from '../api/status'
import { resourceByPlural } from '../resources'
import type { Resource } from '../resources/resource'

/** What a path of the REST API names. */
export interface Route {
  readonly resource: Resource
  /** Empty for cluster-scoped kinds; undefined for a list over all namespaces. */
  readonly namespace: string | undefined
  /** Empty for a collection. */
  readonly name: string
  readonly subresource: string
}

// 404, for a path that nothing answers.
const noSuchPath = (): Error =>
  failure(404, 'NotFound', 'the server could not find the requested resource', {})

/** 405, for a path that does not take this method. */
export const noSuchMethod = (): Error =>
  failure(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  )

/** Reads `/api/v1/namespaces/default/services/web/status` and its like; throws NotFound. */
export function routeOf(path: string): Route {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodePart)
  const core = parts[0] === 'api'
  if (!core && parts[0] !== 'apis') throw noSuchPath()
  const group = core ? '' : (parts[1] ?? '')
  const version = core ? parts[1] : parts[2]
  const rest = parts.slice(core ? 2 : 3)
  const inNamespace = rest[0] === 'namespaces' && rest.length >= 3 && !isNamespacePart(rest[2])
  const [plural = '', name = '', subresource = '', ...more] = inNamespace ? rest.slice(2) : rest
  const resource = resourceByPlural(group, plural)
  if (!resource || resource.version !== version || more.length > 0) throw noSuchPath()
  if (subresource !== '' && !served(resource).includes(subresource)) throw noSuchPath()
  if (resource.namespaced && !inNamespace && name !== '') throw noSuchPath()
  const namespace = resource.namespaced ? (inNamespace ? rest[1] : undefined) : ''
  return { resource, namespace, name, subresource }
}

// Those that `serve` answers itself: what concerns a running Pod is its kubelet's.
const served = ({ subresources }: Resource): readonly string[] =>
  subresources.filter((name) => SERVED.includes(name))

const SERVED: readonly string[] = [
  'binding',
  'ephemeralcontainers',
  'eviction',
  'finalize',
  'resize',
  'scale',
  'status',
  'token',
]

// `/namespaces/x/status` is a part of the Namespace, not a kind within it.
const isNamespacePart = (part: string | undefined): boolean =>
  part === 'status' || part === 'finalize'

/** A part of a path, which comes percent-encoded; one that is malformed stays as it is. */
export function decodePart(part: string): string {
  if (!part.includes('%')) return part
  return part.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
