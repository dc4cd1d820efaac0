import type { WatchEvent } from '../../engine/api/request'
import type { Call } from '../command'
import { failed, isNotFound, ServerError } from '../errors'
import { isObject, type JsonObject, own } from '../json'
import { pathTo } from '../resources/naming'
import type { DryRun } from './dry-run'
import type { Target } from './send'

/** How objects are deleted. */
export interface Deletion {
  readonly dryRun: DryRun
  /** Below zero for the object's own. */
  readonly gracePeriod: number
  readonly propagation: 'Background' | 'Orphan' | 'Foreground'
}

/** `--cascade` (cmd/util, GetCascadingStrategy). */
export function propagationOf({ flags, world }: Call): Deletion['propagation'] {
  const value = flags.string('cascade')
  switch (value) {
    case 'background':
      return 'Background'
    case 'orphan':
      return 'Orphan'
    case 'foreground':
      return 'Foreground'
    default: {
      if (!/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value)) {
        throw failed(
          `invalid cascade value (${value}). Must be "background", "foreground", or "orphan"`,
        )
      }
      const keep = /^(0|f)/i.test(value)
      world.stderr.write(
        `warning: --cascade=${value} is deprecated (boolean value) and can be replaced with ` +
          `--cascade=${keep ? 'orphan' : 'background'}.\n`,
      )
      return keep ? 'Orphan' : 'Background'
    }
  }
}

/** Asks for an object to be deleted; the answer is the object, or a Status. */
export const remove = (
  { session }: Call,
  { resource, namespace, name }: Target,
  { dryRun, gracePeriod, propagation }: Deletion,
): Promise<JsonObject> =>
  session.server.send({
    method: 'DELETE',
    path: pathTo(resource, namespace, name),
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: {
      ...(gracePeriod >= 0 ? { gracePeriodSeconds: gracePeriod } : {}),
      propagationPolicy: propagation,
      ...(dryRun === 'server' ? { dryRun: ['All'] } : {}),
    },
  })

/** The UID of what was deleted, as the answer has it: another of that name is no hindrance. */
export function uidIn(answer: JsonObject): string {
  const key = answer['kind'] === 'Status' ? 'details' : 'metadata'
  const within = own(answer, key)
  const uid = isObject(within) ? own(within, 'uid') : undefined
  return typeof uid === 'string' ? uid : ''
}

/** Waits until an object is gone; false when the time is up first. */
export async function gone(
  call: Call,
  target: Target & { readonly uid: string },
  milliseconds: number,
): Promise<boolean> {
  const { server } = call.session
  const { resource, namespace, name, uid } = target
  const live = await found(call, target)
  if (!live || (uid !== '' && uidIn(live) !== uid)) return true
  const path = pathTo(resource, namespace)
  const fieldSelector = `metadata.name=${name}`
  const list = await server.get(path, { fieldSelector, limit: '500', resourceVersion: '0' })
  const items = own(list, 'items')
  if (Array.isArray(items) && items.length === 0) return true
  const metadata = own(list, 'metadata')
  const resourceVersion = isObject(metadata) ? String(own(metadata, 'resourceVersion')) : '0'
  const query = { allowWatchBookmarks: 'true', fieldSelector, resourceVersion }
  for await (const event of server.watch(path, query, { milliseconds })) {
    if (ends(event, uid)) return true
  }
  return !(await found(call, target))
}

const ends = ({ type, object }: WatchEvent, uid: string): boolean => {
  if (type === 'ERROR') throw new ServerError(object as never)
  return type === 'DELETED' || (uid !== '' && isObject(object) && uidIn(object) !== uid)
}

async function found({ session }: Call, target: Target): Promise<JsonObject | undefined> {
  try {
    return await session.server.get(pathTo(target.resource, target.namespace, target.name))
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}
