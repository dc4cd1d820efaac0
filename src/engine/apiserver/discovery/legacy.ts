import { type ServedGroup, type ServedResource, servedGroups } from './served'

/** `/apis`, one document a path (meta/v1 APIGroupList). */
export const groupList = (): unknown => ({
  kind: 'APIGroupList',
  apiVersion: 'v1',
  groups: servedGroups()
    .filter(({ name }) => name !== '')
    .map(summaryOf),
})

/** `/apis/apps`. */
export function groupDocument(name: string): unknown {
  const group = servedGroups().find((each) => each.name === name)
  return group && { kind: 'APIGroup', apiVersion: 'v1', ...summaryOf(group) }
}

function summaryOf({ name, versions }: ServedGroup) {
  const named = versions.map(({ version }) => ({ groupVersion: `${name}/${version}`, version }))
  return { name, versions: named, preferredVersion: named[0] }
}

/** `/api/v1`, `/apis/apps/v1` (meta/v1 APIResourceList): a part is an entry of its own. */
export function resourceList(name: string, version: string): unknown {
  const group = servedGroups().find((each) => each.name === name)
  const served = group?.versions.find((each) => each.version === version)
  if (!served) return undefined
  return {
    kind: 'APIResourceList',
    ...(name === '' ? {} : { apiVersion: 'v1' }),
    groupVersion: name === '' ? version : `${name}/${version}`,
    resources: served.resources.flatMap((resource) => [main(resource), ...partsOf(resource)]),
  }
}

const main = (resource: ServedResource): unknown => ({
  name: resource.plural,
  singularName: resource.kind.toLowerCase(),
  namespaced: resource.isNamespaced,
  kind: resource.kind,
  verbs: resource.verbs,
  ...(resource.shortNames.length > 0 ? { shortNames: resource.shortNames } : {}),
  ...(resource.categories.length > 0 ? { categories: resource.categories } : {}),
})

const partsOf = ({ isNamespaced, kind, parts, plural }: ServedResource): readonly unknown[] =>
  parts.map(({ name, ...part }) => ({
    name: `${plural}/${name}`,
    singularName: '',
    namespaced: isNamespaced,
    kind,
    ...part,
  }))
