import { sameJson } from '../api/equality'
import { selects } from '../api/labels'
import { keyOf, type Labels } from '../api/object'
import { type Action, create, type Draft, update } from '../apiserver/action'
import type { Reader } from '../apiserver/reader'
import type { Endpoints, Pod, Service } from '../resources'
import type { EndpointSubset } from '../resources/endpoints'
import { remembered } from '../resources/sharing'
import { compareStrings, type Duration, milliseconds } from '../sim'
import { defineController } from './controller'
import { addressOf } from './endpointslice/endpoint'
import { HEADLESS_LABEL } from './endpointslice/endpointslice'
import { type PortResolver, portResolver } from './endpointslice/ports'
import { isReady, isTerminal } from './readiness'
import { isNamespaceTerminating } from './refusal'
import { candidatePods, podCount, servicesConcerned, touchesNoEndpoint } from './selection'
import { triggeredAt, triggerTime } from './trigger-time'

type Address = NonNullable<EndpointSubset['addresses']>[number]
/** A subset while it is filled. */
interface Subset {
  readonly ports: NonNullable<EndpointSubset['ports']>
  readonly ready: Address[]
  readonly notReady: Address[]
}

const MANAGED_BY_LABEL = 'endpoints.kubernetes.io/managed-by'
const MANAGER = 'endpoint-controller'
const CAPACITY_ANNOTATION = 'endpoints.kubernetes.io/over-capacity'
const CAPACITY = 1_000
const RUN_TAKES = milliseconds(1)
const A_POD_TAKES: Duration = 100

/** Keeps the legacy Endpoints object of a Service (pkg/controller/endpoint). */
export const endpoints = defineController({
  name: 'endpoint-controller',
  watches: {
    Service: (service) => [keyOf(service)],
    Pod: servicesConcerned,
    // One that is gone is made again; one that somebody else changes waits for the next occasion.
    Endpoints: (object, cluster) => {
      const key = keyOf(object)
      return cluster.get('Endpoints', key.namespace, key.name) ? [] : [key]
    },
  },
  ignores: { Pod: touchesNoEndpoint },
  cost: (key, cluster) => RUN_TAKES + A_POD_TAKES * podCount(key, cluster),

  *reconcile({ namespace, name }, cluster) {
    const service = cluster.get('Service', namespace, name)
    if (!service?.spec.selector || service.spec.type === 'ExternalName') return
    const stored = cluster.get('Endpoints', namespace, name)
    const wanted = wantedEndpoints(service, stored, cluster)
    if (stored && isSame(stored, wanted)) return

    const at = stored
      ? triggerOf(service, stored, wanted, cluster)
      : service.metadata.creationTimestamp
    const metadata = triggeredAt(wanted.metadata, at)
    const outcome = yield stored
      ? update({ ...wanted, metadata: { ...unannotated(stored), ...metadata } })
      : create({ ...wanted, metadata })
    if (!outcome.refused || isNamespaceTerminating(outcome.refused)) return
    const { message } = outcome.refused
    const where = `${namespace}/${name}: ${message}`
    yield stored
      ? warning(stored, 'FailedToUpdateEndpoint', `update endpoint ${where}`)
      : warning(service, 'FailedToCreateEndpoint', `create endpoint for service ${where}`)
  },
})

function triggerOf(
  service: Service,
  stored: Endpoints,
  wanted: Draft<Endpoints>,
  cluster: Reader,
): string | undefined {
  const before = new Map<string, boolean>()
  for (const each of listedIn(stored)) before.set(each.targetRef?.uid ?? '', each.serves)
  const serves = (each: ReturnType<typeof listedIn>[number]) => each.serves
  return triggerTime(service, { endpoints: listedIn(wanted), before, serves }, cluster)
}

const listedIn = ({ subsets = [] }: Pick<Endpoints, 'subsets'>) =>
  subsets.flatMap(({ addresses = [], notReadyAddresses = [] }) => [
    ...addresses.map(({ targetRef }) => ({ targetRef, serves: true })),
    ...notReadyAddresses.map(({ targetRef }) => ({ targetRef, serves: false })),
  ])

const warning = (about: Service | Endpoints, reason: string, what: string): Action => ({
  verb: 'record',
  about,
  type: 'Warning',
  reason,
  message: `Failed to ${what}`,
})

const isSame = (stored: Endpoints, wanted: Draft<Endpoints>): boolean =>
  sameJson(stored.metadata.labels ?? {}, wanted.metadata.labels) &&
  sameJson(stored.metadata.annotations ?? {}, wanted.metadata.annotations ?? {}) &&
  sameJson(stored.subsets ?? [], wanted.subsets ?? [])

function wantedEndpoints(
  service: Service,
  stored: Endpoints | undefined,
  cluster: Reader,
): Draft<Endpoints> {
  const { name, namespace = '' } = service.metadata
  const subsets = subsetsOf(service, stored, cluster)
  const isTruncated = truncate(subsets)
  const annotations = annotationsOf(stored, isTruncated)
  const listed = subsets.map(listedSubset)
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: {
      name,
      namespace,
      labels: labelsFor(service),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
    ...(listed.length === 0 ? {} : { subsets: listed }),
  }
}

function unannotated({ metadata }: Endpoints): Endpoints['metadata'] {
  const { annotations: _, ...others } = metadata
  return others
}

function labelsFor({ metadata, spec }: Service): Labels {
  const own = { ...metadata.labels }
  delete own[HEADLESS_LABEL]
  return {
    ...own,
    [MANAGED_BY_LABEL]: MANAGER,
    ...(spec.clusterIP === 'None' ? { [HEADLESS_LABEL]: '' } : {}),
  }
}

function annotationsOf(stored: Endpoints | undefined, isTruncated: boolean): Labels {
  const own = { ...stored?.metadata.annotations }
  delete own[CAPACITY_ANNOTATION]
  return isTruncated ? { ...own, [CAPACITY_ANNOTATION]: 'truncated' } : own
}

// Pods that have the same ports share a subset. What has none of a Service's ports is left out.
function subsetsOf(
  service: Service,
  stored: Endpoints | undefined,
  cluster: Reader,
): readonly Subset[] {
  const lookAt = listings(service)
  const subsets = new Map<Listing['ports'], Subset>()
  for (const pod of candidatePods(service, cluster)) {
    const { address, isUsable, ports } = lookAt(pod)
    if (!address) continue
    const subset = subsets.get(ports) ?? newSubset(ports)
    subsets.set(ports, subset)
    if (isUsable) subset.ready.push(address)
    else subset.notReady.push(address)
  }
  return Array.from(subsets.values(), (subset, index) => {
    const { addresses, notReadyAddresses } = stored?.subsets?.[index] ?? {}
    const { ports, ready, notReady } = subset
    return {
      ports,
      ready: inOrder(ready, addresses),
      notReady: inOrder(notReady, notReadyAddresses),
    }
  })
}

const newSubset = (ports: Listing['ports']): Subset => ({
  ports: ports.map(listedPort),
  ready: [],
  notReady: [],
})

// In the order of their texts. Most were there before, in order: only what is new has to find its
// place.
function inOrder(addresses: Address[], before: readonly Address[] = []): Address[] {
  const left = new Set(addresses)
  const kept = before.filter((address) => left.delete(address))
  const fresh = Array.from(left).sort(byAddress)
  if (kept.length === 0) return fresh
  const all: Address[] = []
  let next = 0
  for (const address of kept) {
    for (let each = fresh[next]; each && byAddress(each, address) < 0; each = fresh[++next]) {
      all.push(each)
    }
    all.push(address)
  }
  return all.concat(fresh.slice(next))
}

// Several Pods on their node's network have one address.
const byAddress = (left: Address, right: Address): number =>
  compareStrings(left.ip, right.ip) ||
  compareStrings(left.targetRef?.uid ?? '', right.targetRef?.uid ?? '')

/** What a Pod is to a Service; without an address it is nothing. */
interface Listing {
  readonly address: Address | undefined
  readonly isUsable: boolean
  readonly ports: ReturnType<PortResolver>
}

const NOT_LISTED: Listing = { address: undefined, isUsable: false, ports: [] }

// Neither a Service nor a Pod is ever changed, nor is what one is to the other: only a cache.
const known = new WeakMap<Service, (pod: Pod) => Listing>()

function listings(service: Service): (pod: Pod) => Listing {
  const before = known.get(service)
  if (before) return before
  const portsOf = portResolver(service)
  const fresh = remembered((pod: Pod) => listingOf(pod, service, portsOf))
  known.set(service, fresh)
  return fresh
}

function listingOf(pod: Pod, { metadata, spec }: Service, portsOf: PortResolver): Listing {
  const { publishNotReadyAddresses = false, ipFamilies = ['IPv4'], ports: wanted = [] } = spec
  const isGoing = pod.metadata.deletionTimestamp !== undefined
  if (isTerminal(pod) || (isGoing && !publishNotReadyAddresses)) return NOT_LISTED
  const ip = addressOf(pod, ipFamilies[0] ?? 'IPv4')
  if (ip === undefined || !selects(spec.selector, pod.metadata.labels)) return NOT_LISTED
  const ports = portsOf(pod)
  if (ports.length === 0 && wanted.length > 0) return NOT_LISTED
  const address = addressFrom(pod, ip, metadata.name)
  return { address, isUsable: publishNotReadyAddresses || isReady(pod), ports }
}

const listedPort = ({
  name = '',
  port = 0,
  protocol = 'TCP',
  appProtocol,
}: ReturnType<ReturnType<typeof portResolver>>[number]): Subset['ports'][number] => ({
  ...(name === '' ? {} : { name }),
  port,
  protocol,
  ...(appProtocol === undefined ? {} : { appProtocol }),
})

function addressFrom({ metadata, spec }: Pod, ip: string, service: string): Address {
  const { hostname, subdomain, nodeName } = spec
  const { namespace = '', name, uid } = metadata
  const targetRef = { kind: 'Pod', namespace, name, uid }
  // Written out for most: what is put together from parts takes more memory.
  if (nodeName !== undefined && subdomain === undefined) return { ip, nodeName, targetRef }
  return {
    ip,
    ...(hostname !== undefined && subdomain === service ? { hostname } : {}),
    ...(nodeName === undefined ? {} : { nodeName }),
    targetRef,
  }
}

const listedSubset = ({ ready, notReady, ports }: Subset): EndpointSubset => ({
  ...(ready.length === 0 ? {} : { addresses: ready }),
  ...(notReady.length === 0 ? {} : { notReadyAddresses: notReady }),
  ...(ports.length === 0 ? {} : { ports }),
})

// More than 1000 addresses are cut: first those not ready, each subset by its share
// (truncateEndpoints).
function truncate(subsets: readonly Subset[]): boolean {
  const ready = subsets.reduce((sum, subset) => sum + subset.ready.length, 0)
  const notReady = subsets.reduce((sum, subset) => sum + subset.notReady.length, 0)
  if (ready + notReady <= CAPACITY) return false
  const cutsReady = ready > CAPACITY
  const room = cutsReady ? CAPACITY : CAPACITY - ready
  let left = room
  for (const [index, subset] of subsets.entries()) {
    const cut = cutsReady ? subset.ready : subset.notReady
    const share = Math.trunc((cut.length * room) / (cutsReady ? ready : notReady))
    const kept = index === subsets.length - 1 ? left : Math.min(share, left)
    if (cutsReady) subset.notReady.length = 0
    cut.length = Math.min(cut.length, kept)
    left -= kept
  }
  return true
}
