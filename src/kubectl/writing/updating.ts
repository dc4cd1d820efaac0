import type { Call } from '../command'
import { failed, ServerError, together } from '../errors'
import { type JsonObject, own } from '../json'
import { twoWayPatch } from '../patches'
import type { Info, Selection } from '../resources/select'
import { typed } from '../typed'
import { type DryRun, dryRunOf } from './dry-run'
import { managerOf, writeQuery } from './query'
import { reporter } from './reporter'
import { patchObject } from './send'

/** What a verb makes of one object; the same object when there is nothing to change. */
export type Change = (info: Info) => JsonObject | Promise<JsonObject>

/** How a verb that changes objects goes about it. */
export interface Updating {
  /** `image updated`. */
  readonly operation: string
  readonly change: Change
  /** Prints and sends nothing about objects that stay as they are. */
  readonly quiet?: boolean
  readonly local: boolean
  readonly dryRun?: DryRun
  /** What is said in front of the server's refusal. */
  readonly refusal?: string
}

/** Changes each object by a strategic merge patch, as `set …` does (set/helper.go). */
export async function update(
  call: Call,
  { infos, errors: before }: Selection,
  { operation, change, local, quiet = true, dryRun = dryRunOf(call), refusal = '' }: Updating,
): Promise<number> {
  const report = reporter(call, dryRun)
  const errors = [...before]
  for (const info of infos) {
    try {
      const wanted = await change(info)
      const body = await patchTo(call, info, wanted)
      if (quiet && Object.keys(body).length === 0) continue
      const stays = local || dryRun === 'client'
      const query = writeQuery(dryRun, { manager: managerOf(call) })
      const made = stays
        ? wanted
        : await patchObject(call, info, { type: 'strategic', body, query })
      report(operation, { resource: info.resource, object: typed(made) })
    } catch (error) {
      const isTold = refusal !== '' && error instanceof ServerError
      errors.push(isTold ? failed(`${refusal}${error.said}`) : error)
    }
  }
  if (errors.length > 0) throw together(errors, { prefixed: true })
  return 0
}

/** The patch from an object to what is wanted of it. */
export async function patchTo(
  { session }: Call,
  { object, resource }: Info,
  wanted: JsonObject,
): Promise<JsonObject> {
  const schema = await session.connection.patchSchema(resource)
  const patch = twoWayPatch(object, wanted, schema)
  return own(patch, 'status') === undefined ? patch : (({ status: _, ...rest }) => rest)(patch)
}
