import { controllerOf, type KubeObject, type Labels } from '../api/object'

// Every Pod of a ReplicaSet has it, and no Service selects by it: the index would only grow.
const NOT_INDEXED = 'pod-template-hash'

/** A label as indexes know it: `default/app=web`. */
const labelPair = (namespace: string, key: string, value: string): string =>
  `${namespace}/${key}=${value}`

/** The labels by which an object can be looked up; all but the hash of a template. */
export function labelPairs({ metadata }: KubeObject): readonly string[] {
  const { labels, namespace = '' } = metadata
  if (!labels) return NONE
  const known = latest.get(labels)
  if (known?.namespace === namespace) return known.pairs
  const pairs = Object.keys(labels)
    .filter((key) => key !== NOT_INDEXED)
    .map((key) => labelPair(namespace, key, labels[key] ?? ''))
  latest.set(labels, { namespace, pairs })
  return pairs
}

const NONE: readonly string[] = []

// The Pods of one template share their labels. Only a cache.
const latest = new WeakMap<Labels, { namespace: string; pairs: readonly string[] }>()

/**
 * The one pair of a selector under which its Service is looked up, and under which its Pods are:
 * the first by key that is indexed. Undefined when there is none.
 */
export function selectorPair(namespace: string, selector: Labels = {}): string | undefined {
  const [key] = Object.keys(selector)
    .filter((each) => each !== NOT_INDEXED)
    .sort()
  return key === undefined ? undefined : labelPair(namespace, key, selector[key] ?? '')
}

/** Where a Service is found whose selector has no pair that is indexed. */
export const unpaired = (namespace: string): string => `${namespace}/`

/** The namespace of an object that nobody controls, so that a workload can find it and adopt it. */
export const orphanage = (object: KubeObject): string | undefined =>
  controllerOf(object) ? undefined : object.metadata.namespace

/** The uid of the object that controls one, under which all its objects are found. */
export const ownerUid = (object: KubeObject): string | undefined => controllerOf(object)?.uid
