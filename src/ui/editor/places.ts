import type { FieldRef } from '../../engine/api/object'
import type { JsonObject, Manifest, ManifestDocument, Span } from '../../scenarios/manifest'
import type { ManifestPlace } from '../store'

/** The document that an object is written in, or that it was made from. */
export function documentOf(
  manifest: Manifest,
  { kind, key }: Pick<FieldRef, 'kind' | 'key'>,
): ManifestDocument | undefined {
  const own = manifest.documents.find((document) => isAbout(document, kind, { key }))
  if (own) return own
  const makersOf = makers.find((each) => each.kind === kind)?.by ?? []
  for (const maker of makersOf) {
    const document = manifest.documents.find((each) => isMaker(each, maker, { key }))
    if (document) return document
  }
  return undefined
}

/** Where a place of the manifest is in its text; undefined when the text does not have it. */
export function spanOf(manifest: Manifest, place: ManifestPlace): Span | undefined {
  if ('line' in place) {
    const { line, column = 1 } = place
    return { line, column, endLine: line, endColumn: column }
  }
  const own = manifest.documents.find((document) => isAbout(document, place.kind, place))
  if (own) return own.at(place.path)
  const made = makers.find(({ kind }) => kind === place.kind)
  for (const maker of made?.by ?? []) {
    const document = manifest.documents.find((each) => isMaker(each, maker, place))
    if (document) return document.at(`${maker.below}${place.path}`)
  }
  return undefined
}

interface Maker {
  readonly kind: string
  /** What a controller puts behind its object's name. */
  readonly suffix: RegExp
  /** Where in the maker the made object's fields come from. */
  readonly below: string
}

/** Objects that no document makes directly are blamed on the one that they are made from. */
const makers: readonly { readonly kind: string; readonly by: readonly Maker[] }[] = [
  {
    kind: 'Pod',
    by: [
      { kind: 'Deployment', suffix: /^-[a-z0-9]+-[a-z0-9]{5}$/, below: 'spec.template.' },
      { kind: 'ReplicaSet', suffix: /^-[a-z0-9]{5}$/, below: 'spec.template.' },
    ],
  },
  { kind: 'ReplicaSet', by: [{ kind: 'Deployment', suffix: /^-[a-z0-9]+$/, below: '' }] },
  { kind: 'EndpointSlice', by: [{ kind: 'Service', suffix: /^-[a-z0-9]{5}$/, below: '' }] },
]

const isMaker = (
  document: ManifestDocument,
  maker: Maker,
  { key }: Pick<FieldRef, 'key'>,
): boolean => {
  const name = nameIn(document.object)
  if (!key.name.startsWith(name) || !maker.suffix.test(key.name.slice(name.length))) return false
  return isAbout(document, maker.kind, { key: { ...key, name } })
}

const isAbout = (
  { object }: ManifestDocument,
  kind: string,
  { key }: Pick<FieldRef, 'key'>,
): boolean =>
  object['kind'] === kind &&
  nameIn(object) === key.name &&
  (key.namespace === '' || (textIn(object, 'namespace') || 'default') === key.namespace)

const nameIn = (object: JsonObject): string => textIn(object, 'name')

function textIn({ metadata }: JsonObject, field: string): string {
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) return ''
  const value = (metadata as JsonObject)[field]
  return typeof value === 'string' ? value : ''
}
