import { addressText } from '../../api/address'
import { selects } from '../../api/labels'
import { controllerOf, type Labels } from '../../api/object'
import type { TerrainPod } from '../../network/outlook/terrain'
import type { Pod, Service } from '../../resources'
import type { View } from '../trace/view'

/** All that is examined, put in an order in which it can be found. */
export interface Ward {
  readonly view: View
  /** What people have made: the cluster's own Services are well. */
  readonly services: readonly Service[]
  /** The Pods that a selector takes in a namespace. */
  selected(selector: Labels, namespace: string): readonly Pod[]
  /** A Pod as the network has it, when it is up. */
  up(pod: Pod): TerrainPod | undefined
  /** The workload above a Pod: the Deployment, or what there is. */
  ownerOf(pod: Pod): string | undefined
}

/** Puts a cluster in order. */
export function wardOf(view: View): Ward {
  const { reader, survey } = view
  const pods = indexed(reader.list('Pod').filter(isAlive))
  const byName = new Map(survey.pods.map((pod) => [pod.name, pod]))
  return {
    view,
    services: reader.list('Service').filter(isOurs),
    selected: (selector, namespace) => pods.selected(selector, namespace),
    up: (pod) => {
      const { name, namespace } = pod.metadata
      const found = byName.get(`${namespace}/${name}`) ?? byName.get(`${name}`)
      return found && addressText(found.address) === pod.status.podIP ? found : undefined
    },
    ownerOf: (pod) => {
      const owner = controllerOf(pod)
      const namespace = pod.metadata.namespace ?? ''
      const above =
        owner?.kind === 'ReplicaSet' ? reader.get('ReplicaSet', namespace, owner.name) : undefined
      const top = (above && controllerOf(above)) ?? owner
      return top && `${top.kind.toLowerCase()}/${namespace}/${top.name}`
    },
  }
}

// Pods that are over, or on their way out, are nobody's endpoints.
const isAlive = ({ metadata, status }: Pod): boolean =>
  metadata.deletionTimestamp === undefined &&
  status.phase !== 'Succeeded' &&
  status.phase !== 'Failed'

const isOurs = ({ metadata: { namespace, name } }: Service): boolean =>
  !/^kube-/.test(namespace ?? '') && !(namespace === 'default' && name === 'kubernetes')

/** Finds Pods by one pair of their labels: many Services are looked at, each with few Pods. */
function indexed(pods: readonly Pod[]) {
  const byPair = new Map<string, Pod[]>()
  for (const pod of pods) {
    for (const [key, value] of Object.entries(pod.metadata.labels ?? {})) {
      const pair = pairText(pod.metadata.namespace ?? '', key, value)
      const known = byPair.get(pair)
      if (known) known.push(pod)
      else byPair.set(pair, [pod])
    }
  }
  return {
    selected(selector: Labels, namespace: string): readonly Pod[] {
      const [first] = Object.entries(selector)
      if (!first) return []
      const some = byPair.get(pairText(namespace, ...first)) ?? []
      return some.filter(({ metadata }) => selects(selector, metadata.labels))
    },
  }
}

const pairText = (namespace: string, key: string, value: string): string =>
  `${namespace} ${key}=${value}`

/** A Pod's place, as the picture names it. */
export const placeOf = ({ metadata }: Pod): string => `pod/${metadata.namespace}/${metadata.name}`

/** Whether a Pod is on its way still: nothing is wrong with it yet. */
export function isStarting({ spec, status }: Pod): boolean {
  if (status.phase !== 'Pending') return false
  const reasons = (status.containerStatuses ?? []).map(({ state }) => state?.waiting?.reason ?? '')
  const isOnItsWay = reasons.every((reason) =>
    /^(ContainerCreating|PodInitializing|)$/.test(reason),
  )
  const isRefused = (status.conditions ?? []).some(
    ({ type, status: is }) => type === 'PodScheduled' && is === 'False',
  )
  return isOnItsWay && !isRefused && spec.nodeName !== ''
}
