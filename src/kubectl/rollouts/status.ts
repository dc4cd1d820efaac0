import { failed } from '../errors'
import { isList, isObject, type JsonObject, own } from '../json'
import { annotationsIn, metadataIn } from '../writing/annotation'

/** How far a rollout is: a line about it, and whether it is over. */
export interface Progress {
  readonly line: string
  readonly done: boolean
}

const inside = (object: JsonObject, key: string): JsonObject => {
  const value = own(object, key)
  return isObject(value) ? value : {}
}
const count = (object: JsonObject, key: string): number => Number(own(object, key) ?? 0)
const going = (line: string): Progress => ({ line, done: false })
const over = (line: string): Progress => ({ line, done: true })

/** The revision that a controller has written on an object; 0 when there is none. */
export const revisionOf = (object: JsonObject): number =>
  Number(own(annotationsIn(object), 'deployment.kubernetes.io/revision') ?? 0)

/** The progress of a rollout by kind (polymorphichelpers, rollout_status.go). */
export function progress(kind: string, object: JsonObject, revision: number): Progress {
  switch (kind) {
    case 'Deployment':
      return deployment(object, revision)
    case 'DaemonSet':
      return daemonSet(object)
    case 'StatefulSet':
      return statefulSet(object)
    default:
      throw failed(`no status viewer has been implemented for ${kind}`)
  }
}

/** Whether there is a progress to tell of. */
export const isRolledOut = (kind: string): boolean =>
  ['Deployment', 'DaemonSet', 'StatefulSet'].includes(kind)

const nameOf = (object: JsonObject): string => String(metadataIn(object)['name'])

const isObserved = (object: JsonObject): boolean =>
  count(metadataIn(object), 'generation') <= count(inside(object, 'status'), 'observedGeneration')

function deployment(object: JsonObject, revision: number): Progress {
  const name = nameOf(object)
  if (revision > 0 && revision !== revisionOf(object)) {
    throw failed(
      `desired revision (${revision}) is different from the running revision ` +
        `(${revisionOf(object)})`,
    )
  }
  if (!isObserved(object)) return going('Waiting for deployment spec update to be observed...')
  const status = inside(object, 'status')
  if (isLate(status)) throw failed(`deployment "${name}" exceeded its progress deadline`)
  const replicas = Number(own(inside(object, 'spec'), 'replicas') ?? 0)
  const updated = count(status, 'updatedReplicas')
  const all = count(status, 'replicas')
  const available = count(status, 'availableReplicas')
  const waiting = `Waiting for deployment "${name}" rollout to finish:`
  if (updated < replicas) {
    return going(`${waiting} ${updated} out of ${replicas} new replicas have been updated...`)
  }
  if (all > updated) {
    return going(`${waiting} ${all - updated} old replicas are pending termination...`)
  }
  if (available < updated) {
    return going(`${waiting} ${available} of ${updated} updated replicas are available...`)
  }
  return over(`deployment "${name}" successfully rolled out`)
}

function isLate(status: JsonObject): boolean {
  const conditions = own(status, 'conditions')
  return (
    isList(conditions) &&
    conditions.some(
      (each) =>
        isObject(each) &&
        each['type'] === 'Progressing' &&
        each['reason'] === 'ProgressDeadlineExceeded',
    )
  )
}

function checkStrategy(object: JsonObject): JsonObject {
  const strategy = inside(inside(object, 'spec'), 'updateStrategy')
  if (own(strategy, 'type') === 'RollingUpdate') return strategy
  throw failed('rollout status is only available for RollingUpdate strategy type')
}

function daemonSet(object: JsonObject): Progress {
  checkStrategy(object)
  const name = nameOf(object)
  if (!isObserved(object)) return going('Waiting for daemon set spec update to be observed...')
  const status = inside(object, 'status')
  const desired = count(status, 'desiredNumberScheduled')
  const updated = count(status, 'updatedNumberScheduled')
  const available = count(status, 'numberAvailable')
  const waiting = `Waiting for daemon set "${name}" rollout to finish:`
  if (updated < desired) {
    return going(`${waiting} ${updated} out of ${desired} new pods have been updated...`)
  }
  if (available < desired) {
    return going(`${waiting} ${available} of ${desired} updated pods are available...`)
  }
  return over(`daemon set "${name}" successfully rolled out`)
}

function statefulSet(object: JsonObject): Progress {
  const strategy = checkStrategy(object)
  const status = inside(object, 'status')
  if (count(status, 'observedGeneration') === 0 || !isObserved(object)) {
    return going('Waiting for statefulset spec update to be observed...')
  }
  const replicas = count(inside(object, 'spec'), 'replicas')
  const ready = count(status, 'readyReplicas')
  if (ready < replicas) return going(`Waiting for ${replicas - ready} pods to be ready...`)
  const updated = count(status, 'updatedReplicas')
  const rolling = own(strategy, 'rollingUpdate')
  if (isObject(rolling)) {
    const wanted = replicas - count(rolling, 'partition')
    return updated < wanted
      ? going(
          `Waiting for partitioned roll out to finish: ${updated} out of ${wanted} new pods have ` +
            'been updated...',
        )
      : over(`partitioned roll out complete: ${updated} new pods have been updated...`)
  }
  if (own(status, 'updateRevision') !== own(status, 'currentRevision')) {
    return going(
      `waiting for statefulset rolling update to complete ${updated} pods at revision ` +
        `${String(own(status, 'updateRevision'))}...`,
    )
  }
  return over(
    `statefulset rolling update complete ${count(status, 'currentReplicas')} pods at revision ` +
      `${String(own(status, 'currentRevision'))}...`,
  )
}
