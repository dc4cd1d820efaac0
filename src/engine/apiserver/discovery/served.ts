import { resources } from '../../resources'
import type { Resource } from '../../resources/resource'
import { type Part, parts } from './parts'

/** A resource as discovery tells of it: one that is stored, or one that is only asked. */
export interface ServedResource {
  readonly plural: string
  readonly kind: string
  readonly isNamespaced: boolean
  readonly verbs: readonly string[]
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  readonly parts: readonly (Part & { readonly name: string })[]
}

/** A group and its versions, the preferred one first. */
export interface ServedGroup {
  readonly name: string
  readonly versions: readonly {
    readonly version: string
    readonly resources: readonly ServedResource[]
  }[]
}

// The order in which a kube-apiserver lists the groups (pkg/controlplane, apiVersionPriorities).
const ORDER = [
  '',
  'apps',
  'events.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'scheduling.k8s.io',
  'coordination.k8s.io',
  'node.k8s.io',
  'discovery.k8s.io',
  'resource.k8s.io',
  'flowcontrol.apiserver.k8s.io',
]

const COLLECTION = 'deletecollection'
const VERBS = ['create', 'delete', COLLECTION, 'get', 'list', 'patch', 'update', 'watch']

/** What is only asked: an object is sent, and comes back with an answer; nothing is stored. */
const asked = [
  ['', 'Binding', true],
  ['authentication.k8s.io', 'SelfSubjectReview', false],
  ['authentication.k8s.io', 'TokenReview', false],
  ['authorization.k8s.io', 'LocalSubjectAccessReview', true],
  ['authorization.k8s.io', 'SelfSubjectAccessReview', false],
  ['authorization.k8s.io', 'SelfSubjectRulesReview', false],
  ['authorization.k8s.io', 'SubjectAccessReview', false],
] as const

interface Entry {
  readonly group: string
  readonly version: string
  readonly resource: ServedResource
}

type GroupVersion = Pick<Entry, 'group' | 'version'>

const entries = (): readonly Entry[] => [
  ...resources.flatMap((resource) =>
    versionsOf(resource).map(({ group, version }) => ({
      group,
      version,
      resource: stored(resource),
    })),
  ),
  ...asked.map(([group, kind, isNamespaced]) => ({
    group,
    version: 'v1',
    resource: answering(kind, isNamespaced),
  })),
]

const versionsOf = ({ group, otherVersion, version }: Resource): readonly GroupVersion[] =>
  otherVersion
    ? [
        { group, version },
        { group, ...otherVersion },
      ]
    : [{ group, version }]

const stored = (resource: Resource): ServedResource => ({
  plural: resource.plural,
  kind: resource.kind,
  isNamespaced: resource.namespaced,
  verbs: verbsOf(resource),
  shortNames: resource.shortNames,
  categories: resource.categories,
  parts: [...resource.subresources].sort().map((name) => ({
    name,
    ...parts[name],
    // Each kind that is passed on to has options of its own.
    ...(name === 'proxy' ? { kind: `${resource.kind}ProxyOptions` } : {}),
  })),
})

function verbsOf({ isDerived, kind, refused }: Resource): readonly string[] {
  if (isDerived && refused === undefined) return ['get', 'list']
  // Namespaces are deleted one by one.
  return kind === 'Namespace' ? VERBS.filter((verb) => verb !== COLLECTION) : VERBS
}

const answering = (kind: string, isNamespaced: boolean): ServedResource => ({
  plural: `${kind.toLowerCase()}s`,
  kind,
  isNamespaced,
  verbs: ['create'],
  shortNames: [],
  categories: [],
  parts: [],
})

/** Every group that is served, the core one first, each with its resources in order. */
export function servedGroups(): readonly ServedGroup[] {
  const all = entries()
  const names = [...new Set(all.map(({ group }) => group))].sort((a, b) => placeOf(a) - placeOf(b))
  return names.map((name) => groupOf(name, all))
}

const placeOf = (group: string): number => {
  const place = ORDER.indexOf(group)
  return place < 0 ? ORDER.length : place
}

function groupOf(name: string, all: readonly Entry[]): ServedGroup {
  const own = all.filter(({ group }) => group === name)
  // Of two stable versions the newer is preferred.
  const versions = [...new Set(own.map(({ version }) => version))].sort().reverse()
  return {
    name,
    versions: versions.map((version) => ({
      version,
      resources: own
        .filter((each) => each.version === version)
        .map(({ resource }) => resource)
        .sort((a, b) => (a.plural < b.plural ? -1 : 1)),
    })),
  }
}
