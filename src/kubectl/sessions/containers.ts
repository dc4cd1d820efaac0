import type { Call } from '../command'
import { isList, isObject, type JsonObject, own } from '../json'
import { annotationsIn } from '../writing/annotation'

const lists = ['containers', 'initContainers', 'ephemeralContainers']

const listed = (pod: JsonObject, key: string): readonly JsonObject[] => {
  const spec = own(pod, 'spec')
  const list = isObject(spec) ? own(spec, key) : undefined
  return isList(list) ? list.filter(isObject) : []
}

/** A container of a Pod, of whichever sort. */
export const containerNamed = (pod: JsonObject, name: string): JsonObject | undefined =>
  lists.flatMap((key) => listed(pod, key)).find((each) => each['name'] === name)

/** The container that `-c` names, else the Pod's default, of which is told when there are more. */
export function containerOf(
  call: Call,
  pod: JsonObject,
  quiet: boolean,
  given = call.flags.string('container'),
): string {
  if (given !== '') return given
  const annotated = own(annotationsIn(pod), 'kubectl.kubernetes.io/default-container')
  if (typeof annotated === 'string' && containerNamed(pod, annotated)) return annotated
  const names = lists.flatMap((key) =>
    listed(pod, key).map((each) => String(each['name']) + suffixes[key]),
  )
  const first = String(listed(pod, 'containers')[0]?.['name'] ?? '')
  if (names.length > 1 && !quiet) {
    call.world.stderr.write(`Defaulted container "${first}" out of: ${names.join(', ')}\n`)
  }
  return first
}

const suffixes: Readonly<Record<string, string>> = {
  containers: '',
  initContainers: ' (init)',
  ephemeralContainers: ' (ephem)',
}

/** `status.phase` of a Pod. */
export function phaseOf(pod: JsonObject): string {
  const status = own(pod, 'status')
  return isObject(status) ? String(own(status, 'phase') ?? '') : ''
}
