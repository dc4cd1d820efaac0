import type { Call } from '../command'
import { failed, isNotFound, ServerError } from '../errors'
import { isObject, type JsonObject, own } from '../json'
import { pods } from '../resources/known'
import { pathTo } from '../resources/naming'
import { metadataIn } from '../writing/annotation'
import { remove } from '../writing/deleting'
import { type DryRun, suffixOf } from '../writing/dry-run'

/** How Pods are made to go. */
export interface Eviction {
  readonly dryRun: DryRun
  /** The cluster's clock when patience ends. */
  readonly end: number
}

interface Named {
  readonly namespace: string
  readonly name: string
  readonly uid: string
}

const named = (pod: JsonObject): Named => {
  const { namespace, name, uid } = metadataIn(pod)
  return { namespace: String(namespace), name: String(name), uid: String(uid) }
}

const RETRY = 5_000
const POLL = 1_000

/** Evicts Pods side by side, or deletes them, and waits until they are gone (drain.go). */
export async function evictAll(
  call: Call,
  all: readonly JsonObject[],
  eviction: Eviction,
): Promise<void> {
  const evicts = !call.flags.bool('disable-eviction') && (await hasEviction(call))
  const outcomes = await Promise.allSettled(
    all.map(async (pod) => {
      const one = named(pod)
      if (evicts) await evict(call, one, eviction)
      else await deleteOne(call, one, eviction)
      if (eviction.dryRun !== 'none') return
      await goneByPolling(call, one, eviction)
      const how = evicts ? 'evicted' : 'deleted'
      call.world.stdout.write(`pod/${one.name} ${how}\n`)
    }),
  )
  const errors = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  if (errors.length > 0) throw errors[0]
}

/** Whether the server serves `pods/eviction`, as its legacy discovery tells. */
async function hasEviction({ session }: Call): Promise<boolean> {
  const list = await session.server.get('/api/v1')
  const resources = own(list, 'resources')
  return (
    Array.isArray(resources) &&
    resources.some((each) => isObject(each) && each['name'] === 'pods/eviction')
  )
}

const optionsOf = (call: Call, dryRun: DryRun): JsonObject => {
  const seconds = call.flags.integer('grace-period')
  return {
    ...(seconds >= 0 ? { gracePeriodSeconds: seconds } : {}),
    ...(dryRun === 'server' ? { dryRun: ['All'] } : {}),
  }
}

async function evict(call: Call, { namespace, name }: Named, eviction: Eviction): Promise<void> {
  const { world, session } = call
  const { dryRun, end } = eviction
  world.stdout.write(`evicting pod ${namespace}/${name}${suffixOf(dryRun)}\n`)
  if (dryRun === 'client') return
  const body = {
    kind: 'Eviction',
    apiVersion: 'policy/v1',
    metadata: { name, namespace, creationTimestamp: null },
    deleteOptions: optionsOf(call, dryRun),
  }
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  const path = pathTo(pods, namespace, name, 'eviction')
  while (!world.signal.aborted) {
    try {
      await session.server.send({ method: 'POST', path, headers, body })
      return
    } catch (error) {
      if (isNotFound(error)) return
      if (!isBusy(error)) throw evictionFailed(name, namespace, error)
      world.stderr.write(
        `error when evicting pods/"${name}" -n "${namespace}" (will retry after 5s): ` +
          `${error.said}\n`,
      )
      if (world.now() >= end) throw timedOut(name, namespace)
      await world.sleep(RETRY)
    }
  }
}

const isBusy = (error: unknown): error is ServerError =>
  error instanceof ServerError && error.status.code === 429

const evictionFailed = (name: string, namespace: string, error: unknown) =>
  error instanceof ServerError
    ? failed(`error when evicting pods/"${name}" -n "${namespace}": ${error.said}`)
    : error

const timedOut = (name: string, namespace: string) =>
  failed(
    `error when waiting for pod "${name}" in namespace "${namespace}" to terminate: global ` +
      'timeout reached',
  )

async function deleteOne(
  call: Call,
  { namespace, name }: Named,
  { dryRun }: Eviction,
): Promise<void> {
  if (dryRun === 'client') {
    call.world.stdout.write(`deleting pod ${namespace}/${name}${suffixOf(dryRun)}\n`)
    return
  }
  const gracePeriod = call.flags.integer('grace-period')
  const target = { resource: pods, namespace, name }
  try {
    await remove(call, target, { dryRun, gracePeriod, propagation: 'Background' })
  } catch (error) {
    if (!isNotFound(error)) throw error
  }
}

/** Asks every second whether a Pod is there no more; another of its name counts as gone. */
async function goneByPolling(
  call: Call,
  { namespace, name, uid }: Named,
  { end }: Eviction,
): Promise<void> {
  const { session, world } = call
  while (!world.signal.aborted) {
    try {
      const live = await session.server.get(pathTo(pods, namespace, name))
      if (own(metadataIn(live), 'uid') !== uid) return
    } catch (error) {
      if (isNotFound(error)) return
      throw error
    }
    if (world.now() >= end) throw timedOut(name, namespace)
    await world.sleep(POLL)
  }
}
