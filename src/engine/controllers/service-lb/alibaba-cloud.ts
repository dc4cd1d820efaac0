import { addressText } from '../../api/address'
import { keyOf } from '../../api/object'
import type { Reader } from '../../apiserver/reader'
import type { Service } from '../../resources'
import type { LoadBalancerIngress } from '../../resources/service/schema'
import { hashText, milliseconds, seconds } from '../../sim'
import { type Controller, defineController, type ReconcileContext, type Step } from '../controller'
import { isHeldBy, withFinalizer, withoutFinalizer } from '../finalizers'
import { eligibleNodes, ingressOf, replace, tell, wantsBalancer, writeIngress } from './balanced'

/** One of Alibaba Cloud's load balancers, as its cloud-controller-manager handles it. */
interface Product {
  readonly controller: string
  readonly finalizer: string
  owns(service: Service): boolean
  idOf(service: Service): string
  ingressOf(service: Service, id: string, taken: ReadonlySet<string>): LoadBalancerIngress
}

const ANNOTATION = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-'
const LEGACY_ANNOTATION = 'service.beta.kubernetes.io/alicloud-loadbalancer-'
const HASH_LABEL = 'service.beta.kubernetes.io/hash'
const ID_LABEL = 'service.k8s.alibaba/loadbalancer-id'
const NLB_CLASS = 'alibabacloud.com/nlb'
const DELETED = 'The service will be updated because the delete timestamp has been changed.'
const REGION = 'cn-hangzhou'
// Bringing an instance up takes from three to eight seconds, taking it down one.
const FASTEST = seconds(3)
const SPREAD = seconds(5)
const CLEANING_TAKES = seconds(1)
const RUN_TAKES = milliseconds(5)

/**
 * Classic Load Balancer: what a Service of type LoadBalancer gets unless it asks for another class.
 */
export const classicLoadBalancer = balancerOf({
  controller: 'service-controller',
  finalizer: 'service.k8s.alibaba/resources',
  owns: ({ spec }) => spec.loadBalancerClass === undefined,
  idOf: (service) => annotation(service, 'id') ?? `lb-bp1${letters(service.metadata.uid, 17)}`,
  ingressOf: (service, _id, taken) => {
    const hostname = annotation(service, 'hostname')
    if (hostname !== undefined) return { hostname }
    // An EIP is an address of the internet, bound to an instance that is reached inside.
    const isBound = annotation(service, 'external-ip-type') === 'eip'
    const isInternal = !isBound && annotation(service, 'address-type') === 'intranet'
    return { ip: freeAddress(service, isInternal ? INTRANET : INTERNET, taken), ipMode: 'VIP' }
  },
})

/** Network Load Balancer: known by a name, not by an address. */
export const networkLoadBalancer = balancerOf({
  controller: 'nlb-controller',
  finalizer: 'service.k8s.alibaba/nlb',
  owns: ({ spec }) => spec.loadBalancerClass === NLB_CLASS,
  idOf: (service) => annotation(service, 'id') ?? `nlb-${letters(service.metadata.uid, 18)}`,
  ingressOf: (_service, id) => ({ hostname: `${id}.${REGION}.nlb.aliyuncs.com` }),
})

function balancerOf(product: Product): Controller {
  return defineController({
    name: product.controller,
    watches: { Service: (service) => [keyOf(service)] },
    cost: ({ namespace, name }, cluster) => {
      const service = cluster.get('Service', namespace, name)
      const isCleaned = service && isHeldBy(service, product.finalizer) && !wantsBalancer(service)
      return isCleaned ? CLEANING_TAKES : RUN_TAKES
    },

    *reconcile({ namespace, name }, cluster, context) {
      const service = cluster.get('Service', namespace, name)
      if (!service) return
      const isHeld = isHeldBy(service, product.finalizer)
      if (!wantsBalancer(service) || !product.owns(service)) {
        if (isHeld) yield* clean(product, service)
      } else if (!isHeld) {
        yield* order(product, service, context)
      } else if (context.due === undefined) {
        yield* ensure(product, service, cluster)
      }
    },
  })
}

// The finalizer says that an instance was ordered; the timer, that it is not there yet.
function* order(product: Product, service: Service, { random }: ReconcileContext): Step<void> {
  const held = yield* replace(withFinalizer(service, product.finalizer))
  if (held) yield { verb: 'requeue', after: FASTEST + random.below(SPREAD) }
}

function* ensure(product: Product, service: Service, cluster: Reader): Step<void> {
  const hash = specHash(service)
  const before = service.metadata.labels?.[HASH_LABEL]
  if (before === hash && ingressOf(service).length > 0) return
  if (before !== undefined) yield* tellChanges(service, before, hash)
  const id = product.idOf(service)
  if (eligibleNodes(cluster).length === 0) {
    yield tell(service, 'UnAvailableLoadBalancer', 'There are no available nodes for LoadBalancer')
  }
  const labels = { ...service.metadata.labels, [HASH_LABEL]: hash, [ID_LABEL]: id }
  const labelled = yield* replace({ ...service, metadata: { ...service.metadata, labels } })
  if (!labelled) return
  const ingress = product.ingressOf(service, id, takenAddresses(service, cluster))
  const ensured = yield* writeIngress(labelled, [ingress])
  if (ensured) yield tell(ensured, 'EnsuredLoadBalancer', `Ensured load balancer [${id}]`)
}

// The first half of the hash is of the spec, the second of the annotations.
function* tellChanges(service: Service, before: string, hash: string): Step<void> {
  const changed = (what: string): string =>
    `The service will be updated because the ${what} has been changed.`
  if (before.slice(0, HALF) !== hash.slice(0, HALF)) {
    yield tell(service, 'ServiceSpecChanged', changed('spec'))
  }
  if (before.slice(HALF) !== hash.slice(HALF)) {
    yield tell(service, 'AnnotationChanged', changed('annotations'))
  }
}

function* clean(product: Product, service: Service): Step<void> {
  const { spec, metadata } = service
  yield metadata.deletionTimestamp !== undefined
    ? tell(service, 'DeleteTimestampChanged', DELETED)
    : tell(service, 'TypeChanged', `type change LoadBalancer - ${spec.type}`)
  if (annotation(service, 'preserve-lb-on-delete') === 'true') {
    const lb = `[${product.idOf(service)}]`
    const message = `The lb ${lb} will be preserved after the service is deleted.`
    yield tell(service, 'PreservedOnDelete', message, 'Warning')
  }
  yield tell(service, 'CleanLoadBalancer', 'Clean load balancer')
  const cleared = ingressOf(service).length > 0 ? yield* writeIngress(service, []) : service
  if (!cleared) return
  yield* replace(withoutFinalizer(unlabelled(cleared), product.finalizer))
}

function unlabelled(service: Service): Service {
  const { labels: all = {}, ...metadata } = service.metadata
  const { [HASH_LABEL]: _, [ID_LABEL]: __, ...labels } = all
  const others = Object.keys(labels).length === 0 ? {} : { labels }
  return { ...service, metadata: { ...metadata, ...others } }
}

const annotation = ({ metadata }: Service, name: string): string | undefined =>
  metadata.annotations?.[ANNOTATION + name] ?? metadata.annotations?.[LEGACY_ANNOTATION + name]

// Tells whether anything changed that the instance has to follow.
function specHash({ spec, metadata }: Service): string {
  const watched = Object.entries(metadata.annotations ?? {}).filter(
    ([key]) => key.startsWith(ANNOTATION) || key.startsWith(LEGACY_ANNOTATION),
  )
  const digits = (text: string, seed: number): string =>
    hashText(text, seed).toString(16).padStart(8, '0')
  const halves = [JSON.stringify(spec), JSON.stringify(watched)]
  return halves.map((text) => digits(text, 1) + digits(text, 2)).join('')
}

/** Digits of the hash that tell of the spec. */
const HALF = 16

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz'

function letters(seed: string, count: number): string {
  return Array.from({ length: count }, (_, index) =>
    LETTERS.charAt(hashText(seed, index) % LETTERS.length),
  ).join('')
}

// Blocks of 2^16 addresses. The public one belongs to Alibaba Cloud, the addresses drawn from it
// are invented: a learner on ACK sees one that looks like this.
const INTERNET = (47 << 24) + (98 << 16)
const INTRANET = 10 << 24

function freeAddress({ metadata }: Service, block: number, taken: ReadonlySet<string>): string {
  for (let attempt = 0; ; attempt++) {
    const hash = hashText(metadata.uid, attempt)
    const third = 1 + (hash % 254)
    const fourth = 1 + ((hash >>> 16) % 254)
    const address = addressText(block + third * 256 + fourth)
    if (!taken.has(address)) return address
  }
}

const takenAddresses = (service: Service, cluster: Reader): ReadonlySet<string> =>
  new Set(
    cluster
      .list('Service')
      .filter(({ metadata }) => metadata.uid !== service.metadata.uid)
      .flatMap((other) => ingressOf(other).flatMap(({ ip }) => ip ?? [])),
  )
