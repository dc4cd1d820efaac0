import { sameJson } from '../api/equality'
import { type KubeObject, keyOf, type Labels } from '../api/object'
import { create, type Draft, update } from '../apiserver/action'
import type { Reader } from '../apiserver/reader'
import type { ControllerRevision } from '../resources'
import type { PodTemplate } from '../resources/pod/spec'
import { compareStrings } from '../sim'
import { controllerReference } from './adoption'
import type { Step } from './controller'
import { podTemplateHash, revisionHash } from './template-hash'

/** Says to which revision a Pod belongs. */
export const REVISION_LABEL = 'controller-revision-hash'

/** A workload whose templates are kept. */
type Revised = KubeObject & {
  readonly spec: { readonly template: PodTemplate; readonly revisionHistoryLimit: number }
  readonly status: { readonly collisionCount?: number }
}

/** A workload's revisions, the oldest first. */
export const revisionsOf = (owner: KubeObject, cluster: Reader): readonly ControllerRevision[] =>
  cluster
    .indexed('ControllerRevision', 'owner', owner.metadata.uid)
    .toSorted(
      (left, right) =>
        left.revision - right.revision || compareStrings(left.metadata.name, right.metadata.name),
    )

/** A revision as its labels have the hash: each kind of workload has a name of its own for it. */
type HashLabel = typeof REVISION_LABEL | 'controller.kubernetes.io/hash'

/**
 * The revision of a workload's present template: one that is there, with the highest number, or a
 * new one. Undefined when it could not be had.
 */
export function* presentRevision(
  owner: Revised,
  known: readonly ControllerRevision[],
  hashLabel: HashLabel,
): Step<ControllerRevision | undefined> {
  const draft = revisionFrom(owner, (known.at(-1)?.revision ?? 0) + 1, hashLabel)
  const same = known.findLast(({ data }) => sameJson(data, draft.data))
  if (!same) {
    const outcome = yield create(draft)
    return outcome.refused ? undefined : (outcome.object as ControllerRevision)
  }
  if (same === known.at(-1)) return same
  const outcome = yield update({ ...same, revision: draft.revision } as ControllerRevision)
  return outcome.refused ? undefined : (outcome.object as ControllerRevision)
}

function revisionFrom(
  owner: Revised,
  revision: number,
  hashLabel: HashLabel,
): Draft<ControllerRevision> {
  const { metadata, spec, status } = owner
  // A strategic merge patch: what `kubectl rollout undo` sends back.
  const data = { spec: { template: { ...spec.template, $patch: 'replace' } } }
  const hash =
    hashLabel === REVISION_LABEL
      ? podTemplateHash(spec.template, status.collisionCount)
      : revisionHash(data, status.collisionCount)
  const labels: Labels = { ...spec.template.metadata.labels, [hashLabel]: hash }
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${metadata.name}-${hash}`,
      namespace: metadata.namespace ?? '',
      labels,
      ...(metadata.annotations ? { annotations: metadata.annotations } : {}),
      ownerReferences: [controllerReference(owner)],
    },
    data,
    revision,
  }
}

/** The template that a revision keeps. */
export function templateOf({ data }: ControllerRevision): PodTemplate {
  const { spec } = data as { spec: { template: PodTemplate & { $patch?: string } } }
  const { $patch: _, ...template } = spec.template
  return template
}

/** Deletes what is too old of those that no Pod is of any longer. */
export function* trimRevisions(
  owner: Revised,
  known: readonly ControllerRevision[],
  isLive: (revision: ControllerRevision) => boolean,
): Step<void> {
  const dead = known.filter((each) => !isLive(each))
  const excess = dead.length - owner.spec.revisionHistoryLimit
  for (const revision of dead.slice(0, Math.max(0, excess))) {
    const { uid } = revision.metadata
    yield { verb: 'delete', kind: 'ControllerRevision', key: keyOf(revision), uid }
  }
}
