import type { KubeObject } from '../api/object'
import { compareQuantities, nanosOf } from '../api/quantity'
import { forbidden } from '../api/status'
import { type LimitRange, type PersistentVolumeClaim, type Pod, resourceOf } from '../resources'
import type { Container } from '../resources/pod/container'
import type { PodSpec } from '../resources/pod/spec'
import type { Resource } from '../resources/resource'
import { remembered } from '../resources/sharing'
import type { Amounts } from '../resources/usage/amounts'
import { podAmounts } from '../resources/usage/pod'
import { listed, type Store } from './store'

type Limit = LimitRange['spec']['limits'][number]

const rangesFor = (store: Store, { metadata, kind }: KubeObject): readonly LimitRange[] =>
  kind === 'Pod' || kind === 'PersistentVolumeClaim'
    ? (listed(store, resourceOf('LimitRange').plural, metadata.namespace) as readonly LimitRange[])
    : NONE

const NONE: readonly never[] = []

/**
 * Fills in what a Pod's containers ask for and may use where its namespace has a say in it
 * (plugin/pkg/admission/limitranger).
 */
export const limited = (store: Store, object: KubeObject): KubeObject =>
  object.kind === 'Pod' ? rangesFor(store, object).reduce(completedBy, object as Pod) : object

function completedBy(pod: Pod, range: LimitRange): Pod {
  const { spec, told } = completionsOf(range)(pod.spec)
  if (told.length === 0) return pod
  const annotation = `LimitRanger plugin set: ${told.join('; ')}`
  const annotations = { ...pod.metadata.annotations, 'kubernetes.io/limit-ranger': annotation }
  return { ...pod, metadata: { ...pod.metadata, annotations }, spec }
}

interface Completed<Of> {
  readonly spec: Of
  readonly told: readonly string[]
}

// The Pods of a template stay alike: what a range makes of it is made once.
const completionsOf = remembered((range: LimitRange) =>
  remembered((spec: PodSpec): Completed<PodSpec> => completedSpec(spec, defaultsOf(range))),
)

interface Defaults {
  readonly requests: Amounts
  readonly limits: Amounts
}

const defaultsOf = ({ spec }: LimitRange): Defaults => {
  const ofContainers = spec.limits.filter(({ type }) => type === 'Container')
  return {
    requests: Object.assign({}, ...ofContainers.map(({ defaultRequest }) => defaultRequest)),
    limits: Object.assign({}, ...ofContainers.map((limit) => limit.default)),
  }
}

function completedSpec(spec: PodSpec, defaults: Defaults): Completed<PodSpec> {
  const { containers, initContainers } = spec
  const main = containers.map((each) => completedContainer(each, defaults, 'container'))
  const first = initContainers?.map((each) => completedContainer(each, defaults, 'init container'))
  return {
    spec: {
      ...spec,
      containers: main.map((each) => each.spec),
      ...(first && { initContainers: first.map((each) => each.spec) }),
    },
    told: [...main, ...(first ?? [])].flatMap(({ told }) => told),
  }
}

function completedContainer(
  container: Container,
  defaults: Defaults,
  called: string,
): Completed<Container> {
  const { requests, limits } = container.resources
  const resources = {
    ...container.resources,
    ...filledIn('limits', defaults.limits, limits),
    ...filledIn('requests', defaults.requests, requests),
  }
  const told = (what: string, given: Amounts, own: Amounts = {}): readonly string[] => {
    const added = Object.keys(given).filter((name) => !(name in own))
    return added.length > 0
      ? [`${added.sort().join(', ')} ${what} for ${called} ${container.name}`]
      : []
  }
  return {
    spec: { ...container, resources },
    told: [
      ...told('request', defaults.requests, requests),
      ...told('limit', defaults.limits, limits),
    ],
  }
}

const filledIn = (part: 'limits' | 'requests', defaults: Amounts, own: Amounts = {}): object => {
  const whole = { ...defaults, ...own }
  return Object.keys(whole).length > 0 ? { [part]: whole } : {}
}

/** Refuses what asks for less or more than its namespace allows. */
export function checkLimits(store: Store, resource: Resource, object: KubeObject): void {
  for (const { spec } of rangesFor(store, object)) {
    const found = spec.limits.flatMap((limit) => problems(limit, object))
    if (found.length === 0) continue
    const [only = ''] = found
    const why = found.length === 1 ? only : `[${[...new Set(found)].join(', ')}]`
    throw forbidden(resource, object.metadata.name, why)
  }
}

function problems(limit: Limit, object: KubeObject): readonly string[] {
  const { type } = limit
  if (object.kind === 'PersistentVolumeClaim') {
    if (type !== 'PersistentVolumeClaim') return []
    const { requests = {} } = (object as PersistentVolumeClaim).spec.resources
    return [...tooLittle(limit, { requests, limits: {} }), ...requestTooMuch(limit, requests)]
  }
  const { spec } = object as Pod
  if (type === 'Container') {
    return [...spec.containers, ...(spec.initContainers ?? [])].flatMap(({ resources }) =>
      outOfBounds(limit, { requests: resources.requests ?? {}, limits: resources.limits ?? {} }),
    )
  }
  if (type !== 'Pod') return []
  const [requests, limits] = [podAmounts(spec, 'requests'), podAmounts(spec, 'limits')]
  return outOfBounds(limit, { requests, limits })
}

const outOfBounds = (limit: Limit, given: Defaults): readonly string[] => [
  ...tooLittle(limit, given),
  ...tooMuch(limit, given),
  ...tooUneven(limit, given),
]

const inOrder = (amounts: Amounts = {}): readonly (readonly [string, string])[] =>
  Object.entries(amounts).sort(([left], [right]) => (left < right ? -1 : 1))

function tooLittle({ min, type }: Limit, { requests, limits }: Defaults): readonly string[] {
  return inOrder(min).flatMap(([name, least]) => {
    const [request, limit] = [requests[name], limits[name]]
    const rule = `minimum ${name} usage per ${type} is ${least}`
    if (request === undefined) return [`${rule}.  No request is specified`]
    if (compareQuantities(request, least) < 0) return [`${rule}, but request is ${request}`]
    const isLow = limit !== undefined && compareQuantities(limit, least) < 0
    return isLow ? [`${rule}, but limit is ${limit}`] : []
  })
}

function tooMuch({ max, type }: Limit, { requests, limits }: Defaults): readonly string[] {
  return inOrder(max).flatMap(([name, most]) => {
    const [request, limit] = [requests[name], limits[name]]
    const rule = `maximum ${name} usage per ${type} is ${most}`
    if (limit === undefined) return [`${rule}.  No limit is specified`]
    if (compareQuantities(limit, most) > 0) return [`${rule}, but limit is ${limit}`]
    const isHigh = request !== undefined && compareQuantities(request, most) > 0
    return isHigh ? [`${rule}, but request is ${request}`] : []
  })
}

const requestTooMuch = ({ max, type }: Limit, requests: Amounts): readonly string[] =>
  inOrder(max).flatMap(([name, most]) => {
    const request = requests[name]
    const rule = `maximum ${name} usage per ${type} is ${most}`
    if (request === undefined) return [`${rule}.  No request is specified`]
    return compareQuantities(request, most) > 0 ? [`${rule}, but request is ${request}`] : []
  })

function tooUneven(
  { maxLimitRequestRatio, type }: Limit,
  { requests, limits }: Defaults,
): readonly string[] {
  return inOrder(maxLimitRequestRatio).flatMap(([name, most]) => {
    const [request, limit] = [nanosOf(requests[name]), nanosOf(limits[name])]
    const rule = `${name} max limit to request ratio per ${type} is ${most}`
    if (request === 0n) return [`${rule}, but no request is specified or request is 0`]
    if (limit === 0n) return [`${rule}, but no limit is specified or limit is 0`]
    if (limit * 1_000_000_000n <= nanosOf(most) * request) return []
    return [`${rule}, but provided ratio is ${(Number(limit) / Number(request)).toFixed(6)}`]
  })
}
