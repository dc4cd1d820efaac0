import type { LabelRequirement, LabelSelector } from '../../engine/api/labels'
import { failed } from '../errors'
import type { JsonObject } from '../json'

const comparison = '(?<equal>==|=|!=)\\s*(?<value>[^\\s,()=!]*)'
const membership = '(?<set>in|notin)\\s*\\((?<values>[^()]*)\\)'
const shape = new RegExp(
  `^\\s*(?<not>!)?\\s*(?<key>[^\\s!=,()]+)\\s*(?:${comparison}|${membership})?\\s*$`,
)

/** A label selector as `-l` writes it, for objects that no server looks through. */
export const readSelector = (text: string): LabelSelector => ({
  matchExpressions: text.split(/,(?![^(]*\))/).map(requirement),
})

function requirement(text: string): LabelRequirement {
  const found = shape.exec(text)?.groups
  if (!found) throw failed(`unable to parse requirement: ${JSON.stringify(text)}`)
  const { not, key = '', equal, value = '', set, values = '' } = found
  if (set) {
    const operator = set === 'in' ? 'In' : 'NotIn'
    return { key, operator, values: values.split(',').map((each) => each.trim()) }
  }
  if (equal) return { key, operator: equal === '!=' ? 'NotIn' : 'In', values: [value] }
  return { key, operator: not ? 'DoesNotExist' : 'Exists' }
}

/** The same as an object has it: equalities by label, everything else as an expression. */
export function selectorObject(text: string): JsonObject {
  const all = readSelector(text).matchExpressions ?? []
  const isEqual = ({ operator, values = [] }: LabelRequirement) =>
    operator === 'In' && values.length === 1
  const labels = all.filter(isEqual).map(({ key, values = [] }) => [key, values[0] ?? ''])
  const others = all.filter((each) => !isEqual(each)).map((each) => ({ ...each }))
  return {
    ...(labels.length > 0 ? { matchLabels: Object.fromEntries(labels) } : {}),
    ...(others.length > 0 ? { matchExpressions: others } : {}),
  }
}
