import type { LabelRequirement, LabelSelector } from '../../engine/api/labels'
import { failed } from '../errors'

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
