import { type ServedGroup, type ServedResource, servedGroups } from './served'

const FORM = 'g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'

/** The content type by which a client tells this form from the older one. */
export const AGGREGATED = `application/json;${FORM}`

/** Whether a client asks for all of discovery at once (apidiscovery.k8s.io). */
export const wantsAggregated = (accept = ''): boolean => {
  const order = accept.split(',').map((each) => each.replace(/\s/g, ''))
  const aggregated = order.indexOf(AGGREGATED)
  const plain = order.indexOf('application/json')
  return aggregated >= 0 && (plain < 0 || aggregated < plain)
}

/** `/api` or `/apis` with every group, version and resource in it. */
export const aggregated = (isCore: boolean): unknown => ({
  kind: 'APIGroupDiscoveryList',
  apiVersion: 'apidiscovery.k8s.io/v2',
  metadata: {},
  items: servedGroups()
    .filter(({ name }) => (name === '') === isCore)
    .map(groupOf),
})

const groupOf = ({ name, versions }: ServedGroup): unknown => ({
  metadata: name === '' ? {} : { name },
  versions: versions.map(({ version, resources }) => ({
    version,
    resources: resources.map(resourceOf),
    freshness: 'Current',
  })),
})

// What is of the group and version that it stands in says neither.
const resourceOf = (resource: ServedResource): unknown => ({
  resource: resource.plural,
  responseKind: { group: '', version: '', kind: resource.kind },
  scope: resource.isNamespaced ? 'Namespaced' : 'Cluster',
  singularResource: resource.kind.toLowerCase(),
  verbs: resource.verbs,
  ...(resource.shortNames.length > 0 ? { shortNames: resource.shortNames } : {}),
  ...(resource.categories.length > 0 ? { categories: resource.categories } : {}),
  ...(resource.parts.length > 0 ? { subresources: resource.parts.map(partOf(resource.kind)) } : {}),
})

const partOf =
  (own: string) =>
  ({
    group = '',
    kind = own,
    name,
    verbs,
    version = '',
  }: ServedResource['parts'][number]): unknown => ({
    subresource: name,
    responseKind: { group, version, kind },
    verbs,
  })
