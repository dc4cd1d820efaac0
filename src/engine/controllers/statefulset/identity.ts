import { create, type Draft } from '../../apiserver/action'
import type { Reader } from '../../apiserver/reader'
import type { PersistentVolumeClaim, Pod, StatefulSet } from '../../resources'
import type { PodTemplate } from '../../resources/pod/spec'
import type { Step } from '../controller'
import { REVISION_LABEL } from '../revisions'
import { podOf, told } from '../workload'

/** A version of a set's Pods: the template, and the name of the revision that keeps it. */
export interface Version {
  readonly revision: string
  readonly template: PodTemplate
}

/** The number in a member's name; undefined when the name is no member's. */
export function ordinalOf(set: StatefulSet, pod: Pod): number | undefined {
  const { name } = set.metadata
  if (!pod.metadata.name.startsWith(`${name}-`)) return undefined
  const text = pod.metadata.name.slice(name.length + 1)
  return /^\d+$/.test(text) ? Number(text) : undefined
}

/** The number of a set's first member. */
export const firstOrdinal = ({ spec }: StatefulSet): number => spec.ordinals?.start ?? 0

/** Creates a member: its claims, if they are not there yet, and its Pod. */
export function* createMember(
  set: StatefulSet,
  ordinal: number,
  { cluster, version }: { readonly cluster: Reader; readonly version: Version },
): Step<boolean> {
  const { name } = set.metadata
  const draft = memberOf(set, ordinal, version)
  const claimed = yield* createClaims(set, draft, cluster)
  if (!claimed) return false
  const pod = draft.metadata.name
  const { refused } = yield create(draft)
  const what = `create Pod ${pod} in StatefulSet ${name}`
  if (refused) {
    const message = `${what} failed error: ${refused.message}`
    yield told(set, 'Warning', 'FailedCreate', message)
    return false
  }
  yield told(set, 'Normal', 'SuccessfulCreate', `${what} successful`)
  return true
}

function memberOf(set: StatefulSet, ordinal: number, { revision, template }: Version): Draft<Pod> {
  const { name } = set.metadata
  const pod = `${name}-${ordinal}`
  const draft = podOf(set, template, {
    name: pod,
    generateName: `${name}-`,
    labels: {
      ...template.metadata.labels,
      'apps.kubernetes.io/pod-index': String(ordinal),
      [REVISION_LABEL]: revision,
      'statefulset.kubernetes.io/pod-name': pod,
    },
  })
  const { serviceName } = set.spec
  const spec: Pod['spec'] = {
    ...template.spec,
    hostname: pod,
    ...(serviceName && { subdomain: serviceName }),
  }
  return { ...draft, spec: withClaims(set, pod, spec) }
}

const claimNames = ({ spec }: StatefulSet): readonly string[] =>
  (spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata.name ?? '')

function withClaims(set: StatefulSet, pod: string, spec: Pod['spec']): Pod['spec'] {
  const names = claimNames(set)
  if (names.length === 0) return spec
  const others = (spec.volumes ?? []).filter(({ name }) => !names.includes(name))
  const claimed = names.map((name) => ({
    name,
    persistentVolumeClaim: { claimName: `${name}-${pod}` },
  }))
  return { ...spec, volumes: [...claimed, ...others] }
}

function* createClaims(set: StatefulSet, pod: Draft<Pod>, cluster: Reader): Step<boolean> {
  const { namespace = '', name: member = '' } = pod.metadata
  for (const { metadata, spec } of set.spec.volumeClaimTemplates ?? []) {
    const name = `${metadata.name}-${member}`
    if (cluster.get('PersistentVolumeClaim', namespace, name)) continue
    const draft: Draft<PersistentVolumeClaim> = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name,
        namespace,
        labels: { ...metadata.labels, ...set.spec.selector.matchLabels },
        ...(metadata.annotations ? { annotations: metadata.annotations } : {}),
      },
      spec,
      status: {},
    }
    const { refused } = yield create(draft)
    const what = `create Claim ${name} Pod ${member} in StatefulSet ${set.metadata.name}`
    if (refused && refused.reason !== 'AlreadyExists') {
      const message = `${what} failed error: ${refused.message}`
      yield told(set, 'Warning', 'FailedCreate', message)
      return false
    }
    if (!refused) yield told(set, 'Normal', 'SuccessfulCreate', `${what} success`)
  }
  return true
}
