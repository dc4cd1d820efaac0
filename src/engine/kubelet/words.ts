import type { Pod } from '../resources'
import type { Container } from '../resources/pod/container'

/** The container that a record's place stands for: init containers come first. */
export function containerOf({ spec }: Pod, place: number): Container {
  const initial = spec.initContainers?.length ?? 0
  const found = place < initial ? spec.initContainers?.[place] : spec.containers[place - initial]
  if (!found) throw new Error(`no container ${place}`)
  return found
}

/** What Events say of a container; the same text for all Pods of a template. */
export interface Words {
  /** `spec.containers{web}`. */
  readonly fieldPath: string
  readonly created: string
  readonly started: string
  readonly present: string
}

const known = new WeakMap<Container, Words>()

/** The texts of a container's most common Events. */
export function wordsOf(pod: Pod, place: number): Words {
  const container = containerOf(pod, place)
  const found = known.get(container)
  if (found) return found
  const isInitial = place < (pod.spec.initContainers?.length ?? 0)
  const { name, image } = container
  const words = {
    fieldPath: `spec.${isInitial ? 'initContainers' : 'containers'}{${name}}`,
    created: `Created container: ${name}`,
    started: `Started container ${name}`,
    present: `Container image "${image}" already present on machine`,
  }
  known.set(container, words)
  return words
}
