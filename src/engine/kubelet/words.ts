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
  readonly pulling: string
}

// Only a cache: templates are few, and their Pods many.
const known = new Map<string, Words>()
const MOST_KNOWN = 1_000

/** The texts of a container's most common Events. */
export function wordsOf(pod: Pod, place: number): Words {
  const { name, image = '' } = containerOf(pod, place)
  const isInitial = place < (pod.spec.initContainers?.length ?? 0)
  const key = `${isInitial} ${name} ${image}`
  const found = known.get(key)
  if (found) return found
  if (known.size >= MOST_KNOWN) known.clear()
  const words = {
    fieldPath: `spec.${isInitial ? 'initContainers' : 'containers'}{${name}}`,
    created: `Created container: ${name}`,
    started: `Started container ${name}`,
    present: `Container image "${image}" already present on machine`,
    pulling: `Pulling image "${image}"`,
  }
  known.set(key, words)
  return words
}
