import { type Action, update, updateStatus } from '../../apiserver/action'
import type { Reader } from '../../apiserver/reader'
import type { Node, Service } from '../../resources'
import type { LoadBalancerIngress } from '../../resources/service/schema'
import type { Step } from '../controller'

const EXCLUDED_LABEL = 'node.kubernetes.io/exclude-from-external-load-balancers'
const LEAVING_TAINT = 'ToBeDeletedByClusterAutoscaler'

/** What a Service's status names as its addresses outside. */
export const ingressOf = ({ status }: Service): readonly LoadBalancerIngress[] =>
  status.loadBalancer.ingress ?? []

/**
 * The nodes that a load balancer may send to; whether they are up is its own health check's matter.
 */
export const eligibleNodes = (cluster: Reader): readonly Node[] =>
  cluster
    .list('Node')
    .filter(
      ({ metadata, spec }) =>
        metadata.deletionTimestamp === undefined &&
        metadata.labels?.[EXCLUDED_LABEL] === undefined &&
        !spec.taints?.some(({ key }) => key === LEAVING_TAINT),
    )

/** Whether a Service still asks for a load balancer. */
export const wantsBalancer = ({ spec, metadata }: Service): boolean =>
  spec.type === 'LoadBalancer' && metadata.deletionTimestamp === undefined

/** An Event about a Service. */
export const tell = (
  about: Service,
  reason: string,
  message: string,
  type: 'Normal' | 'Warning' = 'Normal',
): Action => ({ verb: 'record', about, type, reason, message })

/** Replaces a Service. Gives back what is stored then; nothing when that was refused. */
export function* replace(service: Service): Step<Service | undefined> {
  const outcome = yield update(service)
  return outcome.refused ? undefined : ((outcome.object ?? service) as Service)
}

/** Writes what a Service's addresses outside are. Gives back what is stored then. */
export function* writeIngress(
  service: Service,
  ingress: readonly LoadBalancerIngress[],
): Step<Service | undefined> {
  const loadBalancer = ingress.length === 0 ? {} : { ingress }
  const outcome = yield updateStatus({
    ...service,
    status: { ...service.status, loadBalancer },
  } as Service)
  return outcome.refused ? undefined : ((outcome.object ?? service) as Service)
}
