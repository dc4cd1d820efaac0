import type { JsonObject } from '../json'
import { controllerOf, listAt, mapAt, textAt } from './fields'
import type { Description } from './writer'

/** Writes an object's name, and its namespace when it has one. */
export function describeName(out: Description, object: JsonObject): void {
  out.line(0, `Name:\t${textAt(object, 'metadata', 'name')}`)
  const namespace = textAt(object, 'metadata', 'namespace')
  if (namespace !== '') out.line(0, `Namespace:\t${namespace}`)
}

/** Writes an object's labels and annotations. */
export function describeLabels(out: Description, object: JsonObject): void {
  out.labels('Labels', mapAt(object, 'metadata', 'labels'))
  out.annotations('Annotations', mapAt(object, 'metadata', 'annotations'))
}

/** Writes who controls an object, if anybody does. */
export function describeController(out: Description, object: JsonObject): void {
  const owner = controllerOf(object)
  if (owner) out.line(0, `Controlled By:\t${textAt(owner, 'kind')}/${textAt(owner, 'name')}`)
}

/** Writes the conditions of a workload. */
export function describeConditions(out: Description, object: JsonObject): void {
  const conditions = listAt(object, 'status', 'conditions')
  if (conditions.length === 0) return
  out.raw('Conditions:\n  Type\tStatus\tReason\n')
  out.line(1, '----\t------\t------')
  for (const each of conditions) {
    const [type, status] = [textAt(each, 'type'), textAt(each, 'status')]
    out.line(1, `${type} \t${status}\t${textAt(each, 'reason')}`)
  }
}
