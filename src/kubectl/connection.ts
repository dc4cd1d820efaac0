import type { ApiResponse } from '../engine/api/request'
import type { Status } from '../engine/api/status'
import type { Client } from './client'
import { isList, isObject, type Json, type JsonObject, own } from './json'
import { openApiPatchSchema, type PatchSchema, plainSchema } from './patch-schema'
import { apiVersionOf } from './resources/naming'

/** A kind as discovery tells of it. */
export interface DiscoveredKind {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly plural: string
  readonly namespaced: boolean
}

/** Names one object. `namespace` is `''` for kinds that have none. */
export interface Identity {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/** An API server as one client knows it: what it has told about its kinds is asked for once. */
export class Connection {
  private readonly kinds = new Map<string, Promise<readonly DiscoveredKind[]>>()
  private readonly documents = new Map<string, Promise<unknown>>()

  constructor(readonly client: Pick<Client, 'request'>) {}

  /** Looks a kind up; undefined when the server has none of that name in that version. */
  async kind(apiVersion: string, kind: string): Promise<DiscoveredKind | undefined> {
    const known = this.kinds.get(apiVersion) ?? this.discover(apiVersion)
    this.kinds.set(apiVersion, known)
    return (await known).find((each) => each.kind === kind)
  }

  /** How objects of a kind are patched; as plain JSON when the server publishes no schemas. */
  async patchSchema(kind: DiscoveredKind): Promise<PatchSchema> {
    const path = `/openapi/v3/${pathOf(apiVersionOf(kind))}`
    const document = this.documents.get(path) ?? this.read(path)
    this.documents.set(path, document)
    const found = await document
    return found === undefined ? plainSchema : openApiPatchSchema(found, kind)
  }

  private async discover(apiVersion: string): Promise<readonly DiscoveredKind[]> {
    const list = await this.read(`/${pathOf(apiVersion)}`)
    const resources = isObject(list) ? own(list, 'resources') : undefined
    const [version = '', group = ''] = apiVersion.split('/').reverse()
    return (isList(resources) ? resources : []).filter(isMain).map((resource) => ({
      group,
      version,
      kind: String(resource.kind),
      plural: String(resource.name),
      namespaced: resource.namespaced === true,
    }))
  }

  private async read(path: string): Promise<unknown> {
    const response = await this.client.request({ method: 'GET', path })
    return 'body' in response && response.status === 200 ? response.body : undefined
  }
}

const isMain = (resource: Json): resource is JsonObject =>
  isObject(resource) && !String(resource.name).includes('/')

const pathOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? `apis/${apiVersion}` : `api/${apiVersion}`

/** The server's refusal; undefined when it has done what it was asked. */
export const refusalIn = (response: ApiResponse): Status | undefined =>
  'body' in response && response.status >= 400 ? (response.body as Status) : undefined

/** The object that a response brings. */
export const objectIn = (response: ApiResponse): JsonObject =>
  'body' in response && isObject(response.body) ? response.body : {}
