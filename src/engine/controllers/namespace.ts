import { type KubeObject, keyOf } from '../api/object'
import { type Action, updateStatus } from '../apiserver/action'
import type { Reader } from '../apiserver/reader'
import { type Kind, type Namespace, resources } from '../resources'
import type { Resource } from '../resources/resource'
import { seconds, timestamp } from '../sim'
import { conditionOf, withConditionInPlace } from './conditions'
import { defineController, type ReconcileContext, type Step } from './controller'

type Condition = NonNullable<Namespace['status']['conditions']>[number]

/** What is left of one kind. */
interface Rest {
  readonly resource: Resource
  readonly objects: readonly KubeObject[]
}

const FINALIZER = 'kubernetes'
const POD_GRACE_SECONDS = 15

/**
 * Empties a namespace that is to go, Pods first, and lets it go when nothing is left
 * (pkg/controller/namespace/deletion).
 */
export const namespace = defineController({
  name: 'namespace-controller',
  watches: {
    Namespace: (object) => (object.metadata.deletionTimestamp ? [keyOf(object)] : []),
  },

  *reconcile({ name }, cluster, context) {
    const going = cluster.get('Namespace', '', name)
    if (!going?.metadata.deletionTimestamp) return
    const { finalizers = [] } = going.spec
    if (!finalizers.includes(FINALIZER)) return

    const rest = yield* empty(name, cluster)
    if (rest.length > 0) {
      yield* report(going, rest, context)
      return
    }
    yield { verb: 'finalize', namespace: name, finalizer: FINALIZER }
  },
})

function* empty(name: string, cluster: Reader): Step<readonly Rest[]> {
  const held = resources.filter(({ namespaced }) => namespaced)
  const pods = yield* deleteAll(
    held.filter(({ kind }) => kind === 'Pod'),
    name,
    cluster,
  )
  if (pods.length > 0) return pods
  return yield* deleteAll(
    held.filter(({ kind }) => kind !== 'Pod'),
    name,
    cluster,
  )
}

// What is still there after a deletion waits: for its grace period, or for a finalizer.
function* deleteAll(
  kinds: readonly Resource[],
  name: string,
  cluster: Reader,
): Step<readonly Rest[]> {
  const rest: Rest[] = []
  for (const resource of kinds) {
    const left: KubeObject[] = []
    for (const object of cluster.list(resource.kind as Kind, name)) {
      const isGoing = object.metadata.deletionTimestamp !== undefined
      const outcome = isGoing ? { object } : yield deletion(object)
      const after = outcome.refused ? undefined : outcome.object
      if (after?.metadata.deletionTimestamp) left.push(after)
    }
    if (left.length > 0) rest.push({ resource, objects: left })
  }
  return rest
}

const deletion = (object: KubeObject): Action => ({
  verb: 'delete',
  kind: object.kind as Kind,
  key: keyOf(object),
  uid: object.metadata.uid,
})

function* report(
  going: Namespace,
  rest: readonly Rest[],
  { epoch, now }: ReconcileContext,
): Step<void> {
  const at = timestamp(epoch, now)
  const conditions = findings(rest).reduce<readonly Condition[]>((known, finding) => {
    const before = conditionOf(known, finding.type)
    if (before?.status === finding.status && before.message === finding.message) return known
    return withConditionInPlace(known, { ...finding, lastTransitionTime: at })
  }, going.status.conditions ?? [])
  if (conditions !== going.status.conditions) {
    yield updateStatus({ ...going, status: { ...going.status, conditions } } as Namespace)
  }
  const grace = rest
    .flatMap(({ objects }) => objects)
    .map(({ metadata }) => metadata.deletionGracePeriodSeconds ?? POD_GRACE_SECONDS)
  const estimate = Math.max(...grace)
  yield { verb: 'requeue', after: seconds(Math.trunc(estimate / 2) + 1) }
}

function findings(rest: readonly Rest[]): readonly Condition[] {
  const finalizers = new Map<string, number>()
  for (const { metadata } of rest.flatMap(({ objects }) => objects)) {
    for (const each of metadata.finalizers ?? []) {
      finalizers.set(each, (finalizers.get(each) ?? 0) + 1)
    }
  }
  const counted = rest.map(
    ({ resource: { plural, group }, objects }) =>
      `${plural}.${group} has ${objects.length} resource instances`,
  )
  const waiting = Array.from(
    finalizers,
    ([each, count]) => `${each} in ${count} resource instances`,
  )
  return [
    fine(
      'NamespaceDeletionDiscoveryFailure',
      'ResourcesDiscovered',
      'All resources successfully discovered',
    ),
    fine(
      'NamespaceDeletionGroupVersionParsingFailure',
      'ParsedGroupVersions',
      'All legacy kube types successfully parsed',
    ),
    fine(
      'NamespaceDeletionContentFailure',
      'ContentDeleted',
      'All content successfully deleted, may be waiting on finalization',
    ),
    {
      type: 'NamespaceContentRemaining',
      status: 'True',
      reason: 'SomeResourcesRemain',
      message: `Some resources are remaining: ${counted.join(', ')}`,
    },
    waiting.length === 0
      ? fine(
          'NamespaceFinalizersRemaining',
          'ContentHasNoFinalizers',
          'All content-preserving finalizers finished',
        )
      : {
          type: 'NamespaceFinalizersRemaining',
          status: 'True',
          reason: 'SomeFinalizersRemain',
          message: `Some content in the namespace has finalizers remaining: ${waiting.join(', ')}`,
        },
  ]
}

const fine = (type: string, reason: string, message: string): Condition => ({
  type,
  status: 'False',
  reason,
  message,
})
