import type { Call } from '../../command'
import { since } from '../../describe/time'
import { isObject, type JsonObject } from '../../json'
import { pathTo } from '../../resources/naming'
import {
  continueOf,
  listQuery,
  missingIn,
  type SelectOptions,
  type Target,
} from '../../resources/select'
import type { Query } from '../../server'

const version = (name: string): string => `application/json;as=Table;v=${name};g=meta.k8s.io`

/** How a Table is asked for. */
export const acceptTable = `${version('v1')},${version('v1beta1')},application/json`

/** How the words of a `get` are understood. */
export const selectionOf = ({ flags }: Call): SelectOptions => ({
  selector: flags.string('selector'),
  fieldSelector: flags.string('field-selector'),
  allNamespaces: flags.bool('all-namespaces'),
  subresource: flags.string('subresource'),
  limit: flags.string('sort-by') === '' ? flags.integer('chunk-size') : 0,
  bareType: true,
})

/** A Table of one object, or of a list with all its pieces. */
export async function tableOf(
  { session, world }: Call,
  { resource, namespace, name, object }: Target,
  { more, options }: { readonly options: SelectOptions; readonly more: Query },
): Promise<JsonObject> {
  if (name === '' && object) return asTable(object, world.now())
  const { subresource } = options
  const rest = [name, subresource ?? ''].filter((each) => each !== '')
  const path = pathTo(resource, namespace, ...rest)
  const query = name === '' ? { ...listQuery(options), ...more } : more
  const answer = session.server.get(path, query, acceptTable)
  const found = name === '' ? answer : answer.catch((error) => missingIn(session, namespace, error))
  const first = asTable(await found, world.now())
  const rows = [first['rows'] ?? []].flat()
  let token = continueOf(first)
  while (token !== '' && name === '') {
    const piece = { ...query, continue: token }
    const next = asTable(await session.server.get(path, piece, acceptTable), world.now())
    rows.push(...[next['rows'] ?? []].flat())
    token = continueOf(next)
  }
  return { ...first, rows }
}

const plainColumns = [
  { name: 'Name', type: 'string', format: 'name', priority: 0 },
  { name: 'Age', type: 'string', format: '', priority: 0 },
]

/** A plain object or list, from a server without tables, as one with names only. */
export function asTable(answer: JsonObject, now: number): JsonObject {
  if (answer['kind'] === 'Table') return answer
  const items = Array.isArray(answer['items']) ? (answer['items'] as JsonObject[]) : [answer]
  const rows = items.map((object) => {
    const metadata = isObject(object['metadata']) ? object['metadata'] : {}
    return {
      cells: [metadata['name'] ?? '', since(String(metadata['creationTimestamp'] ?? ''), now)],
      object,
    }
  })
  return { ...answer, kind: 'Table', columnDefinitions: plainColumns, rows }
}
