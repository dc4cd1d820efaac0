import { duplicate, invalid, notSupported, required } from '../../../api/field-error'
import { labelValue, qualifiedName } from '../../../api/names'
import { checkLabelSelector, checkOneOf, checkOperator, checkText, type Report } from '../../checks'
import type { Affinity, Toleration, TopologySpreadConstraint } from '../placement'

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const

/** The taints that a Pod puts up with (ValidateTolerations). */
export function checkTolerations(
  report: Report,
  field: string,
  tolerations: readonly Toleration[],
): void {
  for (const [index, toleration] of tolerations.entries()) {
    checkToleration(report, `${field}[${index}]`, toleration)
  }
}

function checkToleration(report: Report, path: string, toleration: Toleration): void {
  const { effect = '', key = '', operator = '', tolerationSeconds, value = '' } = toleration
  if (key !== '') checkText(report, `${path}.key`, key, qualifiedName)
  else if (operator !== 'Exists') {
    const detail =
      'operator must be Exists when `key` is empty, which means "match all values and all keys"'
    report.push(invalid(`${path}.operator`, operator, detail))
  }
  if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
    const detail = "effect must be 'NoExecute' when `tolerationSeconds` is set"
    report.push(invalid(`${path}.effect`, effect, detail))
  }
  const [wrong] = labelValue(value)
  if (operator === 'Exists' && value !== '') {
    const detail = "value must be empty when `operator` is 'Exists'"
    report.push(invalid(`${path}.operator`, toleration, detail))
  } else if (operator === 'Equal' || operator === '') {
    if (wrong !== undefined) report.push(invalid(`${path}.operator`, value, wrong))
  } else if (operator !== 'Exists') {
    report.push(notSupported(`${path}.operator`, operator, ['Equal', 'Exists']))
  }
  if (effect !== '') checkOneOf(report, `${path}.effect`, effect, EFFECTS)
}

/** How evenly Pods are to be spread (validateTopologySpreadConstraints). */
export function checkSpread(
  report: Report,
  field: string,
  constraints: readonly TopologySpreadConstraint[],
): void {
  const seen = new Set<string>()
  for (const [index, constraint] of constraints.entries()) {
    const path = `${field}[${index}]`
    const { maxSkew, topologyKey, whenUnsatisfiable } = constraint
    if (maxSkew <= 0) report.push(invalid(`${path}.maxSkew`, maxSkew, 'must be greater than zero'))
    checkTopologyKey(report, path, topologyKey)
    const actions = ['DoNotSchedule', 'ScheduleAnyway']
    if (!actions.includes(whenUnsatisfiable)) {
      report.push(notSupported(`${path}.whenUnsatisfiable`, whenUnsatisfiable, actions))
    }
    const pair = `{${topologyKey}, ${whenUnsatisfiable}}`
    if (seen.has(pair)) report.push(duplicate(`${path}.{topologyKey, whenUnsatisfiable}`, pair))
    seen.add(pair)
    checkLabelSelector(report, `${path}.labelSelector`, constraint.labelSelector)
  }
}

function checkTopologyKey(report: Report, path: string, key: string): void {
  if (key === '') report.push(required(`${path}.topologyKey`, 'can not be empty'))
  else checkText(report, `${path}.topologyKey`, key, qualifiedName)
}

/** Which nodes and which neighbours a Pod wants (validateAffinity). */
export function checkAffinity(report: Report, field: string, affinity: Affinity): void {
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity
  if (nodeAffinity) checkNodeAffinity(report, `${field}.nodeAffinity`, nodeAffinity)
  if (podAffinity) checkPodAffinity(report, `${field}.podAffinity`, podAffinity)
  if (podAntiAffinity) checkPodAffinity(report, `${field}.podAntiAffinity`, podAntiAffinity)
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution'
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution'

type NodeAffinity = NonNullable<Affinity['nodeAffinity']>
type PodAffinity = NonNullable<Affinity['podAffinity']>
type Term = NonNullable<NodeAffinity[typeof REQUIRED]>['nodeSelectorTerms'][number]

function checkNodeAffinity(report: Report, field: string, affinity: NodeAffinity): void {
  const selector = affinity[REQUIRED]
  if (selector) {
    const path = `${field}.${REQUIRED}.nodeSelectorTerms`
    const terms = selector.nodeSelectorTerms
    if (terms.length === 0) {
      report.push(required(path, 'must have at least one node selector term'))
    }
    for (const [index, term] of terms.entries()) checkTerm(report, `${path}[${index}]`, term)
  }
  for (const [index, { preference, weight }] of (affinity[PREFERRED] ?? []).entries()) {
    const path = `${field}.${PREFERRED}[${index}]`
    checkWeight(report, path, weight)
    checkTerm(report, `${path}.preference`, preference)
  }
}

function checkTerm(report: Report, field: string, { matchExpressions = [] }: Term): void {
  for (const [index, { key, operator, values = [] }] of matchExpressions.entries()) {
    const path = `${field}.matchExpressions[${index}]`
    if (operator !== 'Gt' && operator !== 'Lt') {
      checkOperator(report, path, operator, values.length)
    } else if (values.length !== 1) {
      const detail = "must be specified single value when `operator` is 'Lt' or 'Gt'"
      report.push(required(`${path}.values`, detail))
    }
    checkText(report, `${path}.key`, key, qualifiedName)
  }
}

function checkWeight(report: Report, path: string, weight: number): void {
  if (weight >= 1 && weight <= 100) return
  report.push(invalid(`${path}.weight`, weight, 'must be in the range 1-100'))
}

function checkPodAffinity(report: Report, field: string, affinity: PodAffinity): void {
  for (const [index, term] of (affinity[REQUIRED] ?? []).entries()) {
    checkPodTerm(report, `${field}.${REQUIRED}[${index}]`, term)
  }
  for (const [index, { podAffinityTerm, weight }] of (affinity[PREFERRED] ?? []).entries()) {
    const path = `${field}.${PREFERRED}[${index}]`
    checkWeight(report, path, weight)
    checkPodTerm(report, `${path}.podAffinityTerm`, podAffinityTerm)
  }
}

type PodTerm = NonNullable<PodAffinity[typeof REQUIRED]>[number]

function checkPodTerm(report: Report, path: string, term: PodTerm): void {
  checkLabelSelector(report, `${path}.labelSelector`, term.labelSelector)
  checkLabelSelector(report, `${path}.namespaceSelector`, term.namespaceSelector)
  checkTopologyKey(report, path, term.topologyKey)
}
