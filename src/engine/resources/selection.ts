import { controllerOf, type KubeObject, type Labels } from '../api/object'

// Every Pod of a ReplicaSet has it, and no Service selects by it: the index would only grow.
const NOT_INDEXED = 'pod-template-hash'

/** A label as indexes know it: `default/app=web`. */
export const labelPair = (namespace: string, key: string, value: string): string =>
  `${namespace}/${key}=${value}`

/** The labels by which an object can be looked up; all but the hash of a template. */
export function labelPairs({ metadata }: KubeObject): readonly string[] {
  const { labels, namespace = '' } = metadata
  const pairs: string[] = []
  for (const key in labels) {
    if (key !== NOT_INDEXED) pairs.push(labelPair(namespace, key, labels[key] ?? ''))
  }
  return pairs
}

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
