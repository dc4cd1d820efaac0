import { selects } from '../engine/api/labels'
import type { EndpointSlice, Service } from '../engine/resources'
import { projectionLimits } from './limits'
import { isSystem, podId } from './pod'
import type { PodSummary, ServiceSummary } from './summary'

/** A Pod as far as selectors see it. */
export type Candidate = Pick<PodSummary, 'id' | 'labels'>

/** What a slice lists: endpoints one by one, and how many are Pods of workloads shown as one. */
export interface Listed {
  readonly endpoints: ServiceSummary['endpoints']
  readonly groups: NonNullable<ServiceSummary['groups']>
}

/** What a Service is seen beside. */
export interface ServiceSurroundings {
  /** What its slices list. */
  readonly listed: readonly Listed[]
  /** The Pods of its namespace that it may take, or nearly takes. */
  readonly candidates: readonly Candidate[]
}

type Misses = ServiceSummary['misses']

/** What the picture shows of a Service. */
export function serviceSummary(service: Service, around: ServiceSurroundings): ServiceSummary {
  const { metadata, spec } = service
  const namespace = metadata.namespace ?? ''
  const headless = spec.clusterIP === 'None'
  const groups = togetherIn(around.listed)
  return {
    type: 'service',
    id: serviceId(namespace, metadata.name),
    namespace,
    name: metadata.name,
    serviceType: spec.type,
    ...(spec.clusterIP && !headless ? { clusterIP: spec.clusterIP } : {}),
    headless,
    ports: (spec.ports ?? []).map(({ name, port, targetPort, nodePort, protocol }) => ({
      ...(name ? { name } : {}),
      port,
      targetPort,
      ...(nodePort ? { nodePort } : {}),
      protocol,
    })),
    ...(spec.selector ? { selector: spec.selector } : {}),
    ...(spec.externalName ? { externalName: spec.externalName } : {}),
    external: externalOf(service),
    endpoints: around.listed
      .flatMap(({ endpoints }) => endpoints)
      .slice(0, projectionLimits.endpointsOfService),
    ...(groups.length > 0 ? { groups } : {}),
    misses: spec.type === 'ExternalName' ? [] : missesOf(spec.selector, around.candidates),
    system: isSystem(namespace) || (namespace === 'default' && metadata.name === 'kubernetes'),
  }
}

/** The id of a Service's summary. */
export const serviceId = (namespace: string, name: string): string => `service/${namespace}/${name}`

/** What stands under EXTERNAL-IP: of the balancer first, then what the Service itself names. */
export function externalOf({ spec, status }: Service): readonly string[] {
  const ingress = spec.type === 'LoadBalancer' ? (status?.loadBalancer?.ingress ?? []) : []
  const given = ingress
    .map(({ ip, hostname }) => ip || hostname || '')
    .filter((text) => text !== '')
  return [...new Set(given)].sort().concat(spec.externalIPs ?? [])
}

/** What a slice lists; `groupOf` names the workload of a Pod that is not told by itself. */
export function listedOf(
  { metadata, endpoints: all }: EndpointSlice,
  groupOf: (pod: string) => string | undefined,
): Listed {
  const endpoints: Listed['endpoints'][number][] = []
  const groups = new Map<string, { ready: number; notReady: number }>()
  for (const each of all ?? []) {
    const endpoint = endpointOf(each, metadata.namespace ?? '')
    const { pod, ready } = endpoint
    const workload = pod === undefined ? undefined : groupOf(pod)
    if (workload === undefined) {
      endpoints.push(endpoint)
      continue
    }
    const group = groups.get(workload) ?? { ready: 0, notReady: 0 }
    group[ready ? 'ready' : 'notReady']++
    groups.set(workload, group)
  }
  return { endpoints, groups: [...groups].map(([workload, group]) => ({ workload, ...group })) }
}

function togetherIn(listed: readonly Listed[]): Listed['groups'] {
  const sums = new Map<string, Listed['groups'][number]>()
  for (const { groups } of listed) {
    for (const { workload, ready, notReady } of groups) {
      const sum = sums.get(workload) ?? { workload, ready: 0, notReady: 0 }
      sums.set(workload, { workload, ready: sum.ready + ready, notReady: sum.notReady + notReady })
    }
  }
  return [...sums.values()]
}

/** One endpoint of a slice, as the picture tells it. */
export function endpointOf(
  { addresses, conditions, targetRef }: NonNullable<EndpointSlice['endpoints']>[number],
  namespace: string,
): ServiceSummary['endpoints'][number] {
  // A condition that is not there is true, but for the last.
  const ready = conditions?.ready ?? true
  const isPod = targetRef?.kind === 'Pod' && targetRef.name
  return {
    ...(isPod ? { pod: podId(targetRef.namespace ?? namespace, isPod) } : {}),
    address: addresses[0] ?? '',
    ready,
    serving: conditions?.serving ?? ready,
    terminating: conditions?.terminating ?? false,
  }
}

/**
 * The Pods that a selector leaves out, those first that it nearly takes: they have the label,
 * with another value.
 */
function missesOf(selector: Service['spec']['selector'], candidates: readonly Candidate[]): Misses {
  if (!selector) return []
  const wanted = Object.entries(selector).sort(([one], [other]) => (one < other ? -1 : 1))
  const near: Misses[number][] = []
  const far: Misses[number][] = []
  for (const { id, labels } of candidates) {
    if (selects(selector, labels)) continue
    const differing = wanted.filter(([key, value]) => labels[key] !== value)
    const [label, wants] = differing.find(([key]) => labels[key] !== undefined) ??
      differing[0] ?? ['', '']
    const has = labels[label]
    const shares = wanted.some(([key]) => labels[key] !== undefined)
    const miss = { pod: id, label, ...(has === undefined ? {} : { has }), wants }
    ;(shares ? near : far).push(miss)
  }
  return [...near, ...far].slice(0, projectionLimits.misses)
}
