import { keyOf } from '../../api/object'
import { seconds } from '../../sim'
import { defineController } from '../controller'
import { ingressOf, wantsBalancer, writeIngress } from './balanced'

// The tunnel looks at all Services every few seconds.
const RUN_TAKES = seconds(2)

/**
 * `minikube tunnel`, for as long as it runs: the laptop has a route to the Services' own addresses,
 * and each Service of type LoadBalancer is at its cluster IP. Nothing is told in Events
 * (minikube, pkg/minikube/tunnel).
 */
export const minikubeTunnel = defineController({
  name: 'minikube-tunnel',
  watches: { Service: (service) => [keyOf(service)] },
  cost: () => RUN_TAKES,

  *reconcile({ namespace, name }, cluster) {
    const service = cluster.get('Service', namespace, name)
    if (!service) return
    const { clusterIP = 'None' } = service.spec
    const [before] = ingressOf(service)
    if (wantsBalancer(service) && clusterIP !== 'None') {
      if (before?.ip !== clusterIP) yield* writeIngress(service, [{ ip: clusterIP, ipMode: 'VIP' }])
    } else if (before) yield* writeIngress(service, [])
  },
})
