import { sameJson } from '../../api/equality'
import { type FieldError, forbiddenField, invalid } from '../../api/field-error'
import type { Labels } from '../../api/object'
import type { Container } from './container'
import { qosOf } from './qos'
import type { Pod } from './schema'
import type { PodSpec } from './spec'
import { checkPod } from './validate'

const KINDS = ['containers', 'initContainers'] as const
const MAY_CHANGE = ['cpu', 'memory']

/**
 * The part of a Pod by which its containers get more or less while they run: of what a client sends
 * only their resources count (podResizeStrategy). Its node gives them at once here.
 */
export const resizing = {
  prepare: (pod: Pod, previous: Pod | undefined): Pod => {
    if (!previous) return pod
    const { spec } = previous
    const sized = Object.fromEntries(
      KINDS.flatMap((kind) => {
        const containers = spec[kind]
        return containers ? [[kind, containers.map(sizedBy(pod.spec[kind]))]] : []
      }),
    ) as Partial<PodSpec>
    return { ...previous, spec: { ...spec, ...sized } }
  },
  validate: (pod: Pod, previous?: Pod): readonly FieldError[] => {
    const report = [...checkPod(pod, previous)]
    if (!previous || previous.spec === pod.spec) return report
    const { qosClass } = previous.status
    if (qosOf(pod.spec) !== qosClass) {
      const detail = 'Pod QOS Class may not change as a result of resizing'
      report.push(invalid('spec', qosClass, detail))
    }
    report.push(...KINDS.flatMap((kind) => fixedIn(pod.spec[kind], previous.spec[kind])))
    return report
  },
}

const sizedBy =
  (wanted: readonly Container[] | undefined) =>
  (container: Container): Container => {
    const resources = wanted?.find(({ name }) => name === container.name)?.resources
    if (!resources || sameJson(resources, container.resources)) return container
    return { ...container, resources }
  }

function fixedIn(
  now: readonly Container[] | undefined = [],
  before: readonly Container[] | undefined = [],
): readonly FieldError[] {
  const isOther = now.some(
    ({ resources }, index) => !sameJson(fixed(resources), fixed(before[index]?.resources)),
  )
  return isOther ? [forbiddenField('spec', 'only cpu and memory resources are mutable')] : []
}

// What of a container's resources may not change: all but two amounts.
function fixed(resources: Container['resources'] | undefined) {
  const { limits, requests, ...rest } = resources ?? {}
  return { ...rest, limits: others(limits), requests: others(requests) }
}

const others = (amounts: Labels | undefined = {}): Labels =>
  Object.fromEntries(Object.entries(amounts).filter(([name]) => !MAY_CHANGE.includes(name)))
