import { controllerOf, type KubeObject, keyOf, type ObjectKey } from '../api/object'
import { type Action, create, type Draft } from '../apiserver/action'
import type { Kind, Pod } from '../resources'
import type { PodTemplate } from '../resources/pod/spec'
import { controllerReference } from './adoption'
import type { Step } from './controller'
import { isNamespaceTerminating } from './refusal'

/** An Event about a workload. */
export const told = (
  about: KubeObject,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): Action => ({ verb: 'record', about, type, reason, message })

/** The key of the workload of a kind that an object belongs to. */
export function ownerOf(object: KubeObject, kind: Kind): ObjectKey | undefined {
  const owner = controllerOf(object)
  if (owner?.kind !== kind) return undefined
  return { namespace: object.metadata.namespace ?? '', name: owner.name }
}

/** A Pod as a workload's template has it, named or to be named. */
export function podOf(
  owner: KubeObject,
  template: PodTemplate,
  metadata: Partial<Pod['metadata']>,
): Draft<Pod> {
  const { annotations, finalizers, labels } = template.metadata
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace: owner.metadata.namespace ?? '',
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
      ...(finalizers ? { finalizers } : {}),
      ownerReferences: [controllerReference(owner)],
      ...metadata,
    },
    spec: template.spec,
    status: { phase: 'Pending', qosClass: 'BestEffort' },
  }
}

/** Creates Pods in batches of 1, 2, 4 …; returns those that came to be. */
export function* createPods(
  owner: KubeObject,
  drafts: readonly Draft<Pod>[],
): Step<readonly Pod[]> {
  const created: Pod[] = []
  for (let batch = 1, from = 0; from < drafts.length; from += batch, batch *= 2) {
    let failed = false
    for (const draft of drafts.slice(from, from + batch)) {
      const outcome = yield create(draft)
      if (!outcome.refused) {
        created.push(outcome.object as Pod)
        const message = `Created pod: ${outcome.object?.metadata.name}`
        yield told(owner, 'Normal', 'SuccessfulCreate', message)
      } else {
        failed = true
        if (isNamespaceTerminating(outcome.refused)) continue
        const message = `Error creating: ${outcome.refused.message}`
        yield told(owner, 'Warning', 'FailedCreate', message)
      }
    }
    // Should the first be refused, the others are not even tried.
    if (failed) break
  }
  return created
}

/** Deletes a workload's Pod, and tells of it. */
export function* deletePod(owner: KubeObject, pod: Pod): Step<boolean> {
  const { name, uid } = pod.metadata
  const { refused } = yield { verb: 'delete', kind: 'Pod', key: keyOf(pod), uid }
  if (!refused) {
    yield told(owner, 'Normal', 'SuccessfulDelete', `Deleted pod: ${name}`)
    return true
  }
  if (refused.reason !== 'NotFound') {
    yield told(owner, 'Warning', 'FailedDelete', `Error deleting: ${refused.message}`)
  }
  return false
}
