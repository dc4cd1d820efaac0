import type { KubeObject } from '../../api/object'
import type { Pod, ResourceQuota } from '..'
import type { Affinity } from '../pod/placement'
import { qosOf } from '../pod/qos'

/** What a quota asks of a Pod before it speaks for it. */
interface Selector {
  readonly scopeName: string
  readonly operator?: string
  readonly values?: readonly string[]
}

/**
 * Whether a quota speaks for an object, as its scopes say: those are about Pods, so a quota that
 * has any speaks for nothing else.
 */
export function isInScope({ spec }: ResourceQuota, object: KubeObject): boolean {
  const { scopes = [], scopeSelector } = spec
  const expressions = (scopeSelector as { matchExpressions?: readonly Selector[] } | undefined)
    ?.matchExpressions
  const selectors: readonly Selector[] = [
    ...scopes.map((scopeName) => ({ scopeName, operator: 'Exists' })),
    ...(expressions ?? []),
  ]
  if (selectors.length === 0) return true
  return object.kind === 'Pod' && selectors.every((each) => matches(each, object as Pod))
}

function matches(selector: Selector, { spec }: Pod): boolean {
  switch (selector.scopeName) {
    case 'Terminating':
      return spec.activeDeadlineSeconds !== undefined
    case 'NotTerminating':
      return spec.activeDeadlineSeconds === undefined
    case 'BestEffort':
      return qosOf(spec) === 'BestEffort'
    case 'NotBestEffort':
      return qosOf(spec) !== 'BestEffort'
    case 'PriorityClass':
      return hasClass(selector, spec.priorityClassName ?? '')
    case 'CrossNamespacePodAffinity':
      return looksAbroad(spec.affinity)
    default:
      return false
  }
}

function hasClass({ operator, values = [] }: Selector, name: string): boolean {
  if (operator === 'Exists') return name !== ''
  if (operator === 'DoesNotExist') return name === ''
  return operator === 'NotIn' ? !values.includes(name) : name !== '' && values.includes(name)
}

function looksAbroad(affinity: Affinity | undefined): boolean {
  const terms = [affinity?.podAffinity, affinity?.podAntiAffinity].flatMap((each) => [
    ...(each?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
    ...(each?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(
      ({ podAffinityTerm }) => podAffinityTerm,
    ),
  ])
  return terms.some(
    ({ namespaces = [], namespaceSelector }) => namespaces.length > 0 || namespaceSelector,
  )
}
