import type { Call } from '../command'
import { failed, textOf, together } from '../errors'
import { fromManifest } from '../resources/select'
import type { Query } from '../server'
import { remembering } from './annotation'
import { edit } from './editing'
import type { FileObjects } from './files'
import { reporter } from './reporter'
import { post } from './send'

/** `create --edit`: each object is edited by itself, and then created. */
export async function editedCreation(
  call: Call,
  { infos, errors }: FileObjects,
  query: Query,
): Promise<number> {
  if (errors.length > 0) throw together(errors)
  if (infos.length === 0) throw failed('no objects passed to create')
  const report = reporter(call, 'none')
  let code = 0
  for (const info of infos) {
    const done = await edit(call, {
      objects: [info.object],
      take: async (edited) => {
        for (const object of edited) {
          const wanted = await fromManifest(call, { object, source: 'edited-file' })
          const keep = call.flags.bool('save-config')
          const body = keep ? remembering(wanted.object) : wanted.object
          const made = await post(call, wanted, body, query).catch((error: unknown) => {
            throw failed(textOf(error).replace(/^error: /i, ''))
          })
          report('created', { resource: wanted.resource, object: made })
        }
        return { reasons: [] }
      },
    })
    code = Math.max(code, done)
  }
  return code
}
