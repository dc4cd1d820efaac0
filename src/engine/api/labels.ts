import type { Labels } from './object'

/** A label selector as workloads write it. */
export interface LabelSelector {
  readonly matchLabels?: Labels
  readonly matchExpressions?: readonly LabelRequirement[]
}

/** One condition on a label. */
export interface LabelRequirement {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt' | (string & {})
  readonly values?: readonly string[]
}

/**
 * Whether labels have every pair of a Service's selector. An empty selector matches nothing here.
 */
export function selects(selector: Labels | undefined, labels: Labels | undefined): boolean {
  if (!selector) return false
  let any = false
  for (const key in selector) {
    if (labels?.[key] !== selector[key]) return false
    any = true
  }
  return any
}

/**
 * Whether labels meet a workload's selector. An empty selector matches everything, none nothing.
 */
export function matchesSelector(selector: LabelSelector | undefined, labels: Labels = {}): boolean {
  if (!selector) return false
  for (const key in selector.matchLabels) {
    if (labels[key] !== selector.matchLabels[key]) return false
  }
  return (selector.matchExpressions ?? []).every((requirement) => meets(requirement, labels))
}

/** Whether labels meet one condition. */
export function meets({ key, operator, values = [] }: LabelRequirement, labels: Labels): boolean {
  const value = labels[key]
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'Gt':
    case 'Lt':
      return compares(operator, value, values[0])
    default:
      return false
  }
}

// Both must be whole numbers.
function compares(operator: string, value = '', bound = ''): boolean {
  if (!WHOLE.test(value) || !WHOLE.test(bound)) return false
  return operator === 'Gt' ? Number(value) > Number(bound) : Number(value) < Number(bound)
}

const WHOLE = /^-?\d+$/

/** Labels as kubectl prints them, `a=1,b=2` by key; `<none>` when there are none. */
export function labelText(labels: Labels | undefined): string {
  const keys = Object.keys(labels ?? {}).sort()
  return keys.length === 0 ? '<none>' : keys.map((key) => `${key}=${labels?.[key]}`).join(',')
}
