import type { Call, Command } from '../command'
import { failed } from '../errors'
import { boolFlag, textFlag } from '../flags/define'
import { allNamespacesFlag, fieldSelectorFlag, selectorFlag } from '../flags/definitions'

const sortFlag = textFlag('sort-by', "Sort by 'cpu' or 'memory'.", { values: ['cpu', 'memory'] })
const noHeaders = boolFlag('no-headers', 'Leave out the headers.')
const protocol = boolFlag('use-protocol-buffers', 'Ask for protocol buffers.', { default: 'true' })

// There is no metrics server in these clusters, as in any fresh one.
async function unavailable({ session }: Call): Promise<number> {
  const versions = await session.server.versions()
  if (!versions.some(({ group }) => group === 'metrics.k8s.io')) {
    throw failed('Metrics API not available')
  }
  throw failed('top is not supported here')
}

const node: Command = {
  name: 'node',
  aliases: ['nodes', 'no'],
  use: '[NAME | -l label]',
  short: 'Display resource (CPU/memory) usage of nodes',
  flags: [
    noHeaders,
    selectorFlag,
    boolFlag('show-capacity', 'Show capacity in place of what is allocatable.'),
    sortFlag,
    protocol,
  ],
  completes: 'nodes',
  run: unavailable,
}

const pod: Command = {
  name: 'pod',
  aliases: ['pods', 'po'],
  use: '[NAME | -l label]',
  short: 'Display resource (CPU/memory) usage of pods',
  flags: [
    allNamespacesFlag,
    boolFlag('containers', 'Show what each container uses.'),
    fieldSelectorFlag,
    noHeaders,
    selectorFlag,
    sortFlag,
    boolFlag('sum', 'Show the sum.'),
    protocol,
  ],
  completes: 'pods',
  run: unavailable,
}

/** `kubectl top`. */
export const top: Command = {
  name: 'top',
  use: '[flags]',
  short: 'Display resource (CPU/memory) usage',
  long:
    'Display resource (CPU/memory) usage.\n\n' +
    ' What nodes and Pods use at the moment, as far as somebody measures it.\n\n' +
    ' The Metrics Server must be there and work.',
  commands: [node, pod],
}
