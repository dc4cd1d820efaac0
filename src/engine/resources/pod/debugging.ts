import { sameJson } from '../../api/equality'
import { forbiddenField } from '../../api/field-error'
import type { Pod } from './schema'
import { checkPod } from './validate'

/**
 * The part of a Pod by which containers are put into it while it runs: whatever else a client sends
 * is what it was, and what has been put in stays (podEphemeralContainersStrategy).
 */
export const debugging = {
  prepare: (pod: Pod, previous: Pod | undefined): Pod => {
    if (!previous) return pod
    const { ephemeralContainers: _, ...spec } = previous.spec
    const { ephemeralContainers } = pod.spec
    const wanted = ephemeralContainers ? { ...spec, ephemeralContainers } : spec
    return { ...previous, metadata: previous.metadata, spec: wanted }
  },
  validate: (pod: Pod, previous?: Pod) => {
    const report = [...checkPod(pod, previous)]
    const { ephemeralContainers: before = [] } = previous?.spec ?? {}
    const { ephemeralContainers: after = [] } = pod.spec
    for (const old of before) {
      const kept = after.find(({ name }) => name === old.name)
      if (kept && sameJson(kept, old)) continue
      const what = `existing ephemeral containers "${old.name}" may not be`
      const detail = `${what} ${kept ? 'changed' : 'removed'}`
      report.push(forbiddenField('spec.ephemeralContainers', detail))
    }
    return report
  },
}
