import { selects } from '../../api/labels'
import type { Cause } from '../../api/trace'
import type { WhyChain } from '../../api/why'
import type { Pod, Service } from '../../resources'
import { elsewhere, labelsAside } from '../doctor/selectors'
import { wardOf } from '../doctor/ward'
import { endpointCauses } from '../trace/endpoints'
import { fieldOf, titleOf, type View } from '../trace/view'
import { addressChain } from './address'
import { podChain } from './pod'
import { selectionChain } from './selection'

/** Why a Service has no endpoint, or too few, and why it has no address outside. */
export function serviceChains(service: Service, view: View): readonly WhyChain[] {
  if (service.spec.type === 'ExternalName') return []
  return [...endpointChains(service, view), addressChain(service, view)].filter(isSome)
}

const isSome = ({ length }: WhyChain): boolean => length > 0

function endpointChains(service: Service, view: View): readonly WhyChain[] {
  const { selector = {} } = service.spec
  const { reader } = view
  const slices = reader.indexed('EndpointSlice', 'service', titleOf(service))
  const endpoints = slices.flatMap((slice) => slice.endpoints ?? [])
  const ready = endpoints.filter(({ conditions }) => conditions?.ready !== false).length
  const pods = reader
    .list('Pod', service.metadata.namespace)
    .filter(
      ({ metadata, status }) => selects(selector, metadata.labels) && isThere(metadata, status),
    )
  const first: Cause = {
    code: ready === 0 ? 'no-ready-endpoints' : 'endpoints-missing',
    data: { service: titleOf(service), ready, all: Math.max(endpoints.length, pods.length) },
    field: fieldOf(service, 'spec.selector'),
  }
  if (pods.length === 0) return ready > 0 ? [] : [[first, ...nobody(service, view)]]
  const chains = grouped(pods, view)
  if (chains.length > 0) return chains.map((chain) => [first, ...chain])
  if (ready > 0) return []
  const named = (service.spec.ports ?? []).flatMap((port) => endpointCauses(service, port, view))
  return named.length > 0 ? [[first, ...named.slice(0, 1)]] : []
}

// What has come to its end is nobody's endpoint; what was told to go is one that goes.
const isThere = (metadata: Pod['metadata'], { phase }: Pod['status']): boolean =>
  metadata.deletionTimestamp !== undefined || (phase !== 'Succeeded' && phase !== 'Failed')

// The same labels may stand on a Deployment, or on Pods of another namespace.
function nobody(service: Service, view: View): WhyChain {
  const { selector = {} } = service.spec
  if (Object.keys(selector).length > 0) {
    const ward = wardOf(view)
    const found = labelsAside(service, selector, ward) ?? elsewhere(service, selector, ward)
    if (found) return [found]
  }
  const [cause] = endpointCauses(service, undefined, view)
  if (!cause) return []
  const near = cause.data['pod']
  const pod =
    typeof near === 'string'
      ? view.reader.get('Pod', service.metadata.namespace ?? '', near)
      : undefined
  const [differs] = pod ? selectionChain(pod, service, view) : []
  return differs ? [cause, differs] : [cause]
}

/** How many chains are told of one Service. */
const MOST = 3

// Pods that are out for one reason are told of once, by the first of them.
function grouped(pods: readonly Pod[], view: View): readonly WhyChain[] {
  const groups = new Map<string, { readonly chain: WhyChain; readonly names: string[] }>()
  for (const pod of pods) {
    const chain = podChain(pod, view)
    if (chain.length === 0) continue
    const key = chain.map(({ code, field }) => `${code} ${field?.path}`).join()
    const known = groups.get(key)
    if (known) known.names.push(pod.metadata.name)
    else groups.set(key, { chain, names: [pod.metadata.name] })
  }
  return [...groups.values()].slice(0, MOST).map(({ chain, names }) => {
    const [first, ...rest] = chain
    if (!first || names.length === 1) return chain
    return [{ ...first, data: { ...first.data, pod: names } }, ...rest]
  })
}
