import { sameJson } from '../../api/equality'
import { keyOf, type Labels } from '../../api/object'
import { type Action, create, type Draft, update } from '../../apiserver/action'
import type { Reader } from '../../apiserver/reader'
import type { Endpoints, Service } from '../../resources'
import type { EndpointSubset } from '../../resources/endpoints'
import { type Duration, milliseconds } from '../../sim'
import { defineController } from '../controller'
import { HEADLESS_LABEL } from '../endpointslice/endpointslice'
import { isNamespaceTerminating } from '../refusal'
import { podCount, servicesConcerned, touchesNoEndpoint } from '../selection'
import { triggeredAt, triggerTime } from '../trigger-time'
import type { Address } from './listing'
import { byAddress, type Subset, subsetsOf, truncated } from './subsets'

const MANAGED_BY_LABEL = 'endpoints.kubernetes.io/managed-by'
const MANAGER = 'endpoint-controller'
const CAPACITY_ANNOTATION = 'endpoints.kubernetes.io/over-capacity'
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
      ? update({ ...wanted, metadata: Object.assign(unannotated(stored), metadata) })
      : create({ ...wanted, metadata })
    if (!outcome.refused || isNamespaceTerminating(outcome.refused)) return
    const { message } = outcome.refused
    const where = `${namespace}/${name}: ${message}`
    yield stored
      ? warning(stored, 'FailedToUpdateEndpoint', `update endpoint ${where}`)
      : warning(service, 'FailedToCreateEndpoint', `create endpoint for service ${where}`)
  },
})

// Nearly all addresses are those that are stored: only the others can serve otherwise than before.
function triggerOf(
  service: Service,
  { subsets: stored = [] }: Endpoints,
  { subsets: wanted = [] }: Draft<Endpoints>,
  cluster: Reader,
): string | undefined {
  const before = new Map<string, boolean>()
  for (const { address, serves } of listedBeside(stored, wanted)) {
    before.set(address.targetRef?.uid ?? '', serves)
  }
  const endpoints = listedBeside(wanted, stored).map(({ address, serves }) => ({
    targetRef: address.targetRef,
    serves,
  }))
  return triggerTime(service, { endpoints, before, serves: ({ serves }) => serves }, cluster)
}

interface Listed {
  readonly address: Address
  readonly serves: boolean
}

// What the one lists and the other does not, at least not in the same subset and state.
const listedBeside = (
  subsets: readonly EndpointSubset[],
  others: readonly EndpointSubset[],
): readonly Listed[] =>
  subsets.flatMap(({ addresses = [], notReadyAddresses = [] }, index) => [
    ...beside(addresses, others[index]?.addresses).map((address) => ({ address, serves: true })),
    ...beside(notReadyAddresses, others[index]?.notReadyAddresses).map((address) => ({
      address,
      serves: false,
    })),
  ])

// Both are in order, unless somebody else has written them: then more than need be is looked at.
function beside(addresses: readonly Address[], others: readonly Address[] = []): Address[] {
  const found: Address[] = []
  let place = 0
  for (const address of addresses) {
    let other = others[place]
    while (other && other !== address && byAddress(other, address) < 0) other = others[++place]
    if (other === address) place++
    else found.push(address)
  }
  return found
}

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
  const all = subsetsOf(service, cluster)
  const subsets = truncated(all)
  const annotations = annotationsOf(stored, subsets !== all)
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

function listedSubset({ ready, notReady, ports }: Subset): EndpointSubset {
  const subset: { -readonly [Field in keyof EndpointSubset]: EndpointSubset[Field] } = {}
  if (ready.length > 0) subset.addresses = ready
  if (notReady.length > 0) subset.notReadyAddresses = notReady
  if (ports.length > 0) subset.ports = ports
  return subset
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
