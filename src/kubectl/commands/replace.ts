import type { Call, Command } from '../command'
import { failed, isNotFound, together, withSource } from '../errors'
import {
  dryRunFlag,
  fieldManagerFlag,
  filenameFlags,
  outputFlags,
  subresourceFlag,
  validateFlag,
} from '../flags/definitions'
import { deleteFlags, saveConfigFlag } from '../flags/writing'
import { type JsonObject, own } from '../json'
import { pathTo } from '../resources/naming'
import type { Info } from '../resources/select'
import type { Query } from '../server'
import { metadataIn, remembering } from '../writing/annotation'
import { gone, propagationOf, remove, uidIn } from '../writing/deleting'
import { type DryRun, dryRunOf } from '../writing/dry-run'
import { fileObjects, requireFiles } from '../writing/files'
import { managerOf, validationOf, writeQuery } from '../writing/query'
import { rawRequest } from '../writing/raw'
import { reporter } from '../writing/reporter'
import { post, put } from '../writing/send'

/** `kubectl replace` (kubectl's replace.go). */
export const replace: Command = {
  name: 'replace',
  use: '-f FILENAME',
  short: 'Replace a resource by file name or stdin',
  long:
    'Replace a resource by file name or stdin. The file must hold the whole object.\n\n JSON and ' +
    'YAML formats are accepted.',
  examples: [
    'kubectl replace -f ./pod.yaml',
    'cat pod.yaml | kubectl replace -f -',
    '',
    '# Delete it and make it anew',
    'kubectl replace --force -f ./pod.yaml',
  ],
  flags: [
    ...filenameFlags('to use to replace the resource.'),
    ...outputFlags,
    dryRunFlag,
    fieldManagerFlag('kubectl-replace'),
    { name: 'raw', type: 'string', usage: 'Path on the server to PUT the file to as it is.' },
    saveConfigFlag,
    subresourceFlag('Replace what is below the object: status or scale.'),
    validateFlag,
    ...deleteFlags(false),
  ],
  completes: 'files',
  run,
}

async function run(call: Call): Promise<number> {
  const { flags } = call
  const dryRun = dryRunOf(call)
  const validation = validationOf(call)
  check(call, dryRun)
  if (flags.string('raw') !== '') return rawRequest(call, 'PUT')
  const query = writeQuery(dryRun, { manager: managerOf(call), validation })
  const found = await fileObjects(call, { validate: validation !== 'Ignore' })
  if (flags.bool('force')) await removeFirst(call, found.infos)
  const report = reporter(call, dryRun)
  const errors = [...found.errors]
  for (const info of found.infos) {
    try {
      const object = flags.bool('save-config') ? remembering(info.object) : info.object
      const wanted = { ...info, object }
      const made = dryRun === 'client' ? object : await replaced(call, wanted, query)
      report('replaced', { resource: info.resource, object: made })
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw together(errors)
  if (found.infos.length === 0) throw failed('no objects passed to replace')
  return 0
}

function check(call: Call, dryRun: DryRun): void {
  const { flags } = call
  const force = flags.bool('force')
  if (flags.integer('grace-period') >= 0 && !force) {
    throw failed('--grace-period must have --force specified')
  }
  if (flags.duration('timeout') !== 0 && !force) {
    throw failed('--timeout must have --force specified')
  }
  if (force && dryRun !== 'none') throw failed('--dry-run can not be used when --force is set')
  requireFiles(call)
}

/** Deletes what is to be made anew, and waits until it is gone. */
async function removeFirst(call: Call, infos: readonly Info[]): Promise<void> {
  const { flags, world } = call
  const gracePeriod = flags.integer('grace-period')
  const propagation = propagationOf(call)
  const removed: (Info & { readonly uid: string })[] = []
  for (const info of infos) {
    try {
      const answer = await remove(call, info, { dryRun: 'none', gracePeriod, propagation })
      removed.push({ ...info, uid: uidIn(answer) })
      const { kind, group } = info.resource
      const type = `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}`
      const how = gracePeriod === 0 ? 'force deleted' : 'deleted'
      world.stdout.write(`${type} "${info.name}" ${how}\n`)
    } catch (error) {
      if (!isNotFound(error)) throw error
    }
  }
  const timeout = flags.duration('timeout') || Number.POSITIVE_INFINITY
  for (const info of removed) {
    if (!(await gone(call, info, timeout))) throw failed('timed out waiting for the condition')
  }
}

async function replaced(call: Call, info: Info, query: Query): Promise<JsonObject> {
  const force = call.flags.bool('force')
  try {
    if (force) return await post(call, info, info.object, query)
    return await put(call, info, await versioned(call, info), query)
  } catch (error) {
    throw withSource(error, force ? 'creating' : 'replacing', info.source)
  }
}

/** The object with the version that the server has, when its file names none. */
async function versioned({ session }: Call, info: Info): Promise<JsonObject> {
  const { object, resource, namespace, name } = info
  const metadata = metadataIn(object)
  if (own(metadata, 'resourceVersion') !== undefined) return object
  try {
    const live = await session.server.get(pathTo(resource, namespace, name))
    const version = own(metadataIn(live), 'resourceVersion')
    if (version === undefined) return object
    return { ...object, metadata: { ...metadata, resourceVersion: version } }
  } catch (error) {
    if (isNotFound(error)) return object
    throw error
  }
}
