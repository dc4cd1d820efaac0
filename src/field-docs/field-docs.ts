import { en } from './en'
import { zh } from './zh'

type Locale = 'en' | 'zh'

/** `ServicePort.targetPort`, `ServiceSpec.type.NodePort`, or `Service`. */
export type FieldDocKey = keyof typeof en

/** What every field means, in one language. */
export type FieldDocs = Readonly<Record<FieldDocKey, string>>

/** What every field means, by language. */
export const fieldDocs: Readonly<Record<Locale, FieldDocs>> = { en, zh }

const find = (docs: FieldDocs, key: string): string | undefined =>
  Object.hasOwn(docs, key) ? docs[key as FieldDocKey] : undefined

/** Go declares these fields again for another type; they mean the same. */
const sameAs: Readonly<Record<string, string>> = { EphemeralContainer: 'Container' }

/** What a kind is for. */
export const kindDoc = (docs: FieldDocs, kind: string): string | undefined => find(docs, kind)

/** What a field of a Go type means. */
export function fieldDoc(docs: FieldDocs, goType: string, field: string): string | undefined {
  const own = find(docs, `${goType}.${field}`) ?? find(docs, `${sameAs[goType]}.${field}`)
  if (own !== undefined || kindDoc(docs, goType) === undefined) return own
  return find(docs, `TypeMeta.${field}`) // what every kind has
}

/** What one of a field's values means. */
export const valueDoc = (
  docs: FieldDocs,
  ...[goType, field, value]: readonly [string, string, string]
) => find(docs, `${goType}.${field}.${value}`) ?? find(docs, `${sameAs[goType]}.${field}.${value}`)

const ranks = new Map(Object.keys(en).map((key, index) => [key, index]))

/**
 * Fields of a type, or values of a field, in the order in which they are explained: common ones
 * first.
 */
export function asExplained(of: string, names: Iterable<string>): readonly string[] {
  const owner = sameAs[of] ?? of
  const rank = (name: string): number => ranks.get(`${owner}.${name}`) ?? ranks.size
  return [...names].toSorted((a, b) => rank(a) - rank(b))
}
