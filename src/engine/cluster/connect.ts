import type { ConnectRequest } from '../api/request'
import { badRequest, failure, refusalOf, type Status } from '../api/status'
import { checkAccess } from '../apiserver/access/check'
import { readerOf } from '../apiserver/reader'
import { lookUp } from '../apiserver/registry'
import type { Route } from '../apiserver/route'
import type { Store } from '../apiserver/store'
import { type Pod, resourceOf } from '../resources'
import type { SessionOpening } from '../runtime'
import { nodeName } from './options'
import { isProxied, plainly } from './paths'

const POD = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)\/(exec|attach|portforward|log)$/
const MACHINE = /^\/playground\/v1\/hosts\/([^/]+)\/exec$/
const SERVER = '/playground/v1/hosts/laptop/serve'
const LAPTOP = 'laptop'

/** The part of a running Pod that a path names: `exec`, `log` and their like. */
export function podRoute(path: string): Route | undefined {
  const [, namespace, name = '', subresource = ''] = POD.exec(path) ?? []
  if (namespace === undefined) return undefined
  return { resource: resourceOf('Pod'), namespace, name, subresource }
}

/** Whether a request opens a session: it is an input then, whatever its method. */
export function isConnect({ method, path }: ConnectRequest): boolean {
  if (isProxied(path)) return true
  if (method !== 'GET' && method !== 'POST') return false
  return MACHINE.test(path) || path === SERVER || (POD.test(path) && !path.endsWith('/log'))
}

/**
 * What a request asks to be opened, or why it is refused (pkg/registry/core/pod/rest). What only
 * the node can know, the session itself tells.
 */
export function openingFor(store: Store, request: ConnectRequest): SessionOpening | Status {
  try {
    return opening(store, request)
  } catch (error) {
    return refusalOf(error).body
  }
}

function opening(store: Store, request: ConnectRequest): SessionOpening {
  const { path, query = {} } = request
  const [, machine] = MACHINE.exec(path) ?? []
  if (path === SERVER) return { type: 'server' }
  if (machine !== undefined) return onMachine(store, machine, query)
  const [, namespace = '', name = '', type = ''] = POD.exec(path) ?? []
  const route = podRoute(path)
  if (route) checkAccess(store, plainly(request), route)
  const pod = lookUp(store, resourceOf('Pod'), { namespace, name }) as Pod
  const key = `${namespace}/${name}`
  if (type === 'portforward') {
    return { type, pod: key, via: wayTo(assigned(pod)) }
  }
  const streams = streamsOf(query)
  const argv = valuesOf(query, 'command')
  if (!streams.stdin && !streams.stdout && !streams.stderr) {
    throw badRequest('you must specify at least 1 of stdin, stdout, stderr')
  }
  if (type === 'exec' && argv.length === 0) {
    throw badRequest('you must specify at least one command for the container')
  }
  const container = containerIn(pod, valuesOf(query, 'container')[0] ?? '')
  assigned(pod)
  const at = { pod: key, container, streams }
  return type === 'exec' ? { type, ...at, argv } : { type: 'attach', ...at }
}

function onMachine(store: Store, machine: string, query: Query): SessionOpening {
  if (machine !== LAPTOP && !readerOf(store).get('Node', '', machine)) {
    throw failure(404, 'NotFound', `hosts.playground "${machine}" not found`, { name: machine })
  }
  const argv = valuesOf(query, 'command')
  if (argv.length === 0) throw badRequest('you must specify at least one command for the container')
  return { type: 'machine', machine, argv, streams: streamsOf(query) }
}

type Query = NonNullable<ConnectRequest['query']>

const valuesOf = (query: Query, name: string): readonly string[] => {
  const value = Object.hasOwn(query, name) ? query[name] : undefined
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

function streamsOf(query: Query) {
  const isOn = (name: string) => /^(true|1)$/i.test(valuesOf(query, name)[0] ?? '')
  return { stdin: isOn('stdin'), stdout: isOn('stdout'), stderr: isOn('stderr'), tty: isOn('tty') }
}

const namesOf = (containers: readonly { readonly name: string }[] = []): string =>
  containers.map(({ name }) => name).join(' ')

/** The container that is meant; with several it has to be named. */
export function containerIn({ metadata, spec }: Pod, wanted: string): string {
  const { containers, ephemeralContainers = [], initContainers = [] } = spec
  const { name } = metadata
  if (wanted === '') {
    const [only] = containers
    if (only && containers.length === 1) return only.name
    const init =
      initContainers.length > 0
        ? ` or one of the init containers: [${namesOf(initContainers)}]`
        : ''
    throw badRequest(
      `a container name must be specified for pod ${name}, ` +
        `choose one of: [${namesOf(containers)}]${init}`,
    )
  }
  const all = [...containers, ...initContainers, ...ephemeralContainers]
  if (all.some((each) => each.name === wanted)) return wanted
  throw badRequest(`container ${wanted} is not valid for pod ${name}`)
}

/** The node that a Pod is on; without one nobody could be asked. */
function assigned({ metadata, spec }: Pod): string {
  if (spec.nodeName) return spec.nodeName
  throw badRequest(`pod ${metadata.name} does not have a host assigned`)
}

/** A port-forward comes to the API server, and by it to the kubelet of the Pod's node. */
const wayTo = (node: string): readonly string[] =>
  [...new Set([nodeName(0), node])].map((name) => `node/${name}`)
