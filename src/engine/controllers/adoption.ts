import type { LabelSelector } from '../api/labels'
import { matchesSelector } from '../api/labels'
import { controllerOf, type KubeObject, type Labels, type OwnerReference } from '../api/object'
import { update } from '../apiserver/action'
import type { Step } from './controller'

/** A workload that claims objects by its selector. */
export type Claimer = KubeObject & { readonly spec: { readonly selector: LabelSelector } }

/** The reference by which an object's controller is known. */
export const controllerReference = ({
  apiVersion,
  kind,
  metadata,
}: KubeObject): OwnerReference => ({
  apiVersion,
  kind,
  name: metadata.name,
  uid: metadata.uid,
  controller: true,
  blockOwnerDeletion: true,
})

/**
 * The objects that belong to a workload (pkg/controller/controller_ref_manager.go): its own that
 * still match its selector, and orphans that match and are adopted. Its own that no longer match
 * are released.
 */
export function* claim<Of extends KubeObject>(
  owner: Claimer,
  owned: readonly Of[],
  orphans: readonly Of[],
): Step<readonly Of[]> {
  const matches = matcher(owner.spec.selector)
  const stays = owner.metadata.deletionTimestamp === undefined
  const strayed = owned.filter(({ metadata }) => !matches(metadata.labels))
  const adoptable = orphans.filter(
    (object) =>
      stays &&
      object.metadata.deletionTimestamp === undefined &&
      controllerOf(object) === undefined &&
      matches(object.metadata.labels),
  )
  if (strayed.length === 0 && adoptable.length === 0) return owned
  if (stays) for (const object of strayed) yield update(released(object, owner))
  const claimed = owned.filter(({ metadata }) => matches(metadata.labels))
  for (const object of adoptable) {
    const outcome = yield update(adopted(object, owner))
    // The answer to an update is the object that was sent, as stored.
    if (!outcome.refused && outcome.object) claimed.push(outcome.object as Of)
  }
  return claimed
}

// Pods of one template share their labels, so the last answer is nearly always the next.
function matcher(selector: LabelSelector): (labels: Labels | undefined) => boolean {
  let last: { readonly labels: Labels | undefined; readonly matches: boolean } | undefined
  return (labels) => {
    if (last === undefined || last.labels !== labels) {
      last = { labels, matches: matchesSelector(selector, labels) }
    }
    return last.matches
  }
}

const adopted = <Of extends KubeObject>(object: Of, owner: KubeObject): Of => ({
  ...object,
  metadata: {
    ...object.metadata,
    ownerReferences: [
      ...(object.metadata.ownerReferences ?? []).filter(({ uid }) => uid !== owner.metadata.uid),
      controllerReference(owner),
    ],
  },
})

function released<Of extends KubeObject>(object: Of, owner: KubeObject): Of {
  const { ownerReferences = [], ...metadata } = object.metadata
  const others = ownerReferences.filter(({ uid }) => uid !== owner.metadata.uid)
  return {
    ...object,
    metadata: others.length === 0 ? metadata : { ...metadata, ownerReferences: others },
  }
}
