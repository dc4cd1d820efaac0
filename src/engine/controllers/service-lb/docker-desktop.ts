import { keyOf, type ObjectKey } from '../../api/object'
import type { Reader } from '../../apiserver/reader'
import type { Service } from '../../resources'
import { milliseconds } from '../../sim'
import { defineController } from '../controller'
import { ingressOf, wantsBalancer, writeIngress } from './balanced'

const RUN_TAKES = milliseconds(500)

/**
 * Docker Desktop publishes a Service's ports on the host itself: its address is `localhost`, for
 * the first that wants a port. Another one on the same port stays pending. Nothing is told in
 * Events.
 */
export const dockerDesktop = defineController({
  name: 'vpnkit-controller',
  watches: { Service: withRivals },
  cost: () => RUN_TAKES,

  *reconcile({ namespace, name }, cluster) {
    const service = cluster.get('Service', namespace, name)
    if (!service) return
    const isPublished = ingressOf(service).length > 0
    const publishes =
      wantsBalancer(service) &&
      service.spec.loadBalancerClass === undefined &&
      !rivalsOf(service, cluster).some((rival) => ingressOf(rival).length > 0)
    if (publishes && !isPublished) yield* writeIngress(service, [{ hostname: 'localhost' }])
    if (isPublished && !wantsBalancer(service)) yield* writeIngress(service, [])
  },
})

// A port that becomes free is for the next that waits for it.
function withRivals(service: Service, cluster: Reader, before?: Service): readonly ObjectKey[] {
  const lost = before ?? service
  const waiting = rivalsOf(lost, cluster).filter((rival) => ingressOf(rival).length === 0)
  return [service, ...waiting].map(keyOf)
}

// The other Services of type LoadBalancer that want one of the same ports.
function rivalsOf(service: Service, cluster: Reader): readonly Service[] {
  const wanted = new Set(portsOf(service))
  return cluster
    .list('Service')
    .filter(
      (other) =>
        other.metadata.uid !== service.metadata.uid &&
        wantsBalancer(other) &&
        portsOf(other).some((port) => wanted.has(port)),
    )
}

const portsOf = ({ spec }: Service): readonly string[] =>
  (spec.ports ?? []).map(({ port, protocol }) => `${port}/${protocol}`)
