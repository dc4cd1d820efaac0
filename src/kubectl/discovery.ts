import type { ApiResponse } from '../engine/api/request'
import type { Client } from './client'
import { isList, isObject, type JsonObject } from './json'

/** A resource as discovery tells of it. */
export interface ApiResource {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly plural: string
  readonly singular: string
  readonly namespaced: boolean
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  readonly verbs: readonly string[]
  /** By name: `scale`, `status`. */
  readonly subresources: ReadonlyMap<string, Subresource>
}

/** What a resource has besides itself. */
export interface Subresource {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly verbs: readonly string[]
}

/** A version of a group. */
export interface GroupVersion {
  readonly group: string
  readonly version: string
  readonly resources: readonly ApiResource[]
}

const aggregated = ['v2', 'v2beta1']
  .map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`)
  .join(',')
const ACCEPT = `${aggregated},application/json`

/** Asks a server for everything that it serves, in its own order; groups by preference. */
export async function discover(
  request: (path: string, accept: string) => Promise<unknown>,
): Promise<readonly GroupVersion[]> {
  const [core, groups] = await Promise.all([request('/api', ACCEPT), request('/apis', ACCEPT)])
  const found = await Promise.all([
    ...coreVersions(core).map((version) => legacy(request, '', version)),
    ...groupVersions(groups).map(({ group, version }) => legacy(request, group, version)),
  ])
  return [...aggregatedVersions(core), ...aggregatedVersions(groups), ...found]
}

/** A request for discovery over a client; whatever is no object is none. */
export const discoverOver = (client: Pick<Client, 'request'>) =>
  discover(async (path, accept) => {
    const response: ApiResponse = await client.request({
      method: 'GET',
      path,
      query: path === '/api' || path === '/apis' ? { timeout: '32s' } : {},
      headers: { accept },
    })
    return 'body' in response && response.status === 200 ? response.body : undefined
  })

const objects = (value: unknown): readonly JsonObject[] =>
  isList(value) ? value.filter(isObject) : []
const texts = (value: unknown): readonly string[] => (isList(value) ? value.map(String) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const isAggregated = (body: unknown): body is JsonObject =>
  isObject(body) && body['kind'] === 'APIGroupDiscoveryList'

function aggregatedVersions(body: unknown): readonly GroupVersion[] {
  if (!isAggregated(body)) return []
  return objects(body['items']).flatMap((item) => {
    const metadata = isObject(item['metadata']) ? item['metadata'] : {}
    const group = text(metadata['name'])
    return objects(item['versions']).map((each) => {
      const version = text(each['version'])
      const resources = objects(each['resources']).map((one) => aggregatedResource(one, group))
      return { group, version, resources: resources.map((one) => ({ ...one, version })) }
    })
  })
}

function aggregatedResource(resource: JsonObject, group: string): ApiResource {
  const kind = isObject(resource['responseKind']) ? resource['responseKind'] : {}
  return {
    group,
    version: '',
    kind: text(kind['kind']),
    plural: text(resource['resource']),
    singular: text(resource['singularResource']),
    namespaced: resource['scope'] === 'Namespaced',
    shortNames: texts(resource['shortNames']),
    categories: texts(resource['categories']),
    verbs: texts(resource['verbs']),
    subresources: new Map(
      objects(resource['subresources']).map((each) => {
        const made = isObject(each['responseKind']) ? each['responseKind'] : {}
        const [of, version] = [text(made['group']), text(made['version'])]
        const verbs = texts(each['verbs'])
        return [
          text(each['subresource']),
          { group: of, version, kind: text(made['kind']), verbs },
        ] as const
      }),
    ),
  }
}

const coreVersions = (body: unknown): readonly string[] =>
  isObject(body) && body['kind'] === 'APIVersions' ? texts(body['versions']) : []

const groupVersions = (body: unknown): readonly { group: string; version: string }[] =>
  isObject(body) && body['kind'] === 'APIGroupList'
    ? objects(body['groups']).flatMap((group) =>
        objects(group['versions']).map((each) => ({
          group: text(group['name']),
          version: text(each['version']),
        })),
      )
    : []

async function legacy(
  request: (path: string, accept: string) => Promise<unknown>,
  group: string,
  version: string,
): Promise<GroupVersion> {
  const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`
  const body = await request(path, 'application/json')
  const all = isObject(body) ? objects(body['resources']) : []
  const resources = all
    .filter((each) => !text(each['name']).includes('/'))
    .map((each) => legacyResource(each, all, { group, version }))
  return { group, version, resources }
}

function legacyResource(
  resource: JsonObject,
  all: readonly JsonObject[],
  { group, version }: { readonly group: string; readonly version: string },
): ApiResource {
  const plural = text(resource['name'])
  const below = all.filter((each) => text(each['name']).startsWith(`${plural}/`))
  return {
    group,
    version,
    kind: text(resource['kind']),
    plural,
    singular: text(resource['singularName']),
    namespaced: resource['namespaced'] === true,
    shortNames: texts(resource['shortNames']),
    categories: texts(resource['categories']),
    verbs: texts(resource['verbs']),
    subresources: new Map(
      below.map((each) => [
        text(each['name']).slice(plural.length + 1),
        {
          group: text(each['group']) || group,
          version: text(each['version']) || version,
          kind: text(each['kind']),
          verbs: texts(each['verbs']),
        },
      ]),
    ),
  }
}
