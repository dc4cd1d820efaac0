import { liveOf } from '../../applying/client-side'
import type { Call, Command } from '../../command'
import { failed, ServerError, together } from '../../errors'
import { dryRunFlag, outputFlags } from '../../flags/definitions'
import { plainFilenameFlags } from '../../flags/writing'
import { qualifiedPlural } from '../../resources/naming'
import type { Info } from '../../resources/select'
import { missing } from '../../resources/select'
import {
  appliedText,
  configurationOf,
  lastApplied,
  withAppliedText,
} from '../../writing/annotation'
import { dryRunOf } from '../../writing/dry-run'
import { fileObjects } from '../../writing/files'
import { writeQuery } from '../../writing/query'
import { reporter } from '../../writing/reporter'
import { patchObject } from '../../writing/send'

/** `kubectl apply set-last-applied`. */
export const setLastApplied: Command = {
  name: 'set-last-applied',
  use: '-f FILENAME',
  short:
    'Set the last-applied-configuration annotation on a live object to match the contents of a ' +
    'file',
  long: 'Make apply believe that a file was applied last; nothing else of the object changes.',
  examples: ['kubectl apply set-last-applied -f web.yaml'],
  flags: [
    ...plainFilenameFlags('that contains the configuration'),
    ...outputFlags,
    {
      name: 'create-annotation',
      type: 'bool',
      usage: 'Also on objects that have no such annotation yet.',
    },
    dryRunFlag,
  ],
  completes: 'files',
  run,
}

async function run(call: Call): Promise<number> {
  const dryRun = dryRunOf(call)
  if (call.flags.list('filename').length === 0) throw missing()
  const { infos, errors } = await fileObjects(call, { validate: false })
  if (errors.length > 0) throw together(errors)
  const report = reporter(call, dryRun)
  for (const info of infos) {
    const live = await liveOf(call, { ...info, source: '' })
    if (!live) throw absent(info)
    const before = appliedText(live)
    if (before === undefined && !call.flags.bool('create-annotation')) {
      throw failed(
        `no last-applied-configuration annotation found on resource: ${info.name}, to create ` +
          'the annotation, run the command with --create-annotation',
      )
    }
    const text = configurationOf(info.object)
    const body = { metadata: { annotations: { [lastApplied]: text } } }
    const stays = dryRun === 'client' || before === text
    const query = writeQuery(dryRun)
    const object = stays
      ? withAppliedText(live, text)
      : await patchObject(call, info, { type: 'merge', body, query })
    report('configured', { resource: info.resource, object })
  }
  return 0
}

const absent = ({ resource, name }: Info): ServerError =>
  new ServerError({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    reason: 'NotFound',
    message: `${qualifiedPlural(resource)} "${name}" not found`,
    code: 404,
  })
