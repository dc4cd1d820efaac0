import type { Call, Command } from '../command'
import { dryRunFlag, selectorFlag } from '../flags/definitions'
import { cordon as cordonNodes, nodesOf } from '../nodes/cordon'
import { dryRunOf } from '../writing/dry-run'

const run =
  (wanted: boolean) =>
  async (call: Call): Promise<number> => {
    const dryRun = dryRunOf(call)
    const nodes = await nodesOf(call, wanted ? 'cordon' : 'uncordon')
    await cordonNodes(call, nodes, { wanted, dryRun })
    return 0
  }

/** `kubectl cordon`. */
export const cordon: Command = {
  name: 'cordon',
  use: 'NODE',
  short: 'Mark node as unschedulable',
  long: 'Mark node as unschedulable: it gets no new pods, those on it stay.',
  examples: ['kubectl cordon node-2'],
  flags: [dryRunFlag, selectorFlag],
  completes: 'nodes',
  run: run(true),
}

/** `kubectl uncordon`. */
export const uncordon: Command = {
  name: 'uncordon',
  use: 'NODE',
  short: 'Mark node as schedulable',
  long: 'Mark node as schedulable again.',
  examples: ['kubectl uncordon node-2'],
  flags: [dryRunFlag, selectorFlag],
  completes: 'nodes',
  run: run(false),
}
