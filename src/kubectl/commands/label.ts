import type { Command } from '../command'
import { type MetadataVerb, metadataFlags, runMetadata } from '../writing/metadata-command'

const verb: MetadataVerb = {
  verb: 'label',
  noun: 'label',
  field: 'labels',
  manager: 'kubectl-label',
}

/** `kubectl label` (kubectl's label.go). */
export const label: Command = {
  name: 'label',
  use:
    '[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N ' +
    '[--resource-version=version]',
  short: 'Update the labels on a resource',
  long:
    'Update the labels on a resource.\n\n  *  Keys and values begin with a letter or digit; ' +
    'letters, digits, hyphens, dots and underscores may\nfollow, 63 characters in all.\n' +
    '  *  A key may have a DNS subdomain and a slash before it: example.com/app.\n' +
    '  *  A label that is there is changed only with --overwrite.',
  examples: [
    'kubectl label pods web tier=front',
    'kubectl label --overwrite pods web tier=back',
    '',
    '# Every pod of the namespace',
    'kubectl label pods --all tier=front',
    '',
    '# Take a label away',
    'kubectl label pods web tier-',
  ],
  flags: metadataFlags(verb) ?? [],
  completes: 'resources and names',
  run: (call) => runMetadata(call, verb),
}
