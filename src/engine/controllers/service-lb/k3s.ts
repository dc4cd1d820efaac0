import { sameJson } from '../../api/equality'
import { keyOf, keyText, type ObjectKey } from '../../api/object'
import type { Reader } from '../../apiserver/reader'
import type { Node, Service } from '../../resources'
import { SERVICE_NAME_LABEL } from '../../resources/endpointslice'
import type { LoadBalancerIngress } from '../../resources/service/schema'
import { compareStrings, milliseconds } from '../../sim'
import { defineController, type Step } from '../controller'
import { isHeldBy, withFinalizer, withoutFinalizer } from '../finalizers'
import { eligibleNodes, ingressOf, replace, tell, wantsBalancer, writeIngress } from './balanced'
import { rivalsOf } from './docker-desktop'

const FINALIZER = 'service.kubernetes.io/load-balancer-cleanup'
// Until the Pods that hold the ports on the nodes would be up.
const RUN_TAKES = milliseconds(800)

/**
 * ServiceLB of k3s: a Service is reached at the addresses of the nodes, on its own port, for the
 * first that wants it. (The `svclb` DaemonSet that does it there is left out: only its effect is
 * here.)
 */
export const k3s = defineController({
  name: 'service-controller',
  watches: {
    Service: (service, cluster, before) => [
      keyOf(service),
      ...rivalsOf(before ?? service, cluster)
        .filter((rival) => ingressOf(rival).length === 0)
        .map(keyOf),
    ],
    Node: (node, cluster, before) =>
      before && sameJson(addressesAt(before), addressesAt(node)) ? [] : balanced(cluster),
    EndpointSlice: ({ metadata }, cluster) => {
      const name = metadata.labels?.[SERVICE_NAME_LABEL] ?? ''
      const { namespace = '' } = metadata
      const isLocal =
        cluster.get('Service', namespace, name)?.spec.externalTrafficPolicy === 'Local'
      return isLocal ? [{ namespace, name }] : []
    },
  },
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
    const held = isHeld ? service : yield* claimPorts(service)
    if (held) yield* announce(held, cluster)
  },
})

const balanced = (cluster: Reader): readonly ObjectKey[] =>
  cluster.list('Service').filter(wantsBalancer).map(keyOf)

const daemonSetOf = ({ metadata }: Service): string =>
  `kube-system/svclb-${metadata.name}-${metadata.uid.slice(0, 8)}`

function* claimPorts(service: Service): Step<Service | undefined> {
  yield tell(service, 'EnsuringLoadBalancer', 'Ensuring load balancer')
  const held = yield* replace(withFinalizer(service, FINALIZER))
  if (!held) return undefined
  yield tell(held, 'AppliedDaemonSet', `Applied LoadBalancer DaemonSet ${daemonSetOf(held)}`)
  return held
}

function* announce(service: Service, cluster: Reader): Step<void> {
  if (eligibleNodes(cluster).length === 0) {
    const message = 'There are no available nodes for LoadBalancer'
    yield tell(service, 'UnAvailableLoadBalancer', message, 'Warning')
  }
  const isBlocked = rivalsOf(service, cluster).some((rival) => ingressOf(rival).length > 0)
  const before = ingressOf(service)
  const after = isBlocked && before.length === 0 ? [] : nodeAddresses(service, cluster)
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
  const addresses = cluster
    .list('Node')
    .filter(({ metadata }) => local?.has(metadata.name) ?? true)
    .flatMap(addressesAt)
  return addresses.toSorted(compareStrings).map((ip) => ({ ip, ipMode: 'VIP' }))
}

// An address outside if the node has one, else the one inside; none of a node that is not Ready.
function addressesAt({ status }: Node): readonly string[] {
  const isReady = status.conditions?.some((each) => each.type === 'Ready' && each.status === 'True')
  if (!isReady) return []
  const ofType = (type: string): readonly string[] =>
    (status.addresses ?? []).filter((each) => each.type === type).map(({ address }) => address)
  const external = ofType('ExternalIP')
  return external.length > 0 ? external : ofType('InternalIP').slice(0, 1)
}

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
  yield tell(service, 'DeletedDaemonSet', `Deleted LoadBalancer DaemonSet ${daemonSetOf(service)}`)
  const cleared = ingressOf(service).length > 0 ? yield* writeIngress(service, []) : service
  if (!cleared) return
  yield tell(cleared, 'DeletedLoadBalancer', 'Deleted load balancer')
  yield* replace(withoutFinalizer(cleared, FINALIZER))
}
