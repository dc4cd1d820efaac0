import { meets as meetsLabels } from '../api/labels'
import type { Labels } from '../api/object'
import type { Affinity } from './pod/placement'

type NodeAffinity = NonNullable<Affinity['nodeAffinity']>
type Term = NonNullable<
  NodeAffinity['requiredDuringSchedulingIgnoredDuringExecution']
>['nodeSelectorTerms'][number]
type Requirement = NonNullable<Term['matchExpressions']>[number]

/** What of a node a Pod may ask for. */
interface Place {
  readonly name: string
  readonly labels: Labels
}

/** Whether a node meets all of a term. A term that asks for nothing matches nothing. */
export function meetsTerm(term: Term, { labels, name }: Place): boolean {
  const { matchExpressions = [], matchFields = [] } = term
  if (matchExpressions.length === 0 && matchFields.length === 0) return false
  return (
    matchExpressions.every((each) => meets(each, labels)) &&
    matchFields.every((each) => meets(each, { 'metadata.name': name }))
  )
}

// Nodes can be asked for more than labels can: numbers compare.
function meets(requirement: Requirement, labels: Labels): boolean {
  const { key, operator, values = [] } = requirement
  const value = labels[key]
  if (operator === 'Gt') return isInteger(value) && Number(value) > Number(values[0])
  if (operator === 'Lt') return isInteger(value) && Number(value) < Number(values[0])
  return meetsLabels(requirement, labels)
}

const isInteger = (text: string | undefined): boolean => text !== undefined && /^-?\d+$/.test(text)

/** Whether a node has what a Pod's `nodeSelector` and required node affinity demand. */
export function isDemanded(
  selector: Labels | undefined,
  affinity: NodeAffinity | undefined,
  node: Place,
): boolean {
  for (const key in selector) if (node.labels[key] !== selector[key]) return false
  const required = affinity?.requiredDuringSchedulingIgnoredDuringExecution
  return required?.nodeSelectorTerms.some((term) => meetsTerm(term, node)) ?? true
}
