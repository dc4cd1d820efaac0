import type { FieldError } from '../../api/field-error'
import type { KubeObject } from '../../api/object'
import { any, type FieldMap, type ObjectSchema, object, optional } from '../../api/schema'
import { ageColumn, column, NONE, nameColumn } from '../columns'
import { checkMetadata, dotted, ofCluster } from '../metadata'
import { type Column, defineResource, type Resource } from '../resource'

/** An object of a kind that the simulation keeps, or tells of, and does not act upon. */
export type RareObject = KubeObject & Readonly<Record<string, unknown>>

type Check = (object: RareObject, previous?: RareObject) => readonly FieldError[]

/** What is to be said of a rare kind; the rest is the same for all of them. */
interface Rare extends Partial<Resource<RareObject>> {
  readonly kind: string
  readonly group: string
  readonly package: NonNullable<ObjectSchema['group']> | undefined
  /** Its own top-level fields; by default `spec`, whatever that holds. */
  readonly fields?: FieldMap
  readonly check?: Check
  /** Columns between the name and the age. */
  readonly between?: readonly Column<RareObject>[]
}

/** Declares a rare kind: an object with a name, some columns, and few rules. */
export function rare({ between = [], check, fields, package: group, ...rest }: Rare) {
  const isOfCluster = rest.namespaced !== true
  return defineResource<RareObject>({
    version: 'v1',
    plural: pluralOf(rest.kind),
    shortNames: [],
    categories: [],
    namespaced: false,
    subresources: [],
    schema: object(rest.kind, fields ?? { spec: optional(any) }, group ? { group } : {}),
    default: (given) => given,
    validate: (object, previous) => {
      const report: FieldError[] = []
      checkMetadata(report, object.metadata, isOfCluster ? ofCluster : dotted, previous?.metadata)
      return check ? report.concat(check(object, previous)) : report
    },
    columns: [nameColumn, ...between, ageColumn],
    indexes: {},
    countsGenerations: false,
    ...rest,
  })
}

const pluralOf = (kind: string): string => {
  const name = kind.toLowerCase()
  if (name.endsWith('y')) return `${name.slice(0, -1)}ies`
  return name.endsWith('s') ? `${name}es` : `${name}s`
}

/** What is at a path in an object; undefined where there is no such. */
export const at = (object: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (found, name) =>
      typeof found === 'object' && found !== null && Object.hasOwn(found, name)
        ? (found as Readonly<Record<string, unknown>>)[name]
        : undefined,
    object,
  )

/** The text at a path, or that there is none. */
export const text = (name: string, ...path: readonly string[]): Column<RareObject> =>
  column(name, (object) => {
    const found = at(object, ...path)
    return found === undefined ? NONE : String(found)
  })

/** How many items there are at a path. */
export const count = (name: string, ...path: readonly string[]): Column<RareObject> =>
  column(name, (object) => listAt(object, ...path).length, 'integer')

/** The items at a path. */
export function listAt(object: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(object, ...path)
  return Array.isArray(found) ? found : []
}
