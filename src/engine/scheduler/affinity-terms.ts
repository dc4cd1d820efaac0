import { matchesSelector } from '../api/labels'
import type { Reader } from '../apiserver/reader'
import type { Pod } from '../resources'
import type { Affinity } from '../resources/pod/placement'
import { type AskedTerm, NOTHING_SELECTED, withLabelKeys } from './tally'

type PodAffinity = NonNullable<Affinity['podAffinity']>
type Term = NonNullable<PodAffinity['requiredDuringSchedulingIgnoredDuringExecution']>[number]

const NONE: readonly AskedTerm[] = []

/** All that a Pod asks of the Pods around it. */
export function termsOf(pod: Pod, reader: Reader): readonly AskedTerm[] {
  const { podAffinity, podAntiAffinity } = pod.spec.affinity ?? {}
  if (!podAffinity && !podAntiAffinity) return NONE
  return [
    ...termsIn(pod, podAffinity, reader, { rule: 'required', sign: 1 }),
    ...termsIn(pod, podAntiAffinity, reader, { rule: 'forbidden', sign: -1 }),
  ]
}

function termsIn(
  pod: Pod,
  affinity: PodAffinity | undefined,
  reader: Reader,
  { rule, sign }: { readonly rule: 'required' | 'forbidden'; readonly sign: 1 | -1 },
): readonly AskedTerm[] {
  const required = affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
  const preferred = affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  return [
    ...required.map((term) => asked(pod, term, reader, { rule, weight: 0 })),
    ...preferred.map(({ podAffinityTerm, weight }) =>
      asked(pod, podAffinityTerm, reader, { rule: 'preferred', weight: sign * weight }),
    ),
  ]
}

const asked = (
  pod: Pod,
  term: Term,
  reader: Reader,
  { rule, weight }: Pick<AskedTerm, 'rule' | 'weight'>,
): AskedTerm => ({
  rule,
  weight,
  topologyKey: term.topologyKey,
  namespaces: namespacesOf(pod, term, reader),
  selector: withLabelKeys(
    term.labelSelector ?? NOTHING_SELECTED,
    term.matchLabelKeys,
    pod.metadata.labels,
  ),
})

// The Pod's own namespace unless the term names others; an empty selector means all of them.
function namespacesOf(
  { metadata }: Pod,
  { namespaces = [], namespaceSelector }: Term,
  reader: Reader,
): readonly string[] {
  if (!namespaceSelector) return namespaces.length > 0 ? namespaces : [metadata.namespace ?? '']
  const { matchLabels = {}, matchExpressions = [] } = namespaceSelector
  if (Object.keys(matchLabels).length === 0 && matchExpressions.length === 0) return []
  const matching = reader
    .list('Namespace')
    .filter((each) => matchesSelector(namespaceSelector, each.metadata.labels))
    .map((each) => each.metadata.name)
  return [...namespaces, ...matching]
}
