import type { WatchEvent } from '../../engine/api/request'
import type { Call } from '../command'
import { failed, ServerError } from '../errors'
import { isObject, type JsonObject, own } from '../json'
import { pods } from '../resources/known'
import { pathTo } from '../resources/naming'
import { itemsOf } from '../resources/select'

/** Waits until a Pod is as it should be, by list and watch; undefined after Ctrl-C. */
export async function awaitedPod(
  call: Call,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  done: (pod: JsonObject) => boolean,
  milliseconds = Number.POSITIVE_INFINITY,
): Promise<JsonObject | undefined> {
  const { server } = call.session
  const path = pathTo(pods, namespace)
  const fieldSelector = `metadata.name=${name}`
  const list = await server.get(path, { fieldSelector, limit: '500', resourceVersion: '0' })
  const [found] = itemsOf(list)
  if (found && done(found)) return found
  const metadata = own(list, 'metadata')
  const resourceVersion = isObject(metadata) ? String(own(metadata, 'resourceVersion')) : '0'
  const query = { allowWatchBookmarks: 'true', fieldSelector, resourceVersion }
  for await (const event of server.watch(path, query, { milliseconds })) {
    const pod = podIn(event, name)
    if (pod && done(pod)) return pod
  }
  if (call.world.signal.aborted) return undefined
  throw failed('timed out waiting for the condition')
}

function podIn({ type, object }: WatchEvent, name: string): JsonObject | undefined {
  if (type === 'ERROR') throw new ServerError(object as never)
  if (type === 'DELETED') {
    const message = `pods "${name}" not found`
    throw new ServerError({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      reason: 'NotFound',
      message,
      code: 404,
    })
  }
  return type !== 'BOOKMARK' && isObject(object) ? object : undefined
}
