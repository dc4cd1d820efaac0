import { type FieldError, forbiddenField, invalid, invalidObject } from '../api/field-error'
import type { KubeObject } from '../api/object'
import { badRequest, failure } from '../api/status'
import type { Resource } from '../resources/resource'
import { changesAfter, listed, type Store } from './store'

/** What a list is asked for (meta/v1 ListOptions). */
export interface ListOptions {
  readonly limit: number
  /** The token of the page before; empty for the first. */
  readonly token: string
  readonly resourceVersion: string
  readonly match: string
}

/** One page of a collection. */
export interface Page {
  readonly objects: readonly KubeObject[]
  /** As of when: the pages of one list show one moment. */
  readonly revision: number
  /** The token of the next page, when there is one. */
  readonly next?: string
  /** How many are left, when they are known without looking at them. */
  readonly remaining?: number
}

type Query = Readonly<Record<string, string>>

// Go's ParseInt, and its complaint.
function wholeNumber(text: string): number {
  if (text === '' || /^[-+]?\d+$/.test(text)) return Number(text)
  throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`)
}

/** Reads a list's options; throws the server's refusals (validation.ValidateListOptions). */
export function listOptionsOf(query: Query): ListOptions {
  const options = {
    limit: wholeNumber(query['limit'] ?? ''),
    token: query['continue'] ?? '',
    resourceVersion: query['resourceVersion'] ?? '',
    match: query['resourceVersionMatch'] ?? '',
  }
  const errors = faultsOf(options)
  if (errors.length > 0) throw invalidObject(LIST_OPTIONS, '', errors)
  return options
}

const LIST_OPTIONS = { kind: 'ListOptions', group: 'meta.k8s.io' }
const MATCH = 'resourceVersionMatch'

function faultsOf({ match, resourceVersion, token }: ListOptions): readonly FieldError[] {
  if (match === '') return []
  const is = (text: string): string => `resourceVersionMatch is forbidden ${text}`
  if (resourceVersion === '') {
    return [forbiddenField(MATCH, is('unless resourceVersion is provided'))]
  }
  if (token !== '') return [forbiddenField(MATCH, is('when continue is provided'))]
  if (match !== 'Exact' && match !== 'NotOlderThan') {
    return [
      {
        type: 'NotSupported',
        field: MATCH,
        value: match,
        detail: 'supported values: "Exact", "NotOlderThan", ""',
      },
    ]
  }
  const isNever = match === 'Exact' && resourceVersion === '0'
  return isNever
    ? [forbiddenField(MATCH, 'resourceVersionMatch "Exact" is forbidden for resourceVersion "0"')]
    : []
}

/** The number in a resourceVersion; throws what the storage says of one that is none. */
export function revisionIn(text: string): number {
  if (text === '') return 0
  if (/^\d+$/.test(text)) return Number(text)
  const fault = invalid('resourceVersion', text, unreadable(text))
  throw failure(500, '', `${fault.field}: Invalid value: "${text}": ${fault.detail}`)
}

const unreadable = (text: string): string =>
  `strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`

/** 504: a revision that is yet to come. */
export function checkNotAhead({ revision }: Store, wanted: number): void {
  if (wanted <= revision) return
  throw failure(504, 'Timeout', `Too large resource version: ${wanted}, current: ${revision}`, {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
  })
}

type Filter = (object: KubeObject) => boolean

/** One page of what there is, or was, of a kind. */
export function pageOf(
  store: Store,
  { namespace, resource }: { readonly resource: Resource; readonly namespace: string | undefined },
  { filter, options }: { readonly filter: Filter | undefined; readonly options: ListOptions },
): Page {
  const from = options.token === '' ? undefined : placeIn(options.token)
  const exact = options.match === 'Exact' ? revisionIn(options.resourceVersion) : undefined
  checkNotAhead(store, revisionIn(options.resourceVersion))
  const revision = from?.revision ?? exact ?? store.revision
  const all = at(store, revision, { resource, namespace, isPaged: from !== undefined })
  const left = from ? all.filter((object) => placeOf(object) >= from.start) : all
  return cut(left, { filter, limit: options.limit, revision })
}

function cut(
  left: readonly KubeObject[],
  {
    filter,
    limit,
    revision,
  }: { readonly filter: Filter | undefined; readonly limit: number; readonly revision: number },
): Page {
  const wanted = filter ? left.filter(filter) : left
  const last = limit > 0 ? wanted[limit - 1] : undefined
  if (!last || wanted.length <= limit) return { objects: wanted, revision }
  const next = tokenOf({ revision, start: `${placeOf(last)}\0` })
  // With a selector it takes a look at each to know how many more there are.
  const remaining = filter ? {} : { remaining: wanted.length - limit }
  return { objects: wanted.slice(0, limit), revision, next, ...remaining }
}

/** The objects as they were at a revision: what was written since is taken back. */
function at(
  store: Store,
  revision: number,
  look: {
    readonly resource: Resource
    readonly namespace: string | undefined
    readonly isPaged: boolean
  },
): readonly KubeObject[] {
  const { plural, kind } = look.resource
  const now = listed(store, plural, look.namespace)
  if (revision === store.revision) return now
  const since = changesAfter(store, revision)
  if (!since) throw expired(look.isPaged, { store, revision })
  const objects = new Map(now.map((object) => [placeOf(object), object]))
  for (const change of since.toReversed()) {
    if (change.kind !== kind) continue
    const { namespace } = change.object.metadata
    if (look.namespace !== undefined && namespace !== look.namespace) continue
    const place = placeOf(change.object)
    if (change.previous) objects.set(place, change.previous)
    else objects.delete(place)
  }
  return [...objects].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object)
}

const TOO_OLD =
  'The provided continue parameter is too old to display a consistent list result. You can start ' +
  'a new list without the continue parameter.'

const expired = (isPaged: boolean, { store, revision }: { store: Store; revision: number }) =>
  failure(
    410,
    'Expired',
    isPaged
      ? TOO_OLD
      : `The resourceVersion for the provided list is too old: ${revision} ` +
          `(${store.changes.first - 1})`,
  )

// As the store orders its objects: by namespace, then by name.
const placeOf = ({ metadata }: KubeObject): string =>
  `${metadata.namespace ?? ''}\0${metadata.name}`

interface Place {
  readonly revision: number
  readonly start: string
}

// Opaque to clients, as they are told.
const tokenOf = ({ revision, start }: Place): string =>
  hexOf(JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start }))

function placeIn(token: string): Place {
  try {
    const { v, rv, start } = JSON.parse(textIn(token))
    if (v === 'meta.k8s.io/v1' && Number.isInteger(rv) && typeof start === 'string') {
      return { revision: rv, start }
    }
  } catch {
    // Refused below, as a token that says something else is.
  }
  throw failure(400, 'BadRequest', 'continue key is not valid')
}

const hexOf = (text: string): string =>
  [...text].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('')

const textIn = (hex: string): string =>
  (hex.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('')
