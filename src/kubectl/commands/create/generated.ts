import type { Call, Command, Flag } from '../../command'
import { failed, misused, ServerError } from '../../errors'
import { dryRunFlag, fieldManagerFlag, outputFlags, validateFlag } from '../../flags/definitions'
import { saveConfigFlag } from '../../flags/writing'
import type { JsonObject } from '../../json'
import { rememberingTyped } from '../../writing/annotation'
import { type DryRun, dryRunOf } from '../../writing/dry-run'
import { managerOf, validationOf, writeQuery } from '../../writing/query'
import { reporter } from '../../writing/reporter'
import { type Addressed, post } from '../../writing/send'

/** A verb below `create` that makes its object of flags. */
export interface Generator extends Omit<Command, 'run' | 'commands'> {
  readonly resource: Addressed
  /** What went wrong, in `error: failed to create deployment: …`; absent when nobody says so. */
  readonly failure?: string
  /** The object; refuses what kubectl itself refuses. */
  make(call: Call, name: string): JsonObject | Promise<JsonObject>
}

const shared: readonly Flag[] = [
  ...outputFlags,
  dryRunFlag,
  fieldManagerFlag('kubectl-create'),
  saveConfigFlag,
  validateFlag,
]

/** The verb of a generator. */
export function generated({ resource, failure, make, ...definition }: Generator): Command {
  return {
    ...definition,
    flags: [...(definition.flags ?? []), ...shared],
    completes: 'nothing',
    run: (call) => run(call, { resource, ...(failure === undefined ? {} : { failure }), make }),
  }
}

type Made = Pick<Generator, 'resource' | 'failure' | 'make'>

async function run(call: Call, { resource, failure, make }: Made): Promise<number> {
  const name = onlyName(call)
  const dryRun = dryRunOf(call)
  const validation = validationOf(call)
  const print = reporter(call, dryRun, { typed: true })
  const made = await make(call, name)
  const object = call.flags.bool('save-config') ? rememberingTyped(made) : made
  const sent = await send(call, object, { resource, failure, dryRun, validation })
  print('created', { resource, object: sent })
  return 0
}

interface Sending extends Pick<Generator, 'resource'> {
  readonly failure: string | undefined
  readonly dryRun: DryRun
  readonly validation: string
}

async function send(
  call: Call,
  object: JsonObject,
  { resource, failure, dryRun, validation }: Sending,
): Promise<JsonObject> {
  if (dryRun === 'client') return object
  const query = writeQuery(dryRun, { manager: managerOf(call), validation })
  try {
    return await post(call, { resource, namespace: call.session.namespace }, object, query)
  } catch (error) {
    if (failure === undefined || !(error instanceof ServerError)) throw error
    throw failed(`failed to create ${failure} ${error.said}`)
  }
}

/** The one word that `create …` takes (cmd/util, NameFromCommandArgs). */
export function onlyName({ words, after = [], path }: Call): string {
  const names = words.slice(0, words.length - after.length)
  const [name] = names
  if (name !== undefined && names.length === 1) return name
  throw misused(path, `exactly one NAME is required, got ${names.length}`)
}
