import { selects } from '../api/labels'
import type { Reader } from '../apiserver/reader'
import type { Pod, Service } from '../resources'
import { labelPairs, selectorPair, unpaired } from '../resources/selection'

/** The Pods that a Service's selector matches, in the order of their names. */
export function podsSelectedBy({ metadata, spec }: Service, cluster: Reader): readonly Pod[] {
  const { namespace = '' } = metadata
  const pair = selectorPair(namespace, spec.selector)
  const pods = pair ? cluster.indexed('Pod', 'label', pair) : cluster.list('Pod', namespace)
  return pods.filter((pod) => selects(spec.selector, pod.metadata.labels))
}

/** The Services whose selectors match a Pod. */
export const servicesSelecting = (pod: Pod, cluster: Reader): readonly Service[] =>
  [...labelPairs(pod), unpaired(pod.metadata.namespace ?? '')]
    .flatMap((pair) => cluster.indexed('Service', 'selector', pair))
    .filter(({ spec }) => selects(spec.selector, pod.metadata.labels))
