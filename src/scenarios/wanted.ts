import { field, isObject, objectAt, textAt, without } from './json'
import type { Json, JsonObject } from './yaml-json'

/** Annotations that components keep on objects. */
const componentsOwn: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'endpoints.kubernetes.io/last-change-trigger-time',
  'deprecated.daemonset.template.generation',
])
const componentsLabels: ReadonlySet<string> = new Set([
  'kubernetes.io/metadata.name',
  'service.beta.kubernetes.io/hash',
  'service.k8s.alibaba/loadbalancer-id',
])
/** What the server puts into a Job to find its own Pods. */
const jobLabels: ReadonlySet<string> = new Set([
  'controller-uid',
  'job-name',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-name',
])

/**
 * An object without what only the server and its components write: what is left is what people
 * may have wanted.
 */
export function wanted(object: JsonObject): JsonObject {
  const { apiVersion = '', kind = '', metadata, status: _, ...rest } = object
  const { name = '', namespace, labels, annotations } = isObject(metadata) ? metadata : {}
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace === undefined || namespace === 'default' ? {} : { namespace }),
      ...keptIn('labels', labels, kind === 'Job' ? jobLabels : componentsLabels),
      ...keptIn('annotations', annotations, componentsOwn),
    },
    ...(kind === 'Pod' ? asAsked(rest) : kind === 'Job' ? withoutSelector(rest) : rest),
  }
}

function withoutSelector({ spec, ...rest }: JsonObject): JsonObject {
  if (!isObject(spec) || spec.manualSelector === true) return { ...rest, spec: spec ?? {} }
  const { selector: _, template: __, ...kept } = spec
  const { metadata, ...others } = objectAt(spec, 'template')
  const { labels, ...named } = isObject(metadata) ? metadata : {}
  const head = { ...named, ...keptIn('labels', labels, jobLabels) }
  return { ...rest, spec: { ...kept, template: { ...others, metadata: head } } }
}

function keptIn(name: string, map: Json | undefined, keys: ReadonlySet<string>): JsonObject {
  const left = isObject(map) ? without(map, keys) : {}
  return Object.keys(left).length > 0 ? { [name]: left } : {}
}

// The scheduler chooses the node; the ServiceAccount admission mounts the account's token.
function asAsked({ spec, ...rest }: JsonObject): JsonObject {
  if (!isObject(spec)) return { spec: spec ?? {}, ...rest }
  const { nodeName: _, ...kept } = spec
  const lists = ['containers', 'initContainers'].flatMap((key) => {
    const list = field(kept, key)
    return Array.isArray(list)
      ? [[key, list.map((each) => withoutToken(each, 'volumeMounts'))]]
      : []
  })
  return { spec: withoutToken({ ...kept, ...Object.fromEntries(lists) }, 'volumes'), ...rest }
}

function withoutToken(holder: Json, key: string): Json {
  if (!isObject(holder)) return holder
  const { [key]: list, ...rest } = holder
  if (!Array.isArray(list)) return holder
  const kept = list.filter((each) => !/^kube-api-access-\w{5}$/.test(textAt(each, 'name')))
  return kept.length > 0 ? { ...rest, [key]: kept } : rest
}

/** What one looks for first comes first; the rest stays in its order. */
const first = [
  ...['apiVersion', 'kind', 'name', 'metadata', 'type', 'schedule', 'replicas', 'selector'],
  ...['image', 'command', 'args', 'port', 'ports', 'template', 'containers'],
]

/** An object with what one looks for first in front. */
export function inReadingOrder(value: Json): Json {
  if (Array.isArray(value)) return value.map(inReadingOrder)
  if (!isObject(value)) return value
  const place = (key: string) => {
    const at = first.indexOf(key)
    return at < 0 ? first.length : at
  }
  const entries = Object.entries(value).sort(([one], [other]) => place(one) - place(other))
  return Object.fromEntries(entries.map(([key, each]) => [key, inReadingOrder(each)]))
}
