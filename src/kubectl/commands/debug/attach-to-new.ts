import type { Call } from '../../command'
import { isObject, type JsonObject, own } from '../../json'
import { pods } from '../../resources/known'
import { pathTo } from '../../resources/naming'
import { attachTo } from '../../sessions/attach'
import { awaitedPod } from '../../sessions/awaited-pod'
import { metadataIn } from '../../writing/annotation'
import { listIn, type Made } from './container'

/** Attaches to a container once it runs; of one that has ended already the log is shown. */
export async function attachToNew(call: Call, { container, pod }: Made): Promise<number> {
  const metadata = metadataIn(pod)
  const place = { namespace: String(metadata['namespace']), name: String(metadata['name']) }
  const told = new Set<string>()
  const isUnderWay = (each: JsonObject): boolean => {
    const state = stateOf(each, container)
    if (!state) return false
    if (own(state, 'running') || own(state, 'terminated')) return true
    warn(call, container, state, told)
    return false
  }
  const found = await awaitedPod(call, place, isUnderWay)
  if (!found) return 0
  const state = stateOf(found, container)
  if (state && own(state, 'terminated')) return logs(call, place, container)
  return attachTo(call, found, container)
}

// A container that cannot start says why, each reason once in a row.
function warn(
  { flags, world }: Call,
  container: string,
  state: JsonObject,
  told: Set<string>,
): void {
  const waiting = own(state, 'waiting')
  const message = isObject(waiting) ? own(waiting, 'message') : undefined
  if (typeof message !== 'string' || flags.bool('quiet') || told.has(message)) return
  told.clear()
  told.add(message)
  world.stderr.write(`Warning: container ${container}: ${message}\n`)
}

function stateOf(pod: JsonObject, container: string): JsonObject | undefined {
  const status = own(pod, 'status')
  const all = ['initContainerStatuses', 'containerStatuses', 'ephemeralContainerStatuses'].flatMap(
    (key) => (isObject(status) ? listIn(status, key) : []),
  )
  const state = all.find(({ name }) => name === container)?.['state']
  return isObject(state) ? state : undefined
}

async function logs(
  { session, world }: Call,
  { name, namespace }: { readonly namespace: string; readonly name: string },
  container: string,
): Promise<number> {
  const path = pathTo(pods, namespace, name, 'log')
  const answer = await session.server.raw({ method: 'GET', path, query: { container } })
  if ('body' in answer && typeof answer.body === 'string') world.stdout.write(answer.body)
  return 0
}
