import type { KubeObject } from '../api/object'
import { forbidden } from '../api/status'
import { type ObjectOf, resourceOf } from '../resources'
import type { Resource } from '../resources/resource'
import { isDefaultClass } from '../resources/storageclass'
import { compareStrings } from '../sim'
import type { Draft } from './action'
import { readerOf } from './reader'
import { find, type Store } from './store'

type Pod = ObjectOf<'Pod'>
type PriorityClass = ObjectOf<'PriorityClass'>
type Urgency = Pick<Pod['spec'], 'preemptionPolicy' | 'priority' | 'priorityClassName'>

/** The policy of Pods that have no other. */
export const LOWER = 'PreemptLowerPriority'

/**
 * How urgent a new Pod is, by the class that it names or the one for Pods that name none
 * (plugin/pkg/admission/priority); undefined where nothing says so. Throws Forbidden.
 */
export function priorityOf(store: Store, { metadata, spec }: Pod): Urgency | undefined {
  const { priorityClassName: name = '' } = spec
  if (name === '' && spec.priority === undefined && spec.preemptionPolicy === undefined) {
    const usual = theDefault(store)
    return usual && { ...urgencyOf(usual), priorityClassName: usual.metadata.name }
  }
  const resource = resourceOf('Pod')
  const refused = (why: string): Error =>
    forbidden(resource, metadata.name || (metadata.generateName ?? ''), why)
  const { plural } = resourceOf('PriorityClass')
  const named = name === '' ? theDefault(store) : find(store, plural, '', name)
  if (!named && name !== '') throw refused(`no PriorityClass with name ${name} was found`)
  const urgency = urgencyOf(named as PriorityClass | undefined)
  const { priority, preemptionPolicy } = spec
  if (priority !== undefined && priority !== urgency.priority) {
    throw refused(computed(`integer value of priority (${priority})`, `${urgency.priority}`))
  }
  if (preemptionPolicy !== undefined && preemptionPolicy !== urgency.preemptionPolicy) {
    const given = `string value of PreemptionPolicy (${preemptionPolicy})`
    throw refused(computed(given, urgency.preemptionPolicy ?? ''))
  }
  return urgency
}

const computed = (given: string, own: string): string =>
  `the ${given} must not be provided in pod spec; priority admission controller computed ${own} ` +
  'from the given PriorityClass name'

const urgencyOf = (of: PriorityClass | undefined): Urgency => ({
  priority: of?.value ?? 0,
  preemptionPolicy: of?.preemptionPolicy ?? LOWER,
})

// Of several, which can be there for a moment, the lowest.
const theDefault = (store: Store): PriorityClass | undefined =>
  readerOf(store)
    .indexed('PriorityClass', 'default', 'true')
    .toSorted((left, right) => left.value - right.value)[0]

/** There is one class at most for Pods that name none; throws Forbidden. */
export function checkOnlyDefault(store: Store, resource: Resource, draft: Draft): void {
  const { globalDefault, metadata } = draft as Draft<PriorityClass>
  const usual = globalDefault ? theDefault(store) : undefined
  if (!usual || usual.metadata.name === metadata.name) return
  const why = `PriorityClass ${usual.metadata.name} is already marked as default.`
  throw forbidden(resource, metadata.name ?? '', `${why} Only one default can exist`)
}

/**
 * Gives what names no class the one that is marked for it (plugin/pkg/admission:
 * storage/storageclass/setdefault, network/defaultingressclass).
 */
export function withDefaultClass(store: Store, object: KubeObject): KubeObject {
  switch (object.kind) {
    case 'PersistentVolumeClaim': {
      const claim = object as ObjectOf<'PersistentVolumeClaim'>
      const { annotations = {} } = claim.metadata
      if (claim.spec.storageClassName !== undefined || annotations[CLASS_BETA]) return claim
      const name = newest(readerOf(store).list('StorageClass').filter(isDefaultClass))
      return name ? withSpec(claim, { ...claim.spec, storageClassName: name }) : claim
    }
    case 'Ingress': {
      const ingress = object as ObjectOf<'Ingress'>
      const { annotations = {} } = ingress.metadata
      if (ingress.spec.ingressClassName !== undefined || annotations[INGRESS_CLASS]) return ingress
      const name = newest(readerOf(store).list('IngressClass').filter(isDefaultIngress))
      return name ? withSpec(ingress, { ...ingress.spec, ingressClassName: name }) : ingress
    }
    default:
      return object
  }
}

const withSpec = (object: KubeObject, spec: object): KubeObject =>
  ({ ...object, spec }) as KubeObject

const CLASS_BETA = 'volume.beta.kubernetes.io/storage-class'
const INGRESS_CLASS = 'kubernetes.io/ingress.class'
const DEFAULT_INGRESS = 'ingressclass.kubernetes.io/is-default-class'

const isDefaultIngress = ({ metadata }: KubeObject): boolean =>
  metadata.annotations?.[DEFAULT_INGRESS] === 'true'

// Of several the newest, and of these the first by name.
function newest(classes: readonly KubeObject[]): string | undefined {
  const [first] = classes.toSorted(
    (left, right) =>
      compareStrings(right.metadata.creationTimestamp, left.metadata.creationTimestamp) ||
      compareStrings(left.metadata.name, right.metadata.name),
  )
  return first?.metadata.name
}
