import type { Call, Command } from '../command'
import { failed, ServerError, together } from '../errors'
import {
  fieldManagerFlag,
  filenameFlags,
  outputFlags,
  subresourceFlag,
  validateFlag,
} from '../flags/definitions'
import { lineEndingsFlag, saveConfigFlag } from '../flags/writing'
import { type JsonObject, own, same } from '../json'
import { twoWayPatch } from '../patches'
import { formatOf, unknownFormat } from '../printers/formats'
import { printResult } from '../printers/result'
import { fromManifest, type Info, select } from '../resources/select'
import { metadataIn, remembering, withoutManagers } from '../writing/annotation'
import { type Outcome, edit as openEditor, type Reason } from '../writing/editing'
import { managerOf, validationOf, writeQuery } from '../writing/query'
import { patchObject } from '../writing/send'

/** `kubectl edit` (kubectl's edit.go and editoptions.go). */
export const edit: Command = {
  name: 'edit',
  use: '(RESOURCE/NAME | -f FILENAME)',
  short: 'Edit a resource on the server',
  long:
    'Edit a resource from the default editor.\n\n The text that is saved becomes one patch for ' +
    'each object. What the server refuses opens the editor again,\n with the reasons on top.',
  examples: ['kubectl edit svc/web', 'kubectl edit deployment/web -o json'],
  flags: [
    ...filenameFlags('to use to edit the resource'),
    ...outputFlags,
    fieldManagerFlag('kubectl-edit'),
    { name: 'output-patch', type: 'bool', usage: 'Print the patch of each object.' },
    saveConfigFlag,
    subresourceFlag('Edit what is below the object: status.'),
    validateFlag,
    lineEndingsFlag,
  ],
  completes: 'resources and names',
  run,
}

async function run(call: Call): Promise<number> {
  const { flags } = call
  const validation = validationOf(call)
  const subresource = flags.string('subresource')
  const { infos, errors } = await select(call, {
    bareType: true,
    ...(subresource ? { subresource } : {}),
    limit: 0,
  })
  if (errors.length > 0) throw together(errors)
  if (!['', 'yaml', 'json'].includes(formatOf(call).name)) {
    throw unknownFormat(call, ['json', 'yaml'])
  }
  if (infos.length === 0) throw failed('edit cancelled, no objects found')
  const whole = flags.bool('show-managed-fields')
  const shown = infos.map((info) => ({
    ...info,
    object: whole ? info.object : withoutManagers(info.object),
  }))
  return openEditor(call, {
    objects: shown.map(({ object }) => object),
    take: (edited) => take(call, shown, { edited, validation }),
  })
}

async function take(
  call: Call,
  infos: readonly Info[],
  { edited, validation }: { readonly edited: readonly JsonObject[]; readonly validation: string },
): Promise<Outcome> {
  const reasons: Reason[] = []
  const lost: ((file: string) => string)[] = []
  for (const object of edited) {
    const wanted = await fromManifest(call, { object, source: 'edited-file' })
    const info = infos.find((each) => isSame(each, wanted))
    if (!info) throw failed('At least one of apiVersion, kind and name was changed')
    try {
      await send(call, info, object, validation)
    } catch (error) {
      if (!(error instanceof ServerError)) throw error
      const { said, reason, ending } = refusal(info, error)
      call.world.stderr.write(`${said}\n`)
      if (reason) reasons.push(reason)
      if (ending) lost.push(ending)
    }
  }
  const [ending] = lost
  return { reasons, ...(ending ? { lost: ending } : {}) }
}

const isSame = (left: Info, right: Info): boolean =>
  left.resource === right.resource && left.namespace === right.namespace && left.name === right.name

async function send(call: Call, info: Info, object: JsonObject, validation: string): Promise<void> {
  const { flags, session, world } = call
  const wanted = flags.bool('save-config') ? remembering(object) : object
  const result = { resource: info.resource, object: info.object }
  if (same(info.object, wanted)) {
    printResult(named(call), 'skipped', result)
    return
  }
  const schema = await session.connection.patchSchema(info.resource)
  const body = checked(twoWayPatch(info.object, wanted, schema))
  if (flags.bool('output-patch')) world.stdout.write(`Patch: ${JSON.stringify(body)}\n`)
  const subresource = flags.string('subresource')
  const made = await patchObject(call, info, {
    type: 'strategic',
    body,
    query: writeQuery('none', { manager: managerOf(call), validation }),
    ...(subresource === '' ? {} : { subresource }),
  })
  printResult(named(call), 'edited', { ...result, object: made })
}

function checked(patch: JsonObject): JsonObject {
  const touched = ['apiVersion', 'kind'].some((key) => own(patch, key) !== undefined)
  if (touched || own(metadataIn(patch), 'name') !== undefined) {
    throw failed('At least one of apiVersion, kind and name was changed')
  }
  return patch
}

// `-o` says how the text is edited; what became of it is told in words.
const named = (call: Call): Call => ({
  ...call,
  flags: {
    ...call.flags,
    string: (name) => (name === 'output' ? '' : call.flags.string(name)),
  },
})

/** A refusal: what is said at once, what the editor shows, and how the edit ends. */
function refusal({ resource, name }: Info, error: ServerError) {
  const what = `${resource.plural} "${name}"`
  if (error.status.reason === 'Invalid') {
    const other = (error.status.details?.causes ?? []).map(
      ({ field, message }) => `${field ?? ''}: ${message}`,
    )
    const reason: Reason = { head: `${what} was not valid`, other }
    return { said: `error: ${what} is invalid`, reason }
  }
  if (error.status.reason === 'NotFound') {
    return {
      said: `error: ${what} could not be found on the server`,
      ending: (file: string) =>
        `The edits you made on deleted resources have been saved to "${file}"`,
    }
  }
  return {
    said: `error: ${what} could not be patched: ${error.said}`,
    ending: (file: string) =>
      `You can run \`kubectl replace -f ${file}\` to try this update again.`,
  }
}
