import { sameJson } from '../api/equality'
import { keyOf, type Labels } from '../api/object'
import { type Action, create, type Draft, update } from '../apiserver/action'
import type { Reader } from '../apiserver/reader'
import type { Endpoints, Pod, Service } from '../resources'
import type { EndpointSubset } from '../resources/endpoints'
import { compareStrings, type Duration, milliseconds } from '../sim'
import { defineController } from './controller'
import { addressOf } from './endpointslice/endpoint'
import { HEADLESS_LABEL } from './endpointslice/endpointslice'
import { portResolver, portsKey } from './endpointslice/ports'
import { isReady, isTerminal } from './readiness'
import { podCount, podsSelectedBy, servicesConcerned, touchesNoEndpoint } from './selection'

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

    const outcome = yield stored
      ? update({ ...wanted, metadata: { ...stored.metadata, ...wanted.metadata } })
      : create(wanted)
    if (!outcome.refused) return
    const { message } = outcome.refused
    yield stored
      ? warning(
          stored,
          'FailedToUpdateEndpoint',
          `update endpoint ${namespace}/${name}: ${message}`,
        )
      : warning(
          service,
          'FailedToCreateEndpoint',
          `create endpoint for service ${namespace}/${name}: ${message}`,
        )
  },
})

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
  const subsets = subsetsOf(service, cluster)
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
      ...(stored || isTruncated ? { annotations } : {}),
    },
    ...(listed.length === 0 ? {} : { subsets: listed }),
  }
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
function subsetsOf(service: Service, cluster: Reader): readonly Subset[] {
  const { publishNotReadyAddresses = false, ipFamilies = ['IPv4'], ports = [] } = service.spec
  const portsOf = portResolver(service)
  const subsets = new Map<string, Subset>()
  for (const pod of podsSelectedBy(service, cluster)) {
    const isGoing = pod.metadata.deletionTimestamp !== undefined
    if (isTerminal(pod) || (isGoing && !publishNotReadyAddresses)) continue
    const ip = addressOf(pod, ipFamilies[0] ?? 'IPv4')
    const resolved = portsOf(pod)
    if (ip === undefined || (resolved.length === 0 && ports.length > 0)) continue
    const key = portsKey(resolved)
    const subset = subsets.get(key) ?? { ports: resolved.map(listedPort), ready: [], notReady: [] }
    subsets.set(key, subset)
    const usable = publishNotReadyAddresses || isReady(pod)
    ;(usable ? subset.ready : subset.notReady).push(addressFrom(pod, ip, service))
  }
  for (const { ready, notReady } of subsets.values()) {
    ready.sort(byAddress)
    notReady.sort(byAddress)
  }
  return Array.from(subsets.values())
}

const byAddress = (left: Address, right: Address): number => compareStrings(left.ip, right.ip)

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

// A Pod is never changed, so neither is its address: only a cache. (A name it has by one Service
// only.)
const addresses = new WeakMap<Pod, Address>()

function addressFrom(pod: Pod, ip: string, service: Service): Address {
  const { hostname, subdomain, nodeName } = pod.spec
  const isNamed = hostname !== undefined && subdomain === service.metadata.name
  const known = addresses.get(pod)
  if (known && !isNamed && known.ip === ip) return known
  const { namespace = '', name, uid } = pod.metadata
  const address: Address = {
    ip,
    ...(isNamed ? { hostname } : {}),
    ...(nodeName === undefined ? {} : { nodeName }),
    targetRef: { kind: 'Pod', namespace, name, uid },
  }
  if (!isNamed) addresses.set(pod, address)
  return address
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
