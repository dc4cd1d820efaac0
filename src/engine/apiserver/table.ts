import type { KubeObject } from '../api/object'
import type { ApiRequest, TableInclude } from '../api/request'
import type { Column, Resource } from '../resources/resource'

/** What a list says of itself (meta/v1 ListMeta). */
interface ListMetadata {
  readonly resourceVersion: string
  readonly continue?: string
  readonly remainingItemCount?: number
}

/** How a table is made. */
export interface TableOptions {
  readonly metadata: ListMetadata
  readonly include: TableInclude
  /** When it is made: ages are the server's. */
  readonly at: { readonly epoch: number; readonly now: number }
}

/** A list as kubectl prints it: the server computes every cell (meta/v1 Table). */
export function tableOf(
  resource: Pick<Resource, 'columns'>,
  objects: readonly KubeObject[],
  { metadata, include, at }: TableOptions,
): Table {
  const unixSeconds = at.epoch + Math.floor(at.now / 1_000_000)
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: resource.columns.map(definitionOf),
    rows: objects.map((object) => ({
      cells: resource.columns.map((column) => column.cell(object, { unixSeconds })),
      ...(include === 'None' ? {} : { object: include === 'Object' ? object : partialOf(object) }),
    })),
  }
}

const definitionOf = ({ name, type, format, priority }: Column<KubeObject>): object => ({
  name,
  type,
  format: format ?? '',
  description: '',
  priority,
})

/** Only what every object has (meta/v1 PartialObjectMetadata). */
export const partialOf = ({ metadata }: KubeObject): unknown => ({
  kind: 'PartialObjectMetadata',
  apiVersion: 'meta.k8s.io/v1',
  metadata,
})

/** A meta/v1 Table. */
export interface Table {
  readonly kind: 'Table'
  readonly apiVersion: 'meta.k8s.io/v1'
  readonly metadata: ListMetadata
  readonly columnDefinitions: readonly object[] | null
  readonly rows: readonly object[]
}

/** What a request wants in a table's rows; undefined when it wants no table. */
export function tableWanted({ headers = {}, query = {} }: ApiRequest): TableInclude | undefined {
  if (!wantsTable(headers.accept)) return undefined
  const { includeObject } = query
  return includeObject === 'Object' || includeObject === 'None' ? includeObject : 'Metadata'
}

// `as=Table` counts only with its group and version.
const wantsTable = (accept = ''): boolean =>
  /(^|,)\s*application\/json;[^,]*\bas=Table\b/.test(accept) && accept.includes('g=meta.k8s.io')
