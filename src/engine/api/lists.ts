/**
 * What clients take one by one of an object that is a list: the items of a `List`, and of a
 * `PodList` Pods, which need not say what they are. undefined for what is no list.
 */
export function listItems({
  apiVersion = '',
  kind,
  items,
}: {
  readonly apiVersion?: unknown
  readonly kind?: unknown
  readonly items?: unknown
}): readonly unknown[] | undefined {
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) return undefined
  if (kind === 'List') return items
  const head = { apiVersion, kind: kind.slice(0, -'List'.length) }
  const isObject = (item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
  return items.map((item: unknown) => (isObject(item) ? { ...head, ...(item as object) } : item))
}
