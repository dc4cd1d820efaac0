import { fieldAt, isObject, listAt, objectAt, textAt, without } from '../json'
import type { JsonObject } from '../yaml-json'
import { type Citizen, titleOf, unreadyContainers, wasUnready, wasUnscheduled } from './census'
import type { Ward } from './pods'

/** Asks a port at which nobody listens: the kubelet hears that the connection is refused. */
const failing: JsonObject = { tcpSocket: { port: 1 }, periodSeconds: 10, failureThreshold: 1 }

/** What of a workload's Pods was not ready, and what can be made of it here. */
export interface Unready {
  /** Containers of the template that shall not become ready. */
  readonly containers: readonly string[]
  /** Pods that stand beside their Deployment, and are not ready. */
  readonly aside: readonly Citizen[]
}

/** Finds out which Pods shall not be ready. */
export function unreadyOf(workload: Citizen, ward: Ward): Unready {
  const nobody: Unready = { containers: [], aside: [] }
  if (ward.choices.pods === 'again' || /Job$/.test(workload.kind)) return nobody
  const pods = workload.kind === 'Pod' ? [workload] : ward.census.podsOf(workload)
  // A Pod without a node, or without its image, is not ready by itself.
  const unready = pods.filter((pod) => wasUnready(pod) && !wasUnscheduled(pod))
  const [first] = unready
  if (!first) return nobody
  if (unready.length === pods.length) return { containers: unreadyContainers(first), aside: [] }
  if (workload.kind === 'Deployment') {
    ward.note('set-aside', `${titleOf(workload)}: ${unready.length}/${pods.length}`)
    return { containers: [], aside: unready }
  }
  ward.note('not-kept-unready', `${titleOf(workload)}: ${unready.length}/${pods.length}`)
  return nobody
}

/** A Pods' spec in which containers do not become ready. */
export function neverReady(
  spec: JsonObject,
  names: readonly string[],
  { workload, ward }: { readonly workload: Citizen; readonly ward: Ward },
): JsonObject {
  const containers = listAt(spec, 'containers')
  const runs = containers.filter(
    (each) => !ward.known.missingImages.has(textAt(each, 'image')) && isObject(each),
  )
  const chosen = runs.filter((each) => names.includes(textAt(each, 'name')))
  // A container that has no image to run is not ready without our help.
  if (runs.length < containers.length && chosen.length === 0) return spec
  const unready = new Set(chosen.length > 0 ? chosen : runs.slice(0, 1))
  if (unready.size === 0) return spec
  ward.note('kept-unready', titleOf(workload))
  return {
    ...spec,
    containers: containers.map((each) =>
      isObject(each) && unready.has(each) ? { ...each, readinessProbe: failing } : each,
    ),
  }
}

/** A Pod that stands beside the workload that made it: the labels by which that knew it go. */
export function setAside(pod: Citizen): JsonObject {
  const metadata = objectAt(pod.object, 'metadata')
  const labels = without(objectAt(metadata, 'labels'), new Set(['pod-template-hash']))
  return { ...pod.object, metadata: { ...metadata, labels } }
}

/** How many Pods a Deployment is left with when some of them stand beside it. */
export function fewer(spec: JsonObject, aside: number): JsonObject {
  const replicas = fieldAt(spec, 'replicas')
  return aside === 0
    ? spec
    : { ...spec, replicas: Math.max((typeof replicas === 'number' ? replicas : 1) - aside, 0) }
}
