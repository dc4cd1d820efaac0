import type { Call } from '../../command'
import { failed } from '../../errors'
import { filenameFlags, selectorFlag } from '../../flags/definitions'
import { type Selection, select } from '../../resources/select'

/** Flags of every verb of `rollout`. */
export const rolloutFlags = [
  ...filenameFlags('identifying the resource to get from a server.'),
  selectorFlag,
]

/** The objects of a call of `rollout`; a bare type means all of them. */
export async function rolledOut(call: Call): Promise<Selection> {
  const { words, flags } = call
  const files = flags.list('filename').length > 0 || flags.string('kustomize') !== ''
  if (words.length === 0 && !files) throw failed('required resource not specified')
  return select(call, { selector: flags.string('selector'), bareType: true, limit: 0 })
}
