import type { Command } from '../command'
import { type MetadataVerb, metadataFlags, runMetadata } from '../writing/metadata-command'

const verb: MetadataVerb = {
  verb: 'annotate',
  noun: 'annotation',
  field: 'annotations',
  manager: 'kubectl-annotate',
}

/** `kubectl annotate` (kubectl's annotate.go). */
export const annotate: Command = {
  name: 'annotate',
  use:
    '[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N ' +
    '[--resource-version=version]',
  short: 'Update the annotations on a resource',
  long:
    'Update the annotations on one or more resources.\n\n Annotations hold what programs and ' +
    'people want to keep with an object; nothing is selected by them.\n An annotation that is ' +
    'there is changed only with --overwrite.',
  examples: [
    "kubectl annotate service web note='hello there'",
    '',
    '# Say why a deployment was changed: rollout history shows it',
    'kubectl annotate deployment web kubernetes.io/change-cause="newer image"',
    '',
    '# Take an annotation away',
    'kubectl annotate service web note-',
  ],
  flags: metadataFlags(verb) ?? [],
  completes: 'resources and names',
  run: (call) => runMetadata(call, verb),
}
