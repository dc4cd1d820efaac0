import type { Pod } from '../resources'
import type { Container } from '../resources/pod/container'

/** Where in a Pod's spec a container is listed, in the order in which a record has them. */
export type ContainerList = 'initContainers' | 'containers' | 'ephemeralContainers'

/** The list that a record's place stands in. */
export function listOf({ spec }: Pod, place: number): ContainerList {
  const initial = spec.initContainers?.length ?? 0
  if (place < initial) return 'initContainers'
  return place < initial + spec.containers.length ? 'containers' : 'ephemeralContainers'
}

/**
 * The container that a record's place stands for: init containers come first, and last those that
 * were put into the running Pod.
 */
export function containerOf({ spec }: Pod, place: number): Container {
  const initial = spec.initContainers?.length ?? 0
  const found =
    (place < initial ? spec.initContainers?.[place] : spec.containers[place - initial]) ??
    spec.ephemeralContainers?.[place - initial - spec.containers.length]
  if (!found) throw new Error(`no container ${place}`)
  return found
}

/** The first place of those that were put into the running Pod. */
export const ephemeralFrom = ({ spec }: Pod): number =>
  (spec.initContainers?.length ?? 0) + spec.containers.length

/** What Events say of a container; the same text for all Pods of a template. */
export interface Words {
  /** `spec.containers{web}`. */
  readonly fieldPath: string
  readonly created: string
  readonly started: string
  readonly present: string
  readonly pulling: string
}

// Only a cache: templates are few, and their Pods many.
const known = new Map<string, Words>()
const MOST_KNOWN = 1_000

// Of one container several Events are told in a row. Only a cache.
const latest: { container?: Container; words?: Words } = {}

/** The texts of a container's most common Events. */
export function wordsOf(pod: Pod, place: number): Words {
  const container = containerOf(pod, place)
  if (latest.words && latest.container === container) return latest.words
  latest.words = wordsFor(container, listOf(pod, place))
  latest.container = container
  return latest.words
}

function wordsFor({ name, image = '' }: Container, list: ContainerList): Words {
  const key = `${list} ${name} ${image}`
  const found = known.get(key)
  if (found) return found
  if (known.size >= MOST_KNOWN) known.clear()
  const words = {
    fieldPath: `spec.${list}{${name}}`,
    created: `Created container: ${name}`,
    started: `Started container ${name}`,
    present: `Container image "${image}" already present on machine`,
    pulling: `Pulling image "${image}"`,
  }
  known.set(key, words)
  return words
}
