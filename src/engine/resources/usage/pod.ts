import type { Container } from '../pod/container'
import type { PodSpec } from '../pod/spec'
import { type Amounts, largest, only, sum } from './amounts'

type Part = 'requests' | 'limits'

/**
 * What a Pod asks for as a whole, or may use at most: its containers together, or an init container
 * that takes more before them; sidecars stay. What the Pod itself says goes before
 * (component-helpers/resource PodRequests, PodLimits).
 */
export function podAmounts(spec: PodSpec, part: Part): Amounts {
  const amountsOf = ({ resources }: Container): Amounts => resources[part] ?? {}
  const containers = spec.containers.map(amountsOf).reduce(sum, {})
  let sidecars: Amounts = {}
  let first: Amounts = {}
  for (const container of spec.initContainers ?? []) {
    const own = sum(sidecars, amountsOf(container))
    if (container.restartPolicy === 'Always') sidecars = own
    first = largest(first, own)
  }
  const together = largest(sum(containers, sidecars), first)
  const whole = { ...together, ...only(spec.resources?.[part] ?? {}, isOfPods) }
  return part === 'requests' ? sum(whole, spec.overhead ?? {}) : whole
}

const isOfPods = (name: string): boolean =>
  name === 'cpu' || name === 'memory' || name.startsWith('hugepages-')
