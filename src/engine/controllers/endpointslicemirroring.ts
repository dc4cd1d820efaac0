import { sameJson } from '../api/equality'
import { keyOf, keyText, type Labels, type ObjectKey } from '../api/object'
import type { Action } from '../apiserver/action'
import type { Reader } from '../apiserver/reader'
import type { EndpointSlice, Endpoints } from '../resources'
import type { EndpointSubset } from '../resources/endpoints'
import { type Endpoint, type EndpointPort, SERVICE_NAME_LABEL } from '../resources/endpointslice'
import { defineController } from './controller'
import type { Family } from './endpointslice/endpoint'
import { MANAGED_BY_LABEL } from './endpointslice/endpointslice'
import { type Group, type Plan, planGroups, reuse } from './endpointslice/plan'
import { portsKey } from './endpointslice/ports'
import { deletion, type SliceHead, writeSlices } from './endpointslice/write'

type Address = NonNullable<EndpointSubset['addresses']>[number]

const MANAGER = 'endpointslicemirroring-controller.k8s.io'
const SKIP_LABEL = 'endpointslice.kubernetes.io/skip-mirror'
const LEADER_ANNOTATION = 'control-plane.alpha.kubernetes.io/leader'
const NOT_COPIED: readonly string[] = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'endpoints.kubernetes.io/last-change-trigger-time',
]
const CAPACITY = 1_000

/**
 * Mirrors Endpoints that somebody wrote by hand in EndpointSlices
 * (pkg/controller/endpointslicemirroring).
 */
export const endpointSliceMirroring = defineController({
  name: 'endpoint-slice-mirroring-controller',
  watches: {
    // What a selector finds has slices already; that is all the Endpoints in most clusters.
    Endpoints: (object, cluster) => (hasSelector(keyOf(object), cluster) ? [] : [keyOf(object)]),
    Service: (service) => [keyOf(service)],
    EndpointSlice: (slice) => (isOurs(slice) ? mirrored(slice) : []),
  },

  *reconcile(key, cluster) {
    const stored = cluster.indexed('EndpointSlice', 'service', keyText(key)).filter(isOurs)
    const source = sourceAt(key, cluster)
    if (!source) {
      for (const slice of stored) yield deletion(slice)
      return
    }
    for (const family of ['IPv4', 'IPv6'] as const) {
      const own = stored.filter(({ addressType }) => addressType === family)
      yield* writeSlices(headOf(source, family), planSlices(source, family, own))
    }
    yield* reportSkipped(source)
  },
})

const hasSelector = ({ namespace, name }: ObjectKey, cluster: Reader): boolean =>
  cluster.get('Service', namespace, name)?.spec.selector !== undefined

const isOurs = ({ metadata }: EndpointSlice): boolean =>
  metadata.labels?.[MANAGED_BY_LABEL] === MANAGER

const mirrored = ({ metadata }: EndpointSlice): readonly ObjectKey[] => [
  { namespace: metadata.namespace ?? '', name: metadata.labels?.[SERVICE_NAME_LABEL] ?? '' },
]

// Only those of a Service without a selector: what a selector finds has slices of its own.
function sourceAt({ namespace, name }: ObjectKey, cluster: Reader): Endpoints | undefined {
  const endpoints = cluster.get('Endpoints', namespace, name)
  const service = cluster.get('Service', namespace, name)
  if (!endpoints || !service || service.spec.selector) return undefined
  const { labels, annotations } = endpoints.metadata
  const isSkipped =
    labels?.[SKIP_LABEL] === 'true' || annotations?.[LEADER_ANNOTATION] !== undefined
  return isSkipped ? undefined : endpoints
}

const byAddress = ({ addresses }: Endpoint): string => addresses[0] ?? ''

function planSlices(source: Endpoints, family: Family, stored: readonly EndpointSlice[]): Plan {
  const groups = groupsOf(source, family)
  const { labels, annotations } = headOf(source, family)
  const isStale = ({ metadata }: EndpointSlice): boolean =>
    !sameJson(metadata.labels, labels) || !sameJson(metadata.annotations ?? {}, annotations)
  return reuse(planGroups(groups, stored, isStale))
}

function groupsOf({ subsets = [] }: Endpoints, family: Family): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>()
  for (const { addresses = [], notReadyAddresses = [], ports = [] } of subsets) {
    const mirroredPorts = ports.map(mirroredPort)
    const key = portsKey(mirroredPorts)
    const add = (address: Address, ready: boolean): void => {
      if (address.ip.includes(':') !== (family === 'IPv6')) return
      const group = groups.get(key) ?? {
        ports: mirroredPorts,
        endpoints: new Map(),
        identify: byAddress,
      }
      groups.set(key, group)
      group.endpoints.set(address.ip, { endpoint: mirroredEndpoint(address, ready) })
    }
    for (const address of addresses.slice(0, CAPACITY)) add(address, true)
    const room = Math.max(0, CAPACITY - addresses.length)
    for (const address of notReadyAddresses.slice(0, room)) add(address, false)
  }
  return groups
}

const mirroredPort = ({
  name = '',
  port,
  protocol,
  appProtocol,
}: NonNullable<EndpointSubset['ports']>[number]): EndpointPort => ({
  name,
  port,
  protocol,
  ...(appProtocol === undefined ? {} : { appProtocol }),
})

const mirroredEndpoint = (
  { ip, targetRef, nodeName, hostname }: Address,
  ready: boolean,
): Endpoint => ({
  addresses: [ip],
  conditions: { ready },
  ...(hostname === undefined ? {} : { hostname }),
  ...(nodeName === undefined ? {} : { nodeName }),
  ...(targetRef === undefined ? {} : { targetRef }),
})

const headOf = (source: Endpoints, family: Family): SliceHead => ({
  owner: source,
  family,
  labels: labelsFor(source),
  annotations: annotationsFor(source),
})

const labelsFor = ({ metadata }: Endpoints): Labels => ({
  ...metadata.labels,
  [SERVICE_NAME_LABEL]: metadata.name,
  [MANAGED_BY_LABEL]: MANAGER,
})

const annotationsFor = ({ metadata }: Endpoints): Labels =>
  Object.fromEntries(
    Object.entries(metadata.annotations ?? {}).filter(([key]) => !NOT_COPIED.includes(key)),
  )

function* reportSkipped(source: Endpoints): Generator<Action, void> {
  const skipped = (source.subsets ?? []).reduce((sum, subset) => {
    const count = (subset.addresses?.length ?? 0) + (subset.notReadyAddresses?.length ?? 0)
    return sum + Math.max(0, count - CAPACITY)
  }, 0)
  if (skipped === 0) return
  yield {
    verb: 'record',
    about: source,
    type: 'Warning',
    reason: 'TooManyAddressesToMirror',
    message:
      `A max of ${CAPACITY} addresses can be mirrored to EndpointSlices per Endpoints subset. ` +
      `${skipped} addresses were skipped`,
  }
}
