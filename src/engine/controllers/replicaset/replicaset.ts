import { sameJson } from '../../api/equality'
import { matchesSelector } from '../../api/labels'
import { controllerOf, type KubeObject, keyOf, type ObjectKey } from '../../api/object'
import type { Reader } from '../../apiserver/reader'
import type { Pod, ReplicaSet, ReplicationController } from '../../resources'
import { type Duration, milliseconds } from '../../sim'
import { claim } from '../adoption'
import { type Controller, defineController, type ReconcileContext, type Step } from '../controller'
import { isActive, isReady, unixSeconds } from '../readiness'
import { ownerOf } from '../workload'
import { managePods } from './pods'
import { availabilityOf, writeStatus } from './status'
import { followedTally, remember, type Tally, tallyOf } from './tally'

const RUN_TAKES = milliseconds(1)
const A_POD_TAKES: Duration = 20

/** Keeps as many Pods of a template as a ReplicaSet asks for (pkg/controller/replicaset). */
export const replicaSet = controllerOfSets({
  name: 'replicaset-controller',
  kind: 'ReplicaSet',
  get: (cluster, { namespace, name }) => cluster.get('ReplicaSet', namespace, name),
  list: (cluster, namespace) => cluster.list('ReplicaSet', namespace),
})

/**
 * The same for a ReplicationController: it is looked at as a ReplicaSet that chooses by labels
 * (pkg/controller/replication).
 */
export const replicationController = controllerOfSets({
  name: 'replication-controller',
  kind: 'ReplicationController',
  get: (cluster, { namespace, name }) =>
    asSet(cluster.get('ReplicationController', namespace, name)),
  list: (cluster, namespace) =>
    cluster.list('ReplicationController', namespace).flatMap((each) => asSet(each) ?? []),
})

function asSet(controller: ReplicationController | undefined): ReplicaSet | undefined {
  if (!controller) return undefined
  const { spec } = controller
  const seen = { ...controller, spec: { ...spec, selector: { matchLabels: spec.selector ?? {} } } }
  return seen as unknown as ReplicaSet
}

/** A kind that keeps so many Pods, and how its objects are seen. */
interface Sets {
  readonly name: string
  readonly kind: 'ReplicaSet' | 'ReplicationController'
  get(cluster: Reader, key: ObjectKey): ReplicaSet | undefined
  list(cluster: Reader, namespace: string): readonly ReplicaSet[]
}

function controllerOfSets(sets: Sets): Controller {
  const { kind, name } = sets
  return defineController({
    name,
    watches: {
      [kind]: (set: KubeObject) => [keyOf(set)],
      Pod: (pod, cluster, previous) => setsOf(pod, { sets, cluster, previous }),
    },
    ignores: {
      [kind]: (set: KubeObject, before: KubeObject | undefined) =>
        before !== undefined && asksTheSame(set, before),
      Pod: (pod, before) =>
        (before !== undefined && countsTheSame(pod, before)) || isAnothers(pod, kind),
    },
    // In a large set many Pods change while one run looks at all: that run sees to them together.
    cost: (key, cluster) => {
      const set = sets.get(cluster, key)
      return RUN_TAKES + A_POD_TAKES * Math.max(set?.status.replicas ?? 0, set?.spec.replicas ?? 0)
    },
    reconcile: (key, cluster, context) => reconcile(sets.get(cluster, key), cluster, context),
  })
}

function* reconcile(
  set: ReplicaSet | undefined,
  cluster: Reader,
  context: ReconcileContext,
): Step<void> {
  if (!set) return
  const { namespace = '' } = set.metadata
  const { minReadySeconds = 0, selector } = set.spec
  const orphans = cluster
    .indexed('Pod', 'orphan', namespace)
    .filter((pod) => isActive(pod) && matchesSelector(selector, pod.metadata.labels))
  const known =
    minReadySeconds === 0 && orphans.length === 0 ? followedTally(set, cluster) : undefined
  if (known && hasAll(set, known)) {
    const { active, labelled, ready } = known
    const counts = { active, labelled, ready, available: ready }
    yield* writeStatus(set, counts, { failure: undefined, context })
    return
  }
  const owned = cluster.indexed('Pod', 'owner', set.metadata.uid).filter(isActive)
  const pods = yield* claim(set, owned, orphans)
  const tally = tallyOf(set, pods)
  if (pods === owned) remember(set, tally, cluster)

  const deleted = set.metadata.deletionTimestamp !== undefined
  const failure = deleted ? undefined : yield* managePods(set, pods, { cluster, context })
  const availability = availabilityOf(pods, minReadySeconds, unixSeconds(context))
  yield* writeStatus(set, Object.assign({}, tally, availability), { failure, context })
}

// Nothing is to be created, deleted or released.
const hasAll = ({ spec }: ReplicaSet, { active, labelled }: Tally): boolean =>
  active === spec.replicas && labelled === active

// Nearly all Pods are ReplicaSets': those look at all, the others at their own only.
function isAnothers(pod: Pod, kind: Sets['kind']): boolean {
  const owner = kind === 'ReplicaSet' ? undefined : controllerOf(pod)
  return owner !== undefined && owner.kind !== kind
}

// Its status is what the controller itself writes.
const asksTheSame = ({ metadata }: KubeObject, { metadata: before }: KubeObject): boolean =>
  metadata.generation === before.generation &&
  metadata.deletionTimestamp === before.deletionTimestamp

/** Where a Pod's sets are looked for. */
interface Search {
  readonly sets: Sets
  readonly cluster: Reader
  readonly previous: Pod | undefined
}

function setsOf(pod: Pod, { sets, cluster, previous }: Search): readonly ObjectKey[] {
  const owner = ownerOf(pod, sets.kind)
  const before = previous && ownerOf(previous, sets.kind)
  if (owner && (!before || before.name === owner.name)) return [owner]
  const orphaned = owner ? [owner] : setsMatching(pod, sets, cluster)
  return before ? [before, ...orphaned] : orphaned
}

// To get a node or an address, for instance, is nothing to its set.
const countsTheSame = (left: Pod, right: Pod): boolean =>
  isReady(left) === isReady(right) &&
  isActive(left) === isActive(right) &&
  sameJson(left.metadata.labels, right.metadata.labels) &&
  sameJson(left.metadata.ownerReferences, right.metadata.ownerReferences)

// An orphan concerns every set whose selector matches it: one of them will adopt it.
function setsMatching(pod: Pod, sets: Sets, cluster: Reader): readonly ObjectKey[] {
  if (controllerOf(pod)) return []
  return sets
    .list(cluster, pod.metadata.namespace ?? '')
    .filter(({ spec }) => matchesSelector(spec.selector, pod.metadata.labels))
    .map(keyOf)
}
