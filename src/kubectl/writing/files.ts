import { matchesSelector } from '../../engine/api/labels'
import type { Call } from '../command'
import { failed, textOf } from '../errors'
import { own } from '../json'
import { type Manifest, manifestsOf } from '../resources/manifests'
import { fromManifest, type Info } from '../resources/select'
import { labelsIn } from './annotation'
import { readSelector } from './selector'

/** The objects of files, and why some could not be read. */
export interface FileObjects {
  readonly infos: readonly Info[]
  readonly errors: readonly unknown[]
}

/** Refuses a call that names neither `-f` nor `-k` (FilenameOptions.RequireFilenameOrKustomize). */
export function requireFiles({ flags }: Call): void {
  const files = flags.list('filename').length > 0
  const kustomization = flags.string('kustomize') !== ''
  if (!files && !kustomization) throw failed('must specify one of -f and -k')
  if (files && kustomization) throw failed('only one of -f or -k can be specified')
}

/** The objects of `-f`; each that is not whole is refused by itself when `validate` is set. */
export async function fileObjects(
  call: Call,
  { validate, selector = '' }: { readonly validate: boolean; readonly selector?: string },
): Promise<FileObjects> {
  const infos: Info[] = []
  const errors: unknown[] = []
  const wanted = selector === '' ? undefined : readSelector(selector)
  for (const manifest of await manifestsOf(call).catch((error) => invalid(error, validate))) {
    try {
      if (validate) checkWhole(manifest)
      const info = await fromManifest(call, manifest)
      const labels = labelsIn(info.object) as Readonly<Record<string, string>>
      if (!wanted || matchesSelector(wanted, labels)) infos.push(info)
    } catch (error) {
      errors.push(error)
    }
  }
  return { infos, errors }
}

// What is no object at all is refused by validation first.
function invalid(error: unknown, validate: boolean): never {
  const found = /^error: unable to decode "(.*)": json: cannot unmarshal/.exec(textOf(error))
  if (!validate || !found) throw error
  throw failed(
    `error validating "${found[1]}": error validating data: invalid object to validate; if you ` +
      'choose to ignore these errors, turn validation off with --validate=false',
  )
}

function checkWhole({ object, source }: Manifest): void {
  const unset = ['apiVersion', 'kind']
    .filter((key) => !own(object, key))
    .map((key) => `${key} not set`)
  if (unset.length === 0) return
  const what = unset.length > 1 ? `[${unset.join(', ')}]` : unset[0]
  throw failed(
    `error validating "${source}": error validating data: ${what}; if you choose to ignore ` +
      'these errors, turn validation off with --validate=false',
  )
}
