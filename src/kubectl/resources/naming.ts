import type { ApiResource, GroupVersion } from '../discovery'

/** `apps/v1`, `v1`. */
export const apiVersionOf = ({ group, version }: Pick<ApiResource, 'group' | 'version'>): string =>
  group === '' ? version : `${group}/${version}`

/** `deployments.apps`, `services`: a resource in messages. */
export const qualifiedPlural = ({ plural, group }: Pick<ApiResource, 'plural' | 'group'>) =>
  group === '' ? plural : `${plural}.${group}`

/** `deployment.apps/web`, `service/web`: an object in what kubectl prints. */
export const printedName = ({ kind, group }: Pick<ApiResource, 'kind' | 'group'>, name: string) =>
  `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${name}`

/** Where the objects of a resource are, or one of them; every namespace's when it is `''`. */
export function pathTo(
  resource: Pick<ApiResource, 'group' | 'version' | 'plural' | 'namespaced'>,
  namespace: string,
  ...rest: readonly string[]
): string {
  const root = resource.group === '' ? 'api' : 'apis'
  const inside = resource.namespaced && namespace !== '' ? ['namespaces', namespace] : []
  const parts = [...inside, resource.plural, ...rest].map(encodeURIComponent)
  return `/${root}/${apiVersionOf(resource)}/${parts.join('/')}`
}

/**
 * The resource that a word such as `svc`, `deployments.v1.apps` or `Pod` means; undefined when
 * the server has none of that name.
 */
export function resourceNamed(
  versions: readonly GroupVersion[],
  word: string,
): ApiResource | undefined {
  const all = versions.flatMap(({ resources }) => resources)
  const [name = '', second = '', ...rest] = word.split('.')
  const group = word.split('.').slice(1).join('.')
  return (
    all.find(
      (each) =>
        rest.length > 0 &&
        each.version === second &&
        each.group.startsWith(rest.join('.')) &&
        is(each, name),
    ) ??
    find(all, group, (each) => is(each, name)) ??
    find(all, group, (each) => each.shortNames.includes(name)) ??
    find(all, group, (each) => each.kind === name)
  )
}

// Resources are matched in lower case, as the mapper does.
const is = ({ plural, singular, kind }: ApiResource, name: string): boolean => {
  const lower = name.toLowerCase()
  return lower === plural || lower === (singular || kind.toLowerCase())
}

// A group may be given by its beginning: `deployments.app` is none, `ingresses.networking` is.
function find(
  all: readonly ApiResource[],
  group: string,
  matches: (resource: ApiResource) => boolean,
): ApiResource | undefined {
  const candidates = all.filter(matches)
  if (group === '') return candidates[0]
  return (
    candidates.find((each) => each.group === group) ??
    candidates.find((each) => each.group.startsWith(group))
  )
}

/** The resource of a kind; the preferred version when none is named. */
export const resourceOfKind = (
  versions: readonly GroupVersion[],
  apiVersion: string,
  kind: string,
): ApiResource | undefined =>
  versions
    .flatMap(({ resources }) => resources)
    .find((each) => each.kind === kind && apiVersionOf(each) === apiVersion)
