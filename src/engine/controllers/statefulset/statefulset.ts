import { sameJson } from '../../api/equality'
import { matchesSelector } from '../../api/labels'
import { controllerOf, keyOf, type ObjectKey } from '../../api/object'
import { updateStatus } from '../../apiserver/action'
import type { Reader } from '../../apiserver/reader'
import type { ControllerRevision, Pod, StatefulSet } from '../../resources'
import { seconds } from '../../sim'
import { claim } from '../adoption'
import { defineController, type Step } from '../controller'
import { availableFrom, isReady, unixSeconds } from '../readiness'
import { presentRevision, revisionsOf, templateOf, trimRevisions } from '../revisions'
import { ownerOf } from '../workload'
import { ordinalOf, type Version } from './identity'
import { type Created, isAvailable, isUp, revisionOf, type Sight, updateMembers } from './members'

/** Keeps Pods that have names of their own, in order (pkg/controller/statefulset). */
export const statefulSet = defineController({
  name: 'statefulset-controller',
  watches: { StatefulSet: (set) => [keyOf(set)], Pod: setsOf },
  ignores: {
    StatefulSet: (set, before) =>
      before !== undefined &&
      set.metadata.generation === before.metadata.generation &&
      set.metadata.deletionTimestamp === before.metadata.deletionTimestamp &&
      sameJson(set.status, before.status),
    Pod: (pod) => {
      const owner = controllerOf(pod)
      return owner !== undefined && owner.kind !== 'StatefulSet'
    },
  },

  *reconcile({ namespace, name }, cluster, context) {
    const set = cluster.get('StatefulSet', namespace, name)
    if (!set) return
    const owned = cluster.indexed('Pod', 'owner', set.metadata.uid)
    const orphans = cluster.indexed('Pod', 'orphan', namespace)
    const isMember = (pod: Pod): boolean => ordinalOf(set, pod) !== undefined
    const pods = yield* claim(set, owned, orphans.filter(isMember))
    if (set.metadata.deletionTimestamp !== undefined) return
    const known = revisionsOf(set, cluster)
    const next = yield* presentRevision(set, known, 'controller.kubernetes.io/hash')
    if (!next) return
    const current = known.find((each) => each.metadata.name === set.status.currentRevision) ?? next
    const sight: Sight = {
      set,
      pods: pods.filter(isMember),
      cluster,
      now: unixSeconds(context),
      current: versionOf(current),
      next: versionOf(next),
    }
    const created = yield* updateMembers(sight)
    yield* writeStatus(sight, created)
    yield* trimRevisions(set, known, (each) => isLive(each, sight))
  },
})

const versionOf = (revision: ControllerRevision): Version => ({
  revision: revision.metadata.name,
  template: templateOf(revision),
})

const isLive = ({ metadata }: ControllerRevision, { current, next, pods }: Sight): boolean =>
  [current.revision, next.revision, ...pods.map(revisionOf)].includes(metadata.name)

function setsOf(pod: Pod, cluster: Reader, previous?: Pod): readonly ObjectKey[] {
  const keys = [ownerOf(pod, 'StatefulSet'), previous && ownerOf(previous, 'StatefulSet')]
  const owners = keys.flatMap((key) => key ?? [])
  if (owners.length > 0 || controllerOf(pod)) return owners
  return cluster
    .list('StatefulSet', pod.metadata.namespace)
    .filter(({ spec }) => matchesSelector(spec.selector, pod.metadata.labels))
    .map(keyOf)
}

type Status = StatefulSet['status']

function* writeStatus(sight: Sight, created: Created): Step<void> {
  const { set, pods, now } = sight
  const status = completed(sight, counted(sight, created))
  if (!sameJson(status, set.status)) yield updateStatus({ ...set, status } as StatefulSet)
  const { minReadySeconds = 0 } = set.spec
  const due = pods
    .filter(isReady)
    .map((pod) => availableFrom(pod, minReadySeconds) ?? 0)
    .filter((from) => from > now)
  if (due.length > 0) yield { verb: 'requeue', after: seconds(Math.min(...due) - now) }
}

// Counts of zero are left out, but for those that the real API always has.
function counted(sight: Sight, created: Created): Status {
  const { set, pods, current, next } = sight
  const stays = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  const of = (revision: string): number =>
    [...stays.map(revisionOf), ...created].filter((each) => each === revision).length
  const ready = pods.filter(isUp).length
  const { conditions, collisionCount = 0 } = set.status
  return {
    availableReplicas: pods.filter((pod) => isAvailable(pod, sight)).length,
    collisionCount,
    ...(conditions && { conditions }),
    ...(of(current.revision) > 0 && { currentReplicas: of(current.revision) }),
    currentRevision: current.revision,
    ...(set.metadata.generation !== undefined && {
      observedGeneration: set.metadata.generation,
    }),
    ...(ready > 0 && { readyReplicas: ready }),
    replicas: pods.length + created.length,
    updateRevision: next.revision,
    ...(of(next.revision) > 0 && { updatedReplicas: of(next.revision) }),
  }
}

// A rollout has ended when every member is of the new revision, and Ready.
function completed({ set }: Sight, status: Status): Status {
  const { readyReplicas = 0, updatedReplicas = 0 } = status
  const { replicas, updateStrategy } = set.spec
  const isDone =
    updateStrategy.type === 'RollingUpdate' &&
    updatedReplicas === replicas &&
    readyReplicas === replicas
  if (!isDone || status.currentRevision === status.updateRevision) return status
  return {
    ...status,
    ...(updatedReplicas > 0 && { currentReplicas: updatedReplicas }),
    ...(status.updateRevision !== undefined && { currentRevision: status.updateRevision }),
  }
}
