import type { Call } from '../command'
import { failed } from '../errors'
import { isList, isObject, type JsonObject, own } from '../json'
import { pods } from '../resources/known'
import { pathTo } from '../resources/naming'
import { type Info, itemsOf, select } from '../resources/select'
import { metadataIn } from '../writing/annotation'

/** The object that a word means, `pod` when it names no type, and the Pod that stands for it. */
export async function podOf(
  call: Call,
  words: readonly string[],
): Promise<{ readonly info: Info; readonly pod: JsonObject }> {
  const { infos, errors } = await select(call, { words, defaultType: 'pods', singleType: true })
  if (errors.length > 0) throw errors[0]
  const [info] = infos
  if (!info) throw failed('no objects passed')
  return { info, pod: await attachable(call, info) }
}

/** The Pod of an object: itself, or the first of those that it selects (AttachablePodForObject). */
export async function attachable(call: Call, info: Info): Promise<JsonObject> {
  if (info.resource.kind === 'Pod') return info.object
  const labelSelector = selectorOf(info)
  const path = pathTo(pods, info.namespace)
  const { server } = call.session
  const first = async () => best(itemsOf(await server.get(path, { labelSelector })))
  const found = await first()
  if (found) return found
  const milliseconds = call.flags.duration('pod-running-timeout')
  const query = { labelSelector, resourceVersion: '0' }
  for await (const { type } of server.watch(path, query, { milliseconds })) {
    const late = type === 'ADDED' ? await first() : undefined
    if (late) return late
  }
  throw failed('timed out waiting for the condition')
}

function selectorOf({ resource, object, name }: Info): string {
  const spec = own(object, 'spec')
  const selector = isObject(spec) ? own(spec, 'selector') : undefined
  switch (resource.kind) {
    case 'Service':
      if (!isObject(selector) || Object.keys(selector).length === 0) {
        throw failed(
          `cannot attach to *v1.Service: invalid service '${name}': Service is defined without ` +
            'a selector',
        )
      }
      return pairs(selector)
    case 'ReplicationController':
      return isObject(selector) ? pairs(selector) : ''
    case 'Deployment':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'StatefulSet':
    case 'Job':
      return isObject(selector) ? labelSelectorText(selector) : ''
    default: {
      const type = `*${resource.version}.${resource.kind}`
      throw failed(`cannot attach to ${type}: selector for ${type} not implemented`)
    }
  }
}

const pairs = (labels: JsonObject): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${String(value)}`)
    .sort()
    .join(',')

const signs: Readonly<Record<string, string>> = { In: 'in', NotIn: 'notin' }

/** A workload's selector as a query writes it. */
export function labelSelectorText(selector: JsonObject): string {
  const labels = own(selector, 'matchLabels')
  const expressions = own(selector, 'matchExpressions')
  const texts = (isList(expressions) ? expressions : []).filter(isObject).map((each) => {
    const { key, operator, values } = each
    if (operator === 'Exists') return String(key)
    if (operator === 'DoesNotExist') return `!${String(key)}`
    const listed = isList(values) ? values.join(',') : ''
    return `${String(key)} ${signs[String(operator)] ?? ''} (${listed})`
  })
  return [...(isObject(labels) ? [pairs(labels)] : []), ...texts]
    .filter((text) => text !== '')
    .join(',')
}

/** The most active Pod: one that runs, is ready, stays, and has been there longest. */
const best = (all: readonly JsonObject[]): JsonObject | undefined =>
  [...all].sort((left, right) => compare(rank(right), rank(left)))[0]

const phases: Readonly<Record<string, number>> = { Unknown: 1, Running: 2 }

function rank(pod: JsonObject): readonly (number | string)[] {
  const spec = own(pod, 'spec')
  const status = own(pod, 'status')
  const metadata = metadataIn(pod)
  return [
    isObject(spec) && own(spec, 'nodeName') ? 1 : 0,
    isObject(status) ? (phases[String(own(status, 'phase'))] ?? 0) : 0,
    isReady(pod) ? 1 : 0,
    own(metadata, 'deletionTimestamp') === undefined ? 1 : 0,
    -Date.parse(String(own(metadata, 'creationTimestamp'))),
  ]
}

/** Whether a Pod says that it is ready. */
export function isReady(pod: JsonObject): boolean {
  const status = own(pod, 'status')
  const conditions = isObject(status) ? own(status, 'conditions') : undefined
  return (
    isList(conditions) &&
    conditions.some(
      (each) => isObject(each) && each['type'] === 'Ready' && each['status'] === 'True',
    )
  )
}

function compare(left: readonly (number | string)[], right: readonly (number | string)[]): number {
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? 0
    if (value !== other) return value < other ? -1 : 1
  }
  return 0
}
