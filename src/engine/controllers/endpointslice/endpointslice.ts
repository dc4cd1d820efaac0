import { sameJson } from '../../api/equality'
import { keyOf, type Labels, type ObjectKey } from '../../api/object'
import type { Action } from '../../apiserver/action'
import type { Reader } from '../../apiserver/reader'
import type { EndpointSlice, Service } from '../../resources'
import { SERVICE_NAME_LABEL } from '../../resources/endpointslice'
import { type Duration, milliseconds } from '../../sim'
import { defineController } from '../controller'
import { podCount, servicesConcerned, servicesOn, touchesNoEndpoint } from '../selection'
import { triggerTime } from '../trigger-time'
import type { Family } from './endpoint'
import { byPod, type Group, type Plan, planGroups, reuse, withPlaceholder } from './plan'
import { isProportional, type Remark, sharedOut } from './shares'
import { remember, wantedGroups, zoneOf } from './wanted'
import { deletion, writeSlices } from './write'

/** Says who keeps a slice: one that somebody else keeps is left alone. */
export const MANAGED_BY_LABEL = 'endpointslice.kubernetes.io/managed-by'
/** Marks what belongs to a Service without a cluster IP. */
export const HEADLESS_LABEL = 'service.kubernetes.io/headless'
const MANAGER = 'endpointslice-controller.k8s.io'
const RUN_TAKES = milliseconds(1)
const A_POD_TAKES: Duration = 25

/**
 * Keeps a Service's EndpointSlices listing the Pods that its selector matches
 * (pkg/controller/endpointslice).
 */
export const endpointSlice = defineController({
  name: 'endpoint-slice-controller',
  watches: {
    Service: (service) => [keyOf(service)],
    Pod: servicesConcerned,
    Node: (node, cluster, before) =>
      before && zoneOf(before) === zoneOf(node) ? [] : servicesOn(node.metadata.name, cluster),
    EndpointSlice: (slice) => (isOurs(slice) ? ownerKeys(slice) : []),
  },
  ignores: { Pod: touchesNoEndpoint },
  cost: (key, cluster) => RUN_TAKES + A_POD_TAKES * podCount(key, cluster),
  ignoresOwn: () => true,

  *reconcile({ namespace, name }, cluster) {
    const service = cluster.get('Service', namespace, name)
    // Without a selector the slices are the user's own.
    if (!service?.spec.selector || service.spec.type === 'ExternalName') return

    const stored = cluster
      .indexed('EndpointSlice', 'service', `${namespace}/${name}`)
      .filter((slice) => isOurs(slice) && slice.metadata.deletionTimestamp === undefined)
    const families = service.spec.ipFamilies ?? ['IPv4']
    const labels = labelsFor(service)
    const lost: string[] = []
    const remarks: Remark[] = []
    for (const family of families) {
      const own = stored.filter(({ addressType }) => addressType === family)
      const found = wantedGroups({ service, family, own }, cluster)
      const { groups, remark } = isProportional(service)
        ? sharedOut(found.groups, { family, had: own.some(hasHints) }, cluster)
        : { groups: found.groups, remark: undefined }
      if (remark) remarks.push(remark)
      const wanted = { ...found, groups }
      lost.push(...wanted.lost)
      const plan = planSlices(service, wanted.groups, own)
      remember({ service, family, own }, wanted, plan, cluster)
      const at = stored.length > 0 ? triggerOf(plan, service, cluster) : created(service)
      const trigger = (): string | undefined => at
      yield* writeSlices({ owner: service, family, labels, trigger }, plan)
    }
    for (const slice of stored) {
      if (!families.includes(slice.addressType as Family)) yield deletion(slice)
    }
    if (lost.length > 0) yield complaint(service, lost)
    for (const remark of remarks) yield { verb: 'record', about: service, ...remark }
  },
})

const hasHints = ({ endpoints }: EndpointSlice): boolean =>
  endpoints.some(({ hints }) => hints !== undefined)

const created = ({ metadata }: Service): string | undefined => metadata.creationTimestamp

// All slices of one run tell the same moment.
function triggerOf({ write }: Plan, service: Service, cluster: Reader): string | undefined {
  const before = new Map<string, boolean>()
  for (const { stored } of write) {
    for (const each of stored?.endpoints ?? []) before.set(byPod(each), serves(each))
  }
  const endpoints = write.flatMap((written) => written.endpoints)
  return triggerTime(service, { endpoints, before, serves }, cluster)
}

const serves = ({ conditions }: EndpointSlice['endpoints'][number]): boolean =>
  conditions.serving ?? conditions.ready ?? true

const isOurs = ({ metadata }: EndpointSlice): boolean =>
  metadata.labels?.[MANAGED_BY_LABEL] === MANAGER

function ownerKeys({ metadata }: EndpointSlice): readonly ObjectKey[] {
  const name = metadata.labels?.[SERVICE_NAME_LABEL]
  return name === undefined ? [] : [{ namespace: metadata.namespace ?? '', name }]
}

function planSlices(
  service: Service,
  groups: ReadonlyMap<string, Group>,
  stored: readonly EndpointSlice[],
): Plan {
  const labels = labelsFor(service)
  const isStale = ({ metadata }: EndpointSlice): boolean => !sameJson(labels, metadata.labels)
  const plan = reuse(withPlaceholder(planGroups(groups, stored, isStale), stored))
  // The placeholder is in no group, but has the Service's labels like all others.
  const [only] = stored
  const isIdle = plan.write.length === 0 && plan.remove.length === 0
  if (!only || !isIdle || groups.size > 0 || !isStale(only)) return plan
  return { write: [{ stored: only, ports: [], endpoints: [] }], remove: [] }
}

function labelsFor({ metadata, spec }: Service): Labels {
  const { clusterIP = 'None' } = spec
  const own = { ...metadata.labels }
  delete own[HEADLESS_LABEL]
  return {
    ...own,
    [SERVICE_NAME_LABEL]: metadata.name,
    [MANAGED_BY_LABEL]: MANAGER,
    ...(clusterIP === 'None' || clusterIP === '' ? { [HEADLESS_LABEL]: '' } : {}),
  }
}

function complaint(about: Service, errors: readonly string[]): Action {
  const { namespace, name } = about.metadata
  const listed = errors.length === 1 ? errors[0] : `[${errors.join(', ')}]`
  return {
    verb: 'record',
    about,
    type: 'Warning',
    reason: 'FailedToUpdateEndpointSlices',
    message: `Error updating Endpoint Slices for Service ${namespace}/${name}: ${listed}`,
  }
}
