import { sameJson } from '../../api/equality'
import type { LabelSelector } from '../../api/labels'
import { controllerOf } from '../../api/object'
import type { Status } from '../../api/status'
import { create, type Draft, update } from '../../apiserver/action'
import type { Reader } from '../../apiserver/reader'
import type { Deployment, ReplicaSet } from '../../resources'
import { claim, controllerReference } from '../adoption'
import type { Step } from '../controller'
import { podTemplateHash } from '../template-hash'
import { currentAnnotations, REVISION, revisionOf, sizeAnnotations } from './annotations'
import { nextReplicas } from './replicas'
import { scalingEvent } from './scale'
import { findCurrent, HASH_LABEL } from './template'

/** A Deployment's ReplicaSets: the one with its present template, and all others. */
export interface Sets {
  readonly current: ReplicaSet | undefined
  readonly old: readonly ReplicaSet[]
}

/** What came of a wish for a new set. */
export type Creation =
  | { readonly set: ReplicaSet; readonly isNew: boolean }
  | { readonly refused: Status; readonly name: string }
  | { readonly collision: true }

/** Every set, the current one last. */
export const allOf = ({ current, old }: Sets): readonly ReplicaSet[] =>
  current ? [...old, current] : old

/** The sets that belong to a Deployment; orphans that match its selector are adopted. */
export function* claimSets(deployment: Deployment, cluster: Reader): Step<Sets> {
  const owned = cluster.indexed('ReplicaSet', 'owner', deployment.metadata.uid)
  const orphans = cluster.indexed('ReplicaSet', 'orphan', deployment.metadata.namespace ?? '')
  const claimed = yield* claim(deployment, owned, orphans)
  const current = findCurrent(deployment, claimed)
  return { current, old: claimed.filter((set) => set !== current) }
}

/**
 * Brings the annotations of the current set up to date, and what else it has from its Deployment.
 */
export function* refreshCurrent(deployment: Deployment, sets: Sets): Step<Sets> {
  const { current, old } = sets
  if (!current) return sets
  const { metadata, spec } = current
  const annotations = currentAnnotations(deployment, metadata.annotations ?? {}, nextRevision(old))
  const { minReadySeconds } = deployment.spec
  const isFresh =
    sameJson(annotations, metadata.annotations ?? {}) &&
    (spec.minReadySeconds ?? 0) === (minReadySeconds ?? 0)
  if (isFresh) return sets
  const refreshed: ReplicaSet = {
    ...current,
    metadata: { ...metadata, annotations },
    spec: { ...spec, ...(minReadySeconds === undefined ? {} : { minReadySeconds }) },
  }
  const outcome = yield update(refreshed)
  if (outcome.refused) return sets
  return { current: (outcome.object ?? refreshed) as ReplicaSet, old }
}

const nextRevision = (old: readonly ReplicaSet[]): number => Math.max(0, ...old.map(revisionOf)) + 1

/** Creates the set for the present template, already as large as it may be. */
export function* createSet(deployment: Deployment, sets: Sets, cluster: Reader): Step<Creation> {
  const draft = setFrom(deployment, sets)
  const outcome = yield create(draft)
  const { name = '' } = draft.metadata
  if (!outcome.refused) {
    if (draft.spec.replicas > 0) yield scalingEvent(deployment, name, 0, draft.spec.replicas)
    return { set: outcome.object as ReplicaSet, isNew: true }
  }
  if (outcome.refused.reason !== 'AlreadyExists') return { refused: outcome.refused, name }
  // The name is taken: by our own set, which the cache does not show yet, or by another template's.
  const taken = cluster.get('ReplicaSet', deployment.metadata.namespace ?? '', name)
  if (!taken) return { refused: outcome.refused, name }
  const isOurs =
    controllerOf(taken)?.uid === deployment.metadata.uid && findCurrent(deployment, [taken])
  return isOurs ? { set: taken, isNew: false } : { collision: true }
}

function setFrom(deployment: Deployment, { old }: Sets): Draft<ReplicaSet> {
  const { metadata, spec, status } = deployment
  const hash = podTemplateHash(spec.template, status.collisionCount)
  const labels = { ...spec.template.metadata.labels, [HASH_LABEL]: hash }
  const annotations = currentAnnotations(deployment, {}, nextRevision(old))
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${metadata.name}-${hash}`,
      namespace: metadata.namespace ?? '',
      labels,
      annotations: sizeAnnotations(deployment, annotations),
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas: nextReplicas(deployment, old, 0),
      ...(spec.minReadySeconds === undefined ? {} : { minReadySeconds: spec.minReadySeconds }),
      selector: withHash(spec.selector, hash),
      template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
    },
    status: { replicas: 0 },
  }
}

const withHash = (selector: LabelSelector, hash: string): ReplicaSet['spec']['selector'] => ({
  ...selector,
  matchLabels: { ...selector.matchLabels, [HASH_LABEL]: hash },
})

/** Gives the Deployment the number of its current set. */
export function* syncRevision(deployment: Deployment, current: ReplicaSet): Step<Deployment> {
  const revision = current.metadata.annotations?.[REVISION]
  const { annotations } = deployment.metadata
  if (revision === undefined || annotations?.[REVISION] === revision) return deployment
  const outcome = yield update({
    ...deployment,
    metadata: { ...deployment.metadata, annotations: { ...annotations, [REVISION]: revision } },
  })
  return outcome.refused ? deployment : ((outcome.object ?? deployment) as Deployment)
}

/** The name of the Deployment that controls a set. */
export const deploymentOf = (set: ReplicaSet): string | undefined => {
  const owner = controllerOf(set)
  return owner?.kind === 'Deployment' ? owner.name : undefined
}
