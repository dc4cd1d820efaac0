import type { Call, Command } from '../../command'
import { failed, together } from '../../errors'
import { fieldManagerFlag, filenameFlags, outputFlags, validateFlag } from '../../flags/definitions'
import { lineEndingsFlag } from '../../flags/writing'
import { fromManifest, type Info, select } from '../../resources/select'
import { configurationOf, lastApplied } from '../../writing/annotation'
import { edit } from '../../writing/editing'
import { managerOf, writeQuery } from '../../writing/query'
import { reporter } from '../../writing/reporter'
import { patchObject } from '../../writing/send'
import { configurationIn } from './view-last-applied'

/** `kubectl apply edit-last-applied`. */
export const editLastApplied: Command = {
  name: 'edit-last-applied',
  use: '(RESOURCE/NAME | -f FILENAME)',
  short: 'Edit latest last-applied-configuration annotations of a resource/object',
  long: 'Edit what apply keeps of an object; the object itself does not change.',
  examples: ['kubectl apply edit-last-applied service/web'],
  flags: [
    ...filenameFlags('to use to edit the resource'),
    ...outputFlags,
    fieldManagerFlag('kubectl-client-side-apply'),
    validateFlag,
    lineEndingsFlag,
  ],
  completes: 'resources and names',
  run,
}

async function run(call: Call): Promise<number> {
  const { infos, errors } = await select(call, { limit: 0 })
  if (errors.length > 0) throw together(errors)
  const report = reporter(call, 'none')
  const objects = infos.map(configurationIn).filter((each) => each !== undefined)
  if (objects.length < infos.length) {
    throw failed(
      'no last-applied-configuration annotation found on resources, to create the annotation, ' +
        'use command `kubectl apply set-last-applied --create-annotation`',
    )
  }
  return edit(call, {
    objects,
    take: async (edited) => {
      for (const object of edited) {
        const wanted = await fromManifest(call, { object, source: 'edited-file' })
        const info = infos.find((each) => isSame(each, wanted))
        if (!info) throw failed('At least one of apiVersion, kind and name was changed')
        const text = configurationOf(wanted.object)
        const body = { metadata: { annotations: { [lastApplied]: text } } }
        const query = writeQuery('none', { manager: managerOf(call) })
        const made = await patchObject(call, info, { type: 'merge', body, query })
        report('edited', { resource: info.resource, object: made })
      }
      return { reasons: [] }
    },
  })
}

const isSame = (left: Info, right: Info): boolean =>
  left.resource === right.resource && left.namespace === right.namespace && left.name === right.name
