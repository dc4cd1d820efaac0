import { selects } from '../../api/labels'
import { controllerOf } from '../../api/object'
import type { ApiResponse, ConnectRequest } from '../../api/request'
import { badRequest, failure } from '../../api/status'
import type { Why, WhyChain } from '../../api/why'
import type { Pod, Service } from '../../resources'
import type { View } from '../trace/view'
import { nodeChain, proxyChain } from './node'
import { brokenChain, podChain } from './pod'
import { selectionChain } from './selection'
import { serviceChains } from './service'

/** Tells why the thing that a request names, `about=pod/default/web-…`, is as it is. */
export function whyAnswer({ query }: Pick<ConnectRequest, 'query'>, view: View): ApiResponse {
  const about = query?.['about']
  if (typeof about !== 'string') throw badRequest('about: a place is required, pod/default/web')
  const chains = chainsOf(about, view)
  if (!chains) throw failure(404, 'NotFound', `nothing is known of ${about}`)
  const body: Why = { about, chains: chains.filter(({ length }) => length > 0) }
  return { status: 200, body }
}

function chainsOf(about: string, view: View): readonly WhyChain[] | undefined {
  const { reader } = view
  const [kind, first = '', name = ''] = about.split('/')
  switch (kind) {
    case 'node':
      return reader.get('Node', '', first) && [nodeChain(first, view), proxyChain(first, view)]
    case 'pod': {
      const pod = reader.get('Pod', first, name)
      return pod && podChains(pod, view)
    }
    case 'service': {
      const service = reader.get('Service', first, name)
      return service && serviceChains(service, view)
    }
    case 'endpointslice': {
      const slice = reader.get('EndpointSlice', first, name)
      const of = slice?.metadata.labels?.['kubernetes.io/service-name'] ?? ''
      const service = reader.get('Service', first, of)
      return slice && (service ? serviceChains(service, view) : [])
    }
    case 'deployment':
    case 'replicaset':
      return workloadChains(about, view)
    default:
      return undefined
  }
}

/** How many Services that do not take a Pod are told of. */
const MOST = 3

// One that is taken by a Service is not missed by the others.
function podChains(pod: Pod, view: View): readonly WhyChain[] {
  const { namespace, labels = {} } = pod.metadata
  const notReady = podChain(pod, view)
  const own = notReady.length > 0 ? notReady : brokenChain(pod, view)
  const services = view.reader.list('Service', namespace)
  const isTaken = services.some(({ spec }) => selects(spec.selector, labels))
  const missing = isTaken ? [] : services.filter((service) => isNear(service, pod))
  const missed = missing.slice(0, MOST).map((service) => selectionChain(pod, service, view))
  return [own, ...missed]
}

// It has the label, with another value, or the value under another label.
function isNear({ spec }: Service, { metadata }: Pod): boolean {
  const { labels = {} } = metadata
  return Object.entries(spec.selector ?? {}).some(
    ([key, value]) => labels[key] !== undefined || Object.values(labels).includes(value),
  )
}

/** The Pods of a workload that are not Ready: the first for each reason. */
function workloadChains(about: string, view: View): readonly WhyChain[] {
  const [kind, namespace = '', name = ''] = about.split('/')
  const pods = view.reader.list('Pod', namespace).filter((pod) => {
    const owner = controllerOf(pod)
    const set =
      owner?.kind === 'ReplicaSet'
        ? view.reader.get('ReplicaSet', namespace, owner.name)
        : undefined
    const top = kind === 'deployment' ? set && controllerOf(set) : owner
    return top?.kind.toLowerCase() === kind && top?.name === name
  })
  const known = new Set<string>()
  return pods
    .map((pod) => podChain(pod, view))
    .filter((chain) => {
      const key = chain.map(({ code }) => code).join()
      return !known.has(key) && known.add(key)
    })
    .slice(0, MOST)
}
