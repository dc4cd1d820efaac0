import { sameJson } from '../../api/equality'
import { keyOf, keyText, type ObjectKey } from '../../api/object'
import type { Reader } from '../../apiserver/reader'
import type { Node, Service } from '../../resources'
import { SERVICE_NAME_LABEL } from '../../resources/endpointslice'
import type { LoadBalancerIngress } from '../../resources/service/schema'
import { compareStrings, milliseconds } from '../../sim'
import { defineController, type Step } from '../controller'
import { isHeldBy, withFinalizer, withoutFinalizer } from '../finalizers'
import { isReady } from '../readiness'
import { eligibleNodes, ingressOf, replace, tell, wantsBalancer, writeIngress } from './balanced'
import { applyDaemonSet, deleteDaemonSet, podsOf, serviceOf } from './svclb'

const FINALIZER = 'service.kubernetes.io/load-balancer-cleanup'
const RUN_TAKES = milliseconds(100)

/**
 * ServiceLB of k3s: a DaemonSet holds a Service's ports on the nodes, and the Service is reached at
 * the addresses of those nodes where it runs. Another Service that wants one of the ports waits
 * until they are free: the scheduler sees to that (k3s, pkg/cloudprovider/servicelb.go).
 */
export const k3s = defineController({
  name: 'service-controller',
  watches: {
    Service: (service) => [keyOf(service)],
    Pod: (pod) => {
      const key = serviceOf(pod)
      return key ? [key] : []
    },
    Node: (node, cluster, before) =>
      before && sameJson(addressesOf(before), addressesOf(node)) ? [] : balanced(cluster),
    EndpointSlice: ({ metadata }, cluster) => {
      const name = metadata.labels?.[SERVICE_NAME_LABEL] ?? ''
      const { namespace = '' } = metadata
      const isLocal =
        cluster.get('Service', namespace, name)?.spec.externalTrafficPolicy === 'Local'
      return isLocal ? [{ namespace, name }] : []
    },
  },
  ignores: { Pod: (pod) => serviceOf(pod) === undefined },
  cost: () => RUN_TAKES,

  *reconcile({ namespace, name }, cluster) {
    const service = cluster.get('Service', namespace, name)
    if (!service) return
    const isHeld = isHeldBy(service, FINALIZER)
    if (!wantsBalancer(service)) {
      if (isHeld) yield* clean(service)
      return
    }
    if (service.spec.loadBalancerClass !== undefined) return
    const held = isHeld ? service : yield* begin(service)
    if (!held) return
    yield* applyDaemonSet(held, cluster)
    yield* announce(held, cluster)
  },
})

const balanced = (cluster: Reader): readonly ObjectKey[] =>
  cluster.list('Service').filter(wantsBalancer).map(keyOf)

function* begin(service: Service): Step<Service | undefined> {
  yield tell(service, 'EnsuringLoadBalancer', 'Ensuring load balancer')
  return yield* replace(withFinalizer(service, FINALIZER))
}

function* announce(service: Service, cluster: Reader): Step<void> {
  if (eligibleNodes(cluster).length === 0) {
    const message = 'There are no available nodes for LoadBalancer'
    yield tell(service, 'UnAvailableLoadBalancer', message, 'Warning')
  }
  const before = ingressOf(service)
  const after = nodeAddresses(service, cluster)
  if (sameJson(before, after)) return
  const written = yield* writeIngress(service, after)
  if (!written) return
  const change = `${listed(before)} -> ${listed(after)}`
  yield tell(written, 'UpdatedLoadBalancer', `Updated LoadBalancer with new IPs: ${change}`)
}

const listed = (ingress: readonly LoadBalancerIngress[]): string =>
  `[${ingress.map(({ ip }) => ip).join(' ')}]`

function nodeAddresses(service: Service, cluster: Reader): readonly LoadBalancerIngress[] {
  const isLocal = service.spec.externalTrafficPolicy === 'Local'
  const local = isLocal ? nodesOfEndpoints(service, cluster) : undefined
  const nodes = podsOf(service, cluster)
    .filter(isReady)
    .flatMap(({ spec }) => cluster.get('Node', '', spec.nodeName ?? '') ?? [])
    .filter(({ metadata }) => local?.has(metadata.name) ?? true)
  // An address outside if any node has one, else those inside.
  const external = nodes.flatMap((node) => addressesOf(node, 'ExternalIP'))
  const addresses =
    external.length > 0 ? external : nodes.flatMap((node) => addressesOf(node, 'InternalIP'))
  return addresses.toSorted(compareStrings).map((ip) => ({ ip, ipMode: 'VIP' }))
}

const addressesOf = ({ status }: Node, type?: string): readonly string[] =>
  (status.addresses ?? [])
    .filter((each) => type === undefined || each.type === type)
    .map(({ address }) => address)

const nodesOfEndpoints = (service: Service, cluster: Reader): ReadonlySet<string> =>
  new Set(
    cluster
      .indexed('EndpointSlice', 'service', keyText(keyOf(service)))
      .flatMap(({ endpoints }) => endpoints)
      .filter(({ conditions }) => conditions.ready !== false)
      .flatMap(({ nodeName }) => nodeName ?? []),
  )

function* clean(service: Service): Step<void> {
  yield tell(service, 'DeletingLoadBalancer', 'Deleting load balancer')
  yield* deleteDaemonSet(service)
  const cleared = ingressOf(service).length > 0 ? yield* writeIngress(service, []) : service
  if (!cleared) return
  yield tell(cleared, 'DeletedLoadBalancer', 'Deleted load balancer')
  yield* replace(withoutFinalizer(cleared, FINALIZER))
}
