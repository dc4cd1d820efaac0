import type { Json, JsonObject } from '../json'
import { describeContainers } from './containers'
import { listAt, mapAt, textAt } from './fields'
import { describeTolerations } from './tolerations'
import { describeVolumes } from './volumes'
import type { Description } from './writer'

/** Writes `Pod Template:`. */
export function describePodTemplate(out: Description, template: Json | undefined): void {
  out.line(0, 'Pod Template:')
  out.labels('Labels', mapAt(template, 'metadata', 'labels'), '  ')
  const annotations = mapAt(template, 'metadata', 'annotations')
  if (Object.keys(annotations).length > 0) out.annotations('  Annotations', annotations)
  const account = textAt(template, 'spec', 'serviceAccountName')
  if (account !== '') out.line(1, `Service Account:\t${account}`)
  const first = listAt(template, 'spec', 'initContainers')
  if (first.length > 0) describeContainers(out, first, { title: 'Init Containers', indent: '  ' })
  const containers = listAt(template, 'spec', 'containers')
  describeContainers(out, containers, { title: 'Containers', indent: '  ' })
  describeVolumes(out, listAt(template, 'spec', 'volumes'), '  ')
  describeSpread(out, listAt(template, 'spec', 'topologySpreadConstraints'), '  ')
  const priority = textAt(template, 'spec', 'priorityClassName')
  if (priority !== '') out.line(1, `Priority Class Name:\t${priority}`)
  out.labels('Node-Selectors', mapAt(template, 'spec', 'nodeSelector'), '  ')
  describeTolerations(out, listAt(template, 'spec', 'tolerations'), '  ')
}

/** Writes `Topology Spread Constraints:`; nothing when there are none. */
export function describeSpread(
  out: Description,
  constraints: readonly JsonObject[],
  indent = '',
): void {
  if (constraints.length === 0) return
  out.raw(`${indent}Topology Spread Constraints:\t`)
  const sorted = [...constraints].sort((one, other) =>
    textAt(one, 'topologyKey') < textAt(other, 'topologyKey') ? -1 : 1,
  )
  sorted.forEach((each, index) => {
    const what = `${textAt(each, 'topologyKey')}:${textAt(each, 'whenUnsatisfiable')}`
    const selector = mapAt(each, 'labelSelector')
    const of = Object.keys(selector).length > 0 ? ` for selector ${selectorText(selector)}` : ''
    out.raw(index > 0 ? `${indent}\t` : '')
    out.raw(`${what} when max skew ${textAt(each, 'maxSkew')} is exceeded${of}\n`)
  })
}

/** A workload's selector on one line; `<none>` for one that says nothing. */
export function selectorText(selector: JsonObject): string {
  const labels = mapAt(selector, 'matchLabels')
  const equal = Object.keys(labels)
    .sort()
    .map((key) => `${key}=${labels[key]}`)
  const terms = [...equal, ...listAt(selector, 'matchExpressions').map(termText)]
  return terms.length === 0 ? '<none>' : terms.join(',')
}

function termText(term: JsonObject): string {
  const key = textAt(term, 'key')
  const values = [...listValues(term)].sort().join(',')
  switch (textAt(term, 'operator')) {
    case 'Exists':
      return key
    case 'DoesNotExist':
      return `!${key}`
    case 'NotIn':
      return `${key} notin (${values})`
    default:
      return `${key} in (${values})`
  }
}

const listValues = (term: JsonObject): readonly string[] =>
  Array.isArray(term['values']) ? term['values'].map(String) : []
