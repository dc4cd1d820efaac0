import type { Call } from '../command'
import { CommandError } from '../command'
import { failed, textOf } from '../errors'
import { isList, isObject, type JsonObject, own } from '../json'
import { pods } from '../resources/known'
import { pathTo } from '../resources/naming'
import { metadataIn } from '../writing/annotation'
import { propagationOf, remove } from '../writing/deleting'
import type { Addressed } from '../writing/send'
import { attachTo } from './attach'
import { awaitedPod } from './awaited-pod'
import { phaseOf } from './containers'
import { isReady } from './pod-of'

/** What `run` has created, and takes away again with `--rm`. */
export interface Created {
  readonly resource: Addressed
  readonly object: JsonObject
}

/** `run` with `-i` or `--attach`: attaches, waits for the end, cleans up (kubectl's run.go). */
export async function attachToRun(call: Call, created: readonly Created[]): Promise<number> {
  const [first] = created
  const metadata = metadataIn(first?.object ?? {})
  const place = { namespace: String(metadata['namespace']), name: String(metadata['name']) }
  try {
    await attachOrLog(call, place)
    return await exitOf(call, place)
  } finally {
    if (call.flags.bool('rm')) await removeAll(call, created)
  }
}

type Named = { readonly namespace: string; readonly name: string }

const isOver = (pod: JsonObject): boolean => ['Succeeded', 'Failed'].includes(phaseOf(pod))

async function attachOrLog(call: Call, place: Named): Promise<void> {
  const timeout = call.flags.duration('pod-running-timeout')
  const pod = await awaitedPod(call, place, (each) => isOver(each) || runs(each), timeout)
  if (!pod) return
  if (isOver(pod)) {
    await logs(call, pod)
    return
  }
  try {
    await attachTo(call, pod)
  } catch (error) {
    if (error instanceof CommandError && error.code !== 1) throw error
    const why = textOf(error).replace(/^error: |^Error from server \(\w+\): /, '')
    call.world.stderr.write(
      `warning: couldn't attach to pod/${place.name}, falling back to streaming logs: ${why}\n`,
    )
    await logs(call, pod)
  }
}

const runs = (pod: JsonObject): boolean => phaseOf(pod) === 'Running' && isReady(pod)

/** Prints what the Pod has said, and what it still says. */
async function logs(call: Call, pod: JsonObject): Promise<void> {
  const metadata = metadataIn(pod)
  const path = pathTo(pods, String(metadata['namespace']), String(metadata['name']), 'log')
  const spec = own(pod, 'spec')
  const containers = isObject(spec) ? own(spec, 'containers') : undefined
  const [first] = isList(containers) ? containers : []
  const container = isObject(first) ? String(first['name']) : ''
  const { client } = call.world
  const request = { method: 'GET' as const, path, query: { container, follow: 'true' } }
  const lines = call.session.server.until(client.stream(request), Number.POSITIVE_INFINITY)
  for await (const text of lines) call.world.stdout.write(String(text))
}

async function exitOf(call: Call, place: Named): Promise<number> {
  const { flags, world } = call
  const policy = flags.string('restart')
  if (world.signal.aborted || policy === 'Always' || flags.bool('leave-stdin-open')) return 0
  const done = (pod: JsonObject) =>
    policy === 'Never' ? isOver(pod) : phaseOf(pod) === 'Succeeded'
  const pod = await awaitedPod(call, place, done)
  if (!pod || phaseOf(pod) === 'Succeeded') return 0
  const where = `pod ${place.namespace}/${place.name}`
  const terminated = terminatedIn(pod)
  const code = terminated ? Number(own(terminated, 'exitCode') ?? 0) : 0
  if (!terminated || code === 0) throw failed(`${where} failed with unknown exit code`)
  const reason = String(own(terminated, 'reason') ?? '')
  const message = String(own(terminated, 'message') ?? '')
  throw new CommandError(`${where} terminated (${reason})\n${message}`, code)
}

function terminatedIn(pod: JsonObject): JsonObject | undefined {
  const status = own(pod, 'status')
  const statuses = isObject(status) ? own(status, 'containerStatuses') : undefined
  const [first] = isList(statuses) ? statuses : []
  const state = isObject(first) ? own(first, 'state') : undefined
  const terminated = isObject(state) ? own(state, 'terminated') : undefined
  return isObject(terminated) ? terminated : undefined
}

async function removeAll(call: Call, created: readonly Created[]): Promise<void> {
  for (const { resource, object } of created) {
    const metadata = metadataIn(object)
    const name = String(metadata['name'])
    const target = { resource, namespace: String(metadata['namespace']), name }
    const gracePeriod = call.flags.integer('grace-period')
    const propagation = propagationOf(call)
    await call.session.server.get(pathTo(resource, target.namespace, name))
    await remove(call, target, { dryRun: 'none', gracePeriod, propagation })
    call.world.stdout.write(`${resource.kind.toLowerCase()} "${name}" deleted\n`)
  }
}
