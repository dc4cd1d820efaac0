import type { Status } from '../../../engine/api/status'
import type { Call } from '../../command'
import { textAt } from '../../describe/fields'
import { ServerError } from '../../errors'
import { isObject } from '../../json'
import { pathTo } from '../../resources/naming'
import { type Info, itemsOf } from '../../resources/select'
import { type Condition, isMet } from './condition'

/** Waits for one object; false when time is up first. */
export async function waitFor(
  call: Call,
  info: Info,
  { condition, deadline }: { readonly condition: Condition; readonly deadline: number },
): Promise<boolean> {
  const { session, world } = call
  const { name, namespace, object, resource } = info
  if (condition.type === 'create') return true
  const path = pathTo(resource, namespace)
  const query = { fieldSelector: `metadata.name=${name}` }
  while (!world.signal.aborted) {
    const list = await session.server.get(path, query)
    const [found] = itemsOf(list)
    if (!found) return condition.type === 'delete'
    if (isMet(condition, found)) return true
    const replaced = textAt(found, 'metadata', 'uid') !== textAt(object, 'metadata', 'uid')
    if (condition.type === 'delete' && replaced) return true
    const milliseconds = deadline - world.now()
    if (milliseconds <= 0) return false
    const resourceVersion = textAt(list, 'metadata', 'resourceVersion')
    const watch = session.server.watch(path, { ...query, resourceVersion }, { milliseconds })
    for await (const event of watch) {
      if (event.type === 'ERROR') {
        const error = new ServerError(event.object as Status)
        if (error.status.code === 404 || error.status.code === 410) break
        throw error
      }
      if (event.type === 'DELETED' && condition.type === 'delete') return true
      if (event.type === 'DELETED' || !isObject(event.object)) continue
      if (isMet(condition, event.object)) return true
    }
    if (world.now() >= deadline) return false
  }
  return false
}
