import type { WhyChain } from '../../api/why'
import type { Service } from '../../resources'
import type { View } from '../trace/view'
import { podChain } from './pod'

const NAME_LABEL = 'svccontroller.k3s.cattle.io/svcname'
const NAMESPACE_LABEL = 'svccontroller.k3s.cattle.io/svcnamespace'

/** Why none of the Pods by which k3s publishes a Service is ready (ServiceLB). */
export function svclbPods({ metadata }: Service, view: View): WhyChain | undefined {
  const pods = view.reader
    .list('Pod', 'kube-system')
    .filter(
      ({ metadata: { labels } }) =>
        labels?.[NAME_LABEL] === metadata.name && labels[NAMESPACE_LABEL] === metadata.namespace,
    )
  const chains = pods.map((pod) => podChain(pod, view))
  const isOut = chains.length > 0 && chains.every((chain) => chain.length > 0)
  return isOut ? chains[0] : undefined
}
