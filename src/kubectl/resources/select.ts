import { decode } from '../../engine/api/decode'
import { object as structOf } from '../../engine/api/schema'
import { StatusError } from '../../engine/api/status'
import { noMatchText } from '../applying/difference'
import type { Call, CommandError } from '../command'
import type { ApiResource } from '../discovery'
import { failed, isNotFound, ServerError, withSource } from '../errors'
import { isList, isObject, type JsonObject } from '../json'
import { type Arguments, readArguments } from './arguments'
import { hasKustomization, type Manifest, manifestsOf } from './manifests'
import { pathTo } from './naming'

/** One object that a call is about. */
export interface Info {
  readonly resource: ApiResource
  /** Empty for a resource that has none. */
  readonly namespace: string
  readonly name: string
  /** The file it comes from, as messages name it; empty for one named on the command line. */
  readonly source: string
  /** As the server has it, or, of files when `latest` is not asked for, as the file has it. */
  readonly object: JsonObject
}

/** What a call is about: objects, and why others could not be had. */
export interface Selection {
  readonly infos: readonly Info[]
  readonly errors: readonly unknown[]
  /** One object was asked for by its name, so that it is printed by itself and not as a list. */
  readonly single: boolean
  /** What the list of one type came with; its resourceVersion is where a watch goes on. */
  readonly lists: readonly JsonObject[]
}

/** How the words of a call are understood. */
export interface SelectOptions {
  /** The words; those of the call when absent. */
  readonly words?: readonly string[]
  readonly selector?: string
  readonly fieldSelector?: string
  /** `--all`, or a bare `TYPE` that means all of them. */
  readonly all?: boolean
  /** A bare `TYPE` means all of them. */
  readonly bareType?: boolean
  readonly allNamespaces?: boolean
  /** Words without `/` are names of this type: `pod` for `logs NAME`. */
  readonly defaultType?: string
  readonly singleType?: boolean
  /** Objects of files as the server has them; as the file has them when false. */
  readonly latest?: boolean
  /** Named objects are looked up; with false an `Info` of them has an empty object. */
  readonly fetch?: boolean
  readonly subresource?: string
  /** Of `--chunk-size`; 0 asks for everything at once. */
  readonly limit?: number
}

/** One request of a selection: an object, or a list when `name` is empty. */
export interface Target {
  readonly resource: ApiResource
  /** Empty for a resource that has none, and for all namespaces. */
  readonly namespace: string
  readonly name: string
  readonly source: string
  /** As a file has it. */
  readonly object?: JsonObject
}

/** What is to be asked for, before anything is. */
export interface Plan {
  readonly targets: readonly Target[]
  readonly errors: readonly unknown[]
  readonly single: boolean
}

/** kubectl's resource builder: the objects that words, files and selectors mean. */
export async function select(call: Call, options: SelectOptions = {}): Promise<Selection> {
  const plan = await planned(call, options)
  const infos: Info[] = []
  const lists: JsonObject[] = []
  const errors = [...plan.errors]
  for (const target of plan.targets) {
    try {
      if (target.name !== '' || target.object) infos.push(await fetched(call, target, options))
      else {
        const list = await listOf(call, target, options)
        lists.push(list)
        infos.push(...itemsOf(list).map((object) => infoOf(target.resource, object)))
      }
    } catch (error) {
      errors.push(target.name === '' ? aboutList(error, target, options) : error)
    }
  }
  return { infos, errors, lists, single: plan.single }
}

/** Names what was looked for, before what the server has against it (resource.Selector). */
export function aboutList(error: unknown, { resource }: Target, options: SelectOptions): unknown {
  if (
    !(error instanceof ServerError) ||
    !/^(BadRequest|NotFound)$/.test(error.status.reason ?? '')
  ) {
    return error
  }
  const { fieldSelector = '', selector = '' } = options
  const what = `"${resource.group}/${resource.version}, Resource=${resource.plural}"`
  const asked =
    selector === '' && fieldSelector === ''
      ? `Unable to list ${what}`
      : `Unable to find ${what} that match label selector "${selector}", ` +
        `field selector "${fieldSelector}"`
  return new ServerError({ ...error.status, message: `${asked}: ${error.said}` })
}

/** What the words of a call ask for; throws when they mean nothing. */
export async function planned(call: Call, options: SelectOptions): Promise<Plan> {
  const words = options.words ?? call.words
  const read = readArguments(words, options, await categoriesIn(call, words))
  if (hasFiles(call)) return fromFiles(call, read)
  const { selector, fieldSelector } = options
  const { names, pairs, types } = read
  const bare = options.bareType === true && names.length === 0 && types.length > 0
  if (selector || fieldSelector || options.all || bare) return bySelector(call, options, read)
  if (pairs.length > 0 || names.length > 0) return byName(call, options, read)
  for (const type of types) await call.session.server.resource(type)
  if (types.length > 0) throw failed('resource(s) were provided, but no name was specified')
  throw missing()
}

/** The message of a call that names no object. */
export const missing = (): CommandError =>
  failed(
    'You must provide one or more resources by argument or filename.\n' +
      'Example resource specifications include:\n' +
      "   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'",
  )

const hasFiles = (call: Call): boolean =>
  (call.command.flags ?? []).some(({ name }) => name === 'filename') &&
  (call.flags.list('filename').length > 0 || hasKustomization(call))

// Discovery is asked only for a word that could be a category.
async function categoriesIn({ session }: Call, words: readonly string[]) {
  const [first = ''] = words
  if (first === '' || first.includes('/')) return new Map<string, readonly string[]>()
  const versions = await session.server.versions()
  const found = new Map<string, string[]>()
  for (const { resources } of versions) {
    for (const { categories, plural, group } of resources) {
      for (const category of categories) {
        const name = group === '' ? plural : `${plural}.${group}`
        const before = found.get(category) ?? []
        if (!before.includes(name)) found.set(category, [...before, name])
      }
    }
  }
  return found
}

async function bySelector(
  call: Call,
  options: SelectOptions,
  { names, pairs, types }: Arguments,
): Promise<Plan> {
  if (names.length > 0) throw failed('name cannot be provided when a selector is specified')
  if (pairs.length > 0) {
    throw failed('selectors and the all flag cannot be used when passing resource/name arguments')
  }
  if (types.length === 0) throw failed('at least one resource must be specified to use a selector')
  if (options.subresource) {
    throw failed('subresource cannot be used when bulk resources are specified')
  }
  const inside = options.allNamespaces ? '' : call.session.namespace
  const targets = (await resourcesOf(call, types, options)).map((resource) => ({
    resource,
    namespace: resource.namespaced ? inside : '',
    name: '',
    source: '',
  }))
  return { targets, errors: [], single: false }
}

/** The resources of types, each once. */
export async function resourcesOf(
  { session }: Call,
  types: readonly string[],
  { singleType = false }: SelectOptions = {},
): Promise<readonly ApiResource[]> {
  if (types.length > 1 && singleType) throw failed('you may only specify a single resource type')
  const found: ApiResource[] = []
  for (const type of types) {
    const resource = await session.server.resource(type)
    if (!found.includes(resource)) found.push(resource)
  }
  return found
}

/** The query of a list. */
export const listQuery = ({ selector, fieldSelector, limit = 500 }: SelectOptions) => ({
  ...(fieldSelector ? { fieldSelector } : {}),
  ...(selector ? { labelSelector: selector } : {}),
  ...(limit > 0 ? { limit: String(limit) } : {}),
})

/** A list, with everything that further pieces bring. */
async function listOf(
  { session }: Call,
  { namespace, resource }: Target,
  options: SelectOptions,
): Promise<JsonObject> {
  const path = pathTo(resource, namespace)
  const query = listQuery(options)
  const first = await session.server.get(path, query)
  const items = [...itemsOf(first)]
  let rest = continueOf(first)
  while (rest !== '') {
    const next = await session.server.get(path, { ...query, continue: rest })
    items.push(...itemsOf(next))
    rest = continueOf(next)
  }
  return { ...first, items }
}

/** Where a list goes on; empty at its end. */
export function continueOf({ metadata }: JsonObject): string {
  const token = isObject(metadata) ? metadata['continue'] : undefined
  return typeof token === 'string' ? token : ''
}

/** The objects of a list, each with the kind that the list's own tells. */
export function itemsOf(list: JsonObject): readonly JsonObject[] {
  const items = isList(list['items']) ? list['items'].filter(isObject) : []
  const kind = String(list['kind'] ?? '').replace(/List$/, '')
  return items.map((item) => ({ apiVersion: list['apiVersion'] ?? 'v1', kind, ...item }))
}

/** What an object tells of itself. */
export function infoOf(resource: ApiResource, object: JsonObject, source = ''): Info {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  const namespace = resource.namespaced ? String(metadata['namespace'] ?? '') : ''
  return { resource, namespace, name: String(metadata['name'] ?? ''), source, object }
}

async function byName(call: Call, options: SelectOptions, read: Arguments): Promise<Plan> {
  const { names, types } = read
  const named = names.map((name) => ({ type: types[0] ?? '', name }))
  const pairs = read.pairs.length > 0 ? read.pairs : named
  if (read.pairs.length === 0 && types.length !== 1) {
    throw failed(
      types.length === 0
        ? 'you must provide a resource and a resource name together'
        : 'you must specify only one resource',
    )
  }
  const kinds = [...new Set(pairs.map(({ type }) => type))]
  await resourcesOf(call, kinds, options)
  const targets: Target[] = []
  for (const { type, name } of pairs) {
    const resource = await call.session.server.resource(type)
    if (resource.namespaced && options.allNamespaces) {
      throw failed('a resource cannot be retrieved by name across all namespaces')
    }
    if (name === '') throw failed('resource name may not be empty')
    const namespace = resource.namespaced ? call.session.namespace : ''
    targets.push({ resource, namespace, name, source: '' })
  }
  return { targets, errors: [], single: pairs.length === 1 }
}

async function fetched(
  { session }: Call,
  { resource, namespace, name, source, object }: Target,
  { fetch = true, latest = true, subresource }: SelectOptions,
): Promise<Info> {
  const info = { resource, namespace, name, source }
  if (!fetch || (object && !latest)) return { ...info, object: object ?? {} }
  if (name === '') throw failed('resource name may not be empty')
  const rest = subresource ? [name, subresource] : [name]
  const path = pathTo(resource, namespace, ...rest)
  const found = session.server.get(path).catch((error) => missingIn(session, namespace, error))
  return { ...info, object: await found }
}

/** What is not there because its namespace is not there is told so (cli-runtime's Info.Get). */
export async function missingIn(
  { server }: Call['session'],
  namespace: string,
  error: unknown,
): Promise<never> {
  if (!isNotFound(error) || namespace === '' || namespace === 'default') throw error
  await server.get(`/api/v1/namespaces/${encodeURIComponent(namespace)}`).catch((other) => {
    throw isNotFound(other) ? other : error
  })
  throw error
}

async function fromFiles(call: Call, { names, pairs, types }: Arguments): Promise<Plan> {
  if (types.length > 0) {
    throw failed(
      'when paths, URLs, or stdin is provided as input, you may not specify resource ' +
        'arguments as well',
    )
  }
  if (names.length > 0) throw failed('name cannot be provided when a path is specified')
  if (pairs.length > 0) {
    throw failed('resource/name arguments cannot be provided when a path is specified')
  }
  const errors: unknown[] = []
  const manifests = await manifestsOf(call, errors)
  const targets: Info[] = []
  for (const manifest of manifests) {
    try {
      targets.push(await fromManifest(call, manifest))
    } catch (error) {
      errors.push(error)
    }
  }
  return { targets, errors, single: manifests.length + errors.length === 1 }
}

/** The object of a file, in its namespace; throws when the server has no such kind. */
export async function fromManifest(call: Call, { object, source }: Manifest): Promise<Info> {
  const { apiVersion, kind } = object
  if (typeof kind !== 'string' || kind === '') throw undecoded(source, object, 'Kind')
  if (typeof apiVersion !== 'string' || apiVersion === '') {
    throw undecoded(source, object, 'apiVersion')
  }
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  const name = String(metadata['name'] ?? '')
  const resource = await call.session.server.kind(apiVersion, kind)
  if (!resource) {
    const what = { apiVersion, kind, name }
    throw failed(noMatchText(what, String(metadata['namespace'] ?? ''), source))
  }
  checkMetadata(object, source)
  return placed(call, infoOf(resource, object, source))
}

// Types in metadata are kubectl's own to check (cli-runtime's metadataValidatingDecoder).
function checkMetadata({ metadata }: JsonObject, source: string): void {
  const bare = { kind: '', group: '', version: '', schema: structOf('', {}) }
  try {
    decode(bare, { metadata })
  } catch (error) {
    if (!(error instanceof StatusError)) throw error
    // All else about the object is the server's to refuse.
    const [, why] = /: (json: .*)$/s.exec(error.message) ?? []
    if (why !== undefined) throw failed(`unable to decode "${source}": ${why}`)
  }
}

const undecoded = (source: string, object: JsonObject, what: string): CommandError =>
  failed(`unable to decode "${source}": Object '${what}' is missing in '${JSON.stringify(object)}'`)

function placed({ session }: Call, info: Info): Info {
  if (!info.resource.namespaced) return info
  const { namespace, namespaceGiven } = session
  if (info.namespace !== '' && namespaceGiven && info.namespace !== namespace) {
    throw failed(
      `the namespace from the provided object "${info.namespace}" does not match the namespace ` +
        `"${namespace}". You must pass '--namespace=${info.namespace}' to perform this operation.`,
    )
  }
  if (info.namespace !== '') return info
  const metadata = isObject(info.object['metadata']) ? info.object['metadata'] : {}
  return { ...info, namespace, object: { ...info.object, metadata: { ...metadata, namespace } } }
}

/** A refusal with the file it is about. */
export const aboutFile = (error: unknown, verb: string, { source }: Info): unknown =>
  withSource(error, verb, source)
