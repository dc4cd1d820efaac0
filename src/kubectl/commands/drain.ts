import type { Call, Command } from '../command'
import { CommandError } from '../command'
import { failed, textOf } from '../errors'
import { chunkSizeFlag, dryRunFlag, selectorFlag } from '../flags/definitions'
import { cordon, nodesOf } from '../nodes/cordon'
import { evictAll } from '../nodes/evict'
import { errorsOf, verdictOn, warningsOf } from '../nodes/filters'
import { pods } from '../resources/known'
import { pathTo } from '../resources/naming'
import { type Info, itemsOf } from '../resources/select'
import { type DryRun, dryRunOf, suffixOf } from '../writing/dry-run'
import { readSelector } from '../writing/selector'

/** `kubectl drain` (kubectl's drain.go). */
export const drain: Command = {
  name: 'drain',
  use: 'NODE',
  short: 'Drain node in preparation for maintenance',
  long:
    'Drain node in preparation for maintenance.\n\n The node is cordoned, and its pods are ' +
    'evicted. Pods of daemon sets stay, and only with\n --ignore-daemonsets does that not stop ' +
    'the drain; pods without a controller go only with --force, those with an\n emptyDir only ' +
    'with --delete-emptydir-data.',
  examples: [
    'kubectl drain node-2 --ignore-daemonsets',
    'kubectl drain node-2 --ignore-daemonsets --force --grace-period=60',
  ],
  flags: [
    chunkSizeFlag,
    {
      name: 'delete-emptydir-data',
      type: 'bool',
      usage: 'Go on when there are pods with emptyDir, whose data is lost.',
    },
    {
      name: 'disable-eviction',
      type: 'bool',
      usage: 'Delete pods and ask no PodDisruptionBudget.',
    },
    dryRunFlag,
    { name: 'force', type: 'bool', usage: 'Go on when there are pods that nobody replaces.' },
    {
      name: 'grace-period',
      type: 'int',
      default: '-1',
      usage: 'Seconds that a pod has to end by itself; below zero it decides.',
    },
    { name: 'ignore-daemonsets', type: 'bool', usage: 'Leave pods of daemon sets alone.' },
    { name: 'pod-selector', type: 'string', usage: 'Only pods with these labels' },
    selectorFlag,
    {
      name: 'skip-wait-for-delete-timeout',
      type: 'int',
      usage: 'Do not wait for pods that have been going for longer than these seconds.',
    },
    { name: 'timeout', type: 'duration', usage: 'How long to wait; zero is for ever' },
  ],
  completes: 'nodes',
  run,
}

async function run(call: Call): Promise<number> {
  const { flags, world } = call
  const dryRun = dryRunOf(call)
  checkPodSelector(flags.string('pod-selector'))
  const nodes = await nodesOf(call, 'drain')
  await cordon(call, nodes, { wanted: true, dryRun })
  const end = world.now() + (flags.duration('timeout') || Number.POSITIVE_INFINITY)
  const failures: { readonly node: string; readonly reasons: readonly string[] }[] = []
  for (const node of nodes) {
    const reasons = await drained(call, node, { dryRun, end })
    if (reasons.length === 0) {
      world.stdout.write(`node/${node.name} drained${suffixOf(dryRun)}\n`)
      continue
    }
    failures.push({ node: node.name, reasons })
    world.stderr.write(
      `error: unable to drain node "${node.name}" due to error: ${inOneLine(reasons)}, ` +
        'continuing command...\n',
    )
  }
  if (failures.length === 0) return 0
  const pending = failures.map(({ node }) => ` ${node}\n`).join('')
  world.stderr.write(`There are pending nodes to be drained:\n${pending}`)
  const lines =
    failures.length === 1
      ? (failures[0]?.reasons ?? [])
      : failures.map(({ reasons }) => inOneLine(reasons))
  throw new CommandError(lines.join('\n'))
}

const inOneLine = (reasons: readonly string[]): string =>
  reasons.length === 1 ? (reasons[0] ?? '') : `[${reasons.join(', ')}]`

function checkPodSelector(selector: string): void {
  if (selector === '') return
  try {
    readSelector(selector)
  } catch {
    throw failed('--pod-selector=<pod_selector> must be a valid label selector')
  }
}

/** Empties a node; returns why it could not be done. */
async function drained(
  call: Call,
  node: Info,
  { dryRun, end }: { readonly dryRun: DryRun; readonly end: number },
): Promise<readonly string[]> {
  const labelSelector = call.flags.string('pod-selector')
  const limit = call.flags.integer('chunk-size')
  const list = await call.session.server.get(pathTo(pods, ''), {
    fieldSelector: `spec.nodeName=${node.name}`,
    ...(labelSelector === '' ? {} : { labelSelector }),
    ...(limit > 0 ? { limit: String(limit) } : {}),
  })
  const verdicts = []
  for (const pod of itemsOf(list)) verdicts.push(await verdictOn(call, pod))
  const errors = errorsOf(verdicts)
  if (errors.length > 0) return errors
  const warnings = warningsOf(verdicts)
  if (warnings !== '') call.world.stderr.write(`Warning: ${warnings}\n`)
  const going = verdicts.filter(({ goes }) => goes).map(({ pod }) => pod)
  if (going.length === 0) return []
  try {
    await evictAll(call, going, { dryRun, end })
    return []
  } catch (error) {
    return [textOf(error).replace(/^error: /, '')]
  }
}
