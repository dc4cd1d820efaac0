import { resources } from '../resources'
import { openApiDocument, openApiPaths } from '../resources/openapi'
import { apiVersionOf, type Resource } from '../resources/resource'

const COLLECTION = 'deletecollection'
const VERBS = ['create', 'delete', COLLECTION, 'get', 'list', 'patch', 'update', 'watch']

/** What a part of a resource is, and what can be done with it. */
const parts = {
  status: { verbs: ['get', 'patch', 'update'] },
  scale: {
    group: 'autoscaling',
    version: 'v1',
    kind: 'Scale',
    verbs: ['get', 'patch', 'update'],
  },
  log: { verbs: ['get'] },
  exec: { kind: 'PodExecOptions', verbs: ['create', 'get'] },
  binding: { kind: 'Binding', verbs: ['create'] },
  eviction: { group: 'policy', version: 'v1', kind: 'Eviction', verbs: ['create'] },
} as const satisfies Record<Resource['subresources'][number], object>

/** What the discovery paths answer; undefined for any other path. */
export function discover(path: string): unknown {
  const parts = path.split('/').filter((part) => part !== '')
  if (path === '/version') return version
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'] }
  if (path === '/apis')
    return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups().map(groupOf) }
  if (path === '/openapi/v3') return openApiPaths()
  if (path.startsWith('/openapi/v3/')) return openApi(parts.slice(2))
  const [root, group = '', version_] = parts
  if (root === 'api' && parts.length === 2 && group === 'v1') return resourceList('', 'v1')
  if (root === 'apis' && parts.length === 2 && groups().includes(group)) return groupOf(group)
  if (root === 'apis' && parts.length === 3 && version_ !== undefined)
    return resourceList(group, version_)
  return undefined
}

// `api/v1`, `apis/apps/v1`.
function openApi([root, first = '', second = '']: readonly string[]): unknown {
  return root === 'api' ? openApiDocument('', first) : openApiDocument(first, second)
}

/** The version that the cluster says it is. */
export const version = {
  major: '1',
  minor: '34',
  gitVersion: 'v1.34.1',
  gitTreeState: 'clean',
  platform: 'linux/amd64',
} as const

const groups = (): readonly string[] => [
  ...new Set(resources.map(({ group }) => group).filter((group) => group !== '')),
]

function groupOf(group: string): unknown {
  const versions = [
    ...new Set(resources.filter((each) => each.group === group).map((each) => each.version)),
  ]
  const named = versions.map((each) => ({ groupVersion: `${group}/${each}`, version: each }))
  return {
    kind: 'APIGroup',
    apiVersion: 'v1',
    name: group,
    versions: named,
    preferredVersion: named[0],
  }
}

function resourceList(group: string, version_: string): unknown {
  const served = resources.filter((each) => each.group === group && each.version === version_)
  const first = served[0]
  if (!first) return undefined
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf(first),
    resources: served.flatMap((resource) => [main(resource), ...subresources(resource)]),
  }
}

const main = (resource: Resource): unknown => ({
  name: resource.plural,
  singularName: resource.kind.toLowerCase(),
  namespaced: resource.namespaced,
  kind: resource.kind,
  // Namespaces are deleted one by one.
  verbs: resource.kind === 'Namespace' ? VERBS.filter((verb) => verb !== COLLECTION) : VERBS,
  ...(resource.shortNames.length > 0 ? { shortNames: resource.shortNames } : {}),
  ...(resource.categories.length > 0 ? { categories: resource.categories } : {}),
})

const subresources = (resource: Resource): readonly unknown[] =>
  resource.subresources.map((name) => ({
    name: `${resource.plural}/${name}`,
    singularName: '',
    namespaced: resource.namespaced,
    kind: resource.kind,
    ...parts[name],
  }))
