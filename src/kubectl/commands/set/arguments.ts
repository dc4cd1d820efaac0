import type { Call, Flag } from '../../command'
import { failed } from '../../errors'
import { dryRunFlag, fieldManagerFlag, filenameFlags, outputFlags } from '../../flags/definitions'
import { allFlag, localFlag } from '../../flags/writing'
import { hasKustomization } from '../../resources/manifests'
import { type Selection, select } from '../../resources/select'
import { localSelection } from '../../writing/local'

/** Flags that every verb of `set` has. */
export const setFlags: readonly Flag[] = [
  ...filenameFlags('identifying the resource to get from a server.'),
  ...outputFlags,
  allFlag,
  dryRunFlag,
  fieldManagerFlag('kubectl-set'),
  localFlag,
]

/** Words that name resources, and the changes after them. */
export function splitPairs(
  words: readonly string[],
  isChange: (word: string) => boolean,
): { readonly resources: readonly string[]; readonly changes: readonly string[] } {
  const at = words.findIndex(isChange)
  return at < 0
    ? { resources: words, changes: [] }
    : { resources: words.slice(0, at), changes: words.slice(at) }
}

/** The objects of a call of `set`. */
export async function selected(
  call: Call,
  resources: readonly string[],
  { selector = '' }: { readonly selector?: string } = {},
): Promise<Selection> {
  const { flags } = call
  const local = flags.bool('local')
  const files = flags.list('filename').length > 0 || hasKustomization(call)
  if (local && (resources.length > 0 || !files)) {
    throw failed(
      'can only use local files by -f pod.yaml or --filename=pod.json when --local=true is set',
    )
  }
  if (local) return localSelection(call)
  return select(call, { words: resources, all: flags.bool('all'), selector, limit: 0 })
}
