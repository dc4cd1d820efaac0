import { field, fieldAt, listAt, objectAt, textAt } from '../json'
import type { JsonObject } from '../yaml-json'

/** What of an object is asked for again and again. */
export interface Citizen {
  readonly object: JsonObject
  readonly kind: string
  readonly apiVersion: string
  readonly namespace: string
  readonly name: string
  /** Who made it, when a controller of the dump did. */
  readonly owner?: Citizen
}

/** The objects of a dump, and who belongs to whom. */
export interface Census {
  readonly all: readonly Citizen[]
  /** The Pods of a workload, by way of its ReplicaSets, too. */
  podsOf(workload: Citizen): readonly Citizen[]
  find(kind: string, namespace: string, name: string): Citizen | undefined
}

/** `default/web`, and `node-1` of what has no namespace. */
export const nameOf = ({ namespace, name }: Pick<Citizen, 'namespace' | 'name'>): string =>
  namespace === '' ? name : `${namespace}/${name}`

/** `Deployment default/web`. */
export const titleOf = (citizen: Citizen): string => `${citizen.kind} ${nameOf(citizen)}`

/** Takes the census. An object that is there twice, as in `get all,pods`, counts once. */
export function censusOf(objects: readonly JsonObject[]): Census {
  const byKey = new Map<string, Citizen & { owner?: Citizen }>()
  for (const object of objects) {
    const citizen = {
      object,
      kind: textAt(object, 'kind'),
      apiVersion: textAt(object, 'apiVersion'),
      namespace: textAt(object, 'metadata', 'namespace'),
      name: textAt(object, 'metadata', 'name'),
    }
    byKey.set(keyOf(citizen.kind, citizen.namespace, citizen.name), citizen)
  }
  const find = (kind: string, namespace: string, name: string): Citizen | undefined =>
    byKey.get(keyOf(kind, namespace, name))
  for (const citizen of byKey.values()) {
    const owner = ownerOf(citizen, find)
    if (owner && owner !== citizen) citizen.owner = owner
  }
  const all = [...byKey.values()]
  const pods = new Map<Citizen, Citizen[]>()
  for (const pod of all) {
    if (pod.kind !== 'Pod') continue
    const head = headOf(pod)
    const known = pods.get(head)
    if (known) known.push(pod)
    else pods.set(head, [pod])
  }
  return { all, podsOf: (workload) => pods.get(workload) ?? [], find }
}

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts)

/** Whose objects are made again by a controller that there is here, too. */
const makers: ReadonlySet<string> = new Set([
  ...['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController'],
  ...['Job', 'CronJob', 'Service'],
])

function ownerOf({ object, namespace }: Citizen, find: Census['find']): Citizen | undefined {
  const reference = listAt(object, 'metadata', 'ownerReferences').find(
    (each) => field(each, 'controller') === true,
  )
  const kind = textAt(reference, 'kind')
  const name = textAt(reference, 'name')
  if (!makers.has(kind)) return undefined
  const owner = find(kind, namespace, name)
  if (owner || kind !== 'ReplicaSet') return owner
  // `get deployments,pods` leaves out what is between the two.
  const hash = textAt(object, 'metadata', 'labels', 'pod-template-hash')
  const isNamed = hash !== '' && name.endsWith(`-${hash}`)
  return isNamed ? find('Deployment', namespace, name.slice(0, -hash.length - 1)) : undefined
}

/** The workload at the head of those that a Pod comes from: as many steps as there are in life. */
function headOf(pod: Citizen): Citizen {
  let head = pod
  for (let step = 0; step < 3 && head.owner; step++) head = head.owner
  return head
}

/** Whether a Pod said that it was ready; a Pod that says nothing was not looked at. */
export function wasUnready({ object }: Citizen): boolean {
  const ready = listAt(object, 'status', 'conditions').find(
    (each) => textAt(each, 'type') === 'Ready',
  )
  return textAt(ready, 'status') === 'False' && !isOver(object)
}

/** Whether a Pod had found no node. */
export const wasUnscheduled = ({ object }: Citizen): boolean =>
  listAt(object, 'status', 'conditions').some(
    (each) => textAt(each, 'type') === 'PodScheduled' && textAt(each, 'status') === 'False',
  )

/** Whether a Pod has come to its end. */
export const isOver = (object: JsonObject): boolean =>
  /^(Succeeded|Failed)$/.test(textAt(object, 'status', 'phase'))

/** Containers of a Pod that were not ready. */
export const unreadyContainers = ({ object }: Citizen): readonly string[] =>
  listAt(object, 'status', 'containerStatuses')
    .filter((each) => field(each, 'ready') === false)
    .map((each) => textAt(each, 'name'))

const noImage = /^(ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull)$/

/** Containers of a Pod whose image could not be had. */
export const imagelessContainers = ({ object }: Citizen): readonly string[] =>
  listAt(object, 'status', 'containerStatuses')
    .filter((each) => noImage.test(textAt(each, 'state', 'waiting', 'reason')))
    .map((each) => textAt(each, 'name'))

/** The Pod, or the Pods' template, of a workload; undefined for other kinds. */
export function templatePath(kind: string): readonly string[] | undefined {
  if (kind === 'Pod') return []
  if (kind === 'CronJob') return ['spec', 'jobTemplate', 'spec', 'template']
  return templated.has(kind) ? ['spec', 'template'] : undefined
}

const templated: ReadonlySet<string> = new Set([
  ...['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController', 'Job'],
])

/** Every container of a workload. */
export function containersOf({ kind, object }: Citizen): readonly JsonObject[] {
  const path = templatePath(kind)
  if (!path) return []
  const spec = objectAt(object, ...path, 'spec')
  return ['containers', 'initContainers'].flatMap((key) =>
    listAt(spec, key).filter((each): each is JsonObject => fieldAt(each, 'image') !== undefined),
  )
}
