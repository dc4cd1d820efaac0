import { sameJson } from '../../api/equality'
import { keyOf } from '../../api/object'
import type { Reader } from '../../apiserver/reader'
import type { Service } from '../../resources'
import type { LoadBalancerIngress } from '../../resources/service/schema'
import { seconds } from '../../sim'
import { defineController, type Step } from '../controller'
import { isHeldBy, withFinalizer, withoutFinalizer } from '../finalizers'
import { eligibleNodes, ingressOf, replace, tell, wantsBalancer, writeIngress } from './balanced'

const FINALIZER = 'service.kubernetes.io/load-balancer-cleanup'
// A container has to start, or to stop.
const RUN_TAKES = seconds(1)
const NETWORK = '172.18.0.'

/**
 * cloud-provider-kind beside kind: a proxy in a container for each Service of type LoadBalancer, at
 * an address of the nodes' own Docker network (sigs.k8s.io/cloud-provider-kind over the generic
 * service controller of k8s.io/cloud-provider).
 */
export const kindCloudProvider = defineController({
  name: 'service-controller',
  watches: { Service: (service) => [keyOf(service)] },
  cost: () => RUN_TAKES,

  *reconcile({ namespace, name }, cluster) {
    const service = cluster.get('Service', namespace, name)
    if (!service) return
    if (!wantsBalancer(service)) {
      if (isHeldBy(service, FINALIZER)) yield* clean(service)
    } else if (service.spec.loadBalancerClass === undefined) yield* ensure(service, cluster)
  },
})

function* ensure(service: Service, cluster: Reader): Step<void> {
  const wanted = [entryFor(service, cluster)]
  if (sameJson(ingressOf(service), wanted)) return
  yield tell(service, 'EnsuringLoadBalancer', 'Ensuring load balancer')
  if (eligibleNodes(cluster).length === 0) {
    const message = 'There are no available nodes for LoadBalancer'
    yield tell(service, 'UnAvailableLoadBalancer', message, 'Warning')
  }
  const held = isHeldBy(service, FINALIZER)
    ? service
    : yield* replace(withFinalizer(service, FINALIZER))
  if (!held) return
  const written = yield* writeIngress(held, wanted)
  if (written) yield tell(written, 'EnsuredLoadBalancer', 'Ensured load balancer')
}

function entryFor(service: Service, cluster: Reader): LoadBalancerIngress {
  const ip = ingressOf(service)[0]?.ip ?? freeAddress(cluster)
  const ports = (service.spec.ports ?? []).map(({ port, protocol }) => ({ port, protocol }))
  return { ip, ipMode: 'Proxy', ports }
}

// The network's first addresses are the gateway's and the nodes'.
function freeAddress(cluster: Reader): string {
  const taken = new Set(cluster.list('Service').flatMap((each) => ingressOf(each)[0]?.ip ?? []))
  let last = cluster.list('Node').length + 2
  while (taken.has(`${NETWORK}${last}`)) last++
  return `${NETWORK}${last}`
}

function* clean(service: Service): Step<void> {
  yield tell(service, 'DeletingLoadBalancer', 'Deleting load balancer')
  const cleared = ingressOf(service).length > 0 ? yield* writeIngress(service, []) : service
  if (!cleared) return
  yield tell(cleared, 'DeletedLoadBalancer', 'Deleted load balancer')
  yield* replace(withoutFinalizer(cleared, FINALIZER))
}
