import type { Call, Command } from '../command'
import { failed, isNotFound, together, withSource } from '../errors'
import {
  allNamespacesFlag,
  dryRunFlag,
  fieldSelectorFlag,
  filenameFlags,
  selectorFlag,
} from '../flags/definitions'
import { allFlag, deleteFlags } from '../flags/writing'
import { printedName, qualifiedPlural } from '../resources/naming'
import { type Info, select } from '../resources/select'
import { type Deletion, gone, propagationOf, remove, uidIn } from '../writing/deleting'
import { dryRunOf, suffixOf } from '../writing/dry-run'
import { rawRequest } from '../writing/raw'

/** `kubectl delete` (kubectl's delete.go). */
export const deleteCommand: Command = {
  name: 'delete',
  use: '([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)])',
  short:
    'Delete resources by file names, stdin, resources and names, or by resources and label ' +
    'selector',
  long:
    'Delete resources by file names, stdin, resources and names, or by resources and label ' +
    'selector.\n\n Only one way of naming them at a time. Some objects take their time: a Pod ' +
    'may use its grace period\nto end by itself.',
  examples: [
    'kubectl delete pod,service web',
    'kubectl delete pods -l app=web',
    'kubectl delete -f ./web.yaml',
    '',
    '# At once, without waiting for the node',
    'kubectl delete pod web --force',
  ],
  flags: [
    ...filenameFlags('containing the resource to delete.'),
    allFlag,
    allNamespacesFlag,
    dryRunFlag,
    fieldSelectorFlag,
    selectorFlag,
    ...deleteFlags(true),
    { name: 'ignore-not-found', type: 'bool', usage: 'What is not there counts as deleted.' },
    { name: 'interactive', shorthand: 'i', type: 'bool', usage: 'Ask before anything is deleted.' },
    { name: 'now', type: 'bool', usage: 'Give objects one second (--grace-period=1).' },
    {
      name: 'output',
      shorthand: 'o',
      type: 'string',
      usage: 'Use "-o name" for shorter output (resource/name).',
      values: ['name'],
    },
    { name: 'raw', type: 'string', usage: 'Path on the server to send a DELETE to.' },
  ],
  completes: 'resources and names',
  run,
}

interface Plan extends Deletion {
  readonly force: boolean
  readonly wait: boolean
  readonly ignoreNotFound: boolean
  readonly timeout: number
}

const HOURS_OF_A_WEEK = 168
const WEEK = HOURS_OF_A_WEEK * 3_600_000

async function run(call: Call): Promise<number> {
  const { flags, words } = call
  const dryRun = dryRunOf(call)
  const all = flags.bool('all')
  if (flags.string('raw') !== '') {
    if (words.length > 0) throw failed('--raw may not be used with other arguments')
    return rawRequest(call, 'DELETE')
  }
  const plan = { ...planOf(call), dryRun, ignoreNotFound: ignores(call) }
  check(call)
  const { infos, errors } = await select(call, {
    all,
    selector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
    allNamespaces: flags.bool('all-namespaces'),
    latest: false,
    fetch: false,
    limit: 0,
  })
  if (flags.bool('interactive') && !(await confirmed(call, infos))) return 0
  return deleteAll(call, infos, { plan, errors })
}

// `--all` and selectors find only what is there: that one goes before its turn is no error.
const ignores = ({ flags }: Call): boolean =>
  flags.bool('ignore-not-found') || (flags.bool('all') && !flags.given('ignore-not-found'))

function planOf(call: Call): Omit<Plan, 'dryRun' | 'ignoreNotFound'> {
  const { flags } = call
  const propagation = propagationOf(call)
  const force = flags.bool('force')
  let gracePeriod = flags.integer('grace-period')
  let wait = flags.bool('wait')
  if (flags.bool('now')) {
    if (gracePeriod !== -1) throw failed('--now and --grace-period cannot be specified together')
    gracePeriod = 1
  }
  // Zero without --force means one second, so that nothing is torn out of the cluster unasked.
  if (gracePeriod === 0 && !force) {
    if (!flags.given('wait')) wait = true
    gracePeriod = 1
  }
  if (force && gracePeriod < 0) gracePeriod = 0
  return { propagation, force, gracePeriod, wait, timeout: flags.duration('timeout') || WEEK }
}

function check({ flags, session }: Call): void {
  const output = flags.string('output')
  if (output !== '' && output !== 'name') {
    throw failed(`unexpected -o output mode: ${output}. We only support '-o name'`)
  }
  const selectors = [flags.string('selector'), flags.string('field-selector')]
  if (flags.bool('all') && selectors.some((each) => each !== '')) {
    throw failed("setting 'all' parameter but found a non empty selector. ")
  }
  const forced = flags.bool('force')
  const grace = flags.bool('now') ? 1 : flags.integer('grace-period')
  if (forced && grace > 0) {
    throw failed('--force and --grace-period greater than 0 cannot be specified together')
  }
  if (forced) {
    session.server.warn(
      'Immediate deletion does not wait for confirmation that the running resource has been ' +
        'terminated. The resource may continue to run on the cluster indefinitely.',
    )
  }
}

async function confirmed({ world }: Call, infos: readonly Info[]): Promise<boolean> {
  world.stdout.write(`You are about to delete the following ${infos.length} resource(s):\n`)
  for (const { resource, name } of infos) world.stdout.write(`${printedName(resource, name)}\n`)
  world.stdout.write('Do you want to continue? (y/n): ')
  const answer = (await world.stdin.read())?.trim().toLowerCase() ?? ''
  if (answer === 'y' || answer === 'yes') return true
  world.stdout.write('deletion is cancelled\n')
  return false
}

/** Deletes objects, says so, and waits until they are gone; `replace --force` does the same. */
export async function deleteAll(
  call: Call,
  infos: readonly Info[],
  { plan, errors: before }: { readonly plan: Plan; readonly errors: readonly unknown[] },
): Promise<number> {
  const errors = [...before]
  const removed: (Info & { readonly uid: string })[] = []
  for (const info of infos) {
    try {
      const answer = plan.dryRun === 'client' ? {} : await removeOne(call, info, plan)
      removed.push({ ...info, uid: answer === 'gone' ? '' : uidIn(answer) })
      if (answer !== 'gone') say(call, info, plan)
    } catch (error) {
      errors.push(withSource(error, 'deleting', info.source))
    }
  }
  if (infos.length === 0 && errors.length === 0) {
    call.world.stdout.write('No resources found\n')
    return 0
  }
  if (errors.length > 0) throw together(errors)
  if (plan.wait && plan.dryRun === 'none') await wait(call, removed, plan.timeout)
  return 0
}

async function removeOne(call: Call, info: Info, plan: Plan) {
  try {
    return await remove(call, info, plan)
  } catch (error) {
    if (plan.ignoreNotFound && isNotFound(error)) return 'gone'
    throw error
  }
}

function say({ world, flags, command }: Call, { resource, name }: Info, plan: Plan): void {
  const short = command.name === 'delete' && flags.string('output') === 'name'
  if (short) {
    world.stdout.write(`${printedName(resource, name)}\n`)
    return
  }
  const kind = printedName(resource, '').slice(0, -1)
  const how = plan.gracePeriod === 0 ? 'force deleted' : 'deleted'
  world.stdout.write(`${kind} "${name}" ${how}${suffixOf(plan.dryRun)}\n`)
}

async function wait(
  call: Call,
  removed: readonly (Info & { readonly uid: string })[],
  timeout: number,
): Promise<void> {
  const end = call.world.now() + timeout
  for (const info of removed) {
    if (call.world.signal.aborted) return
    const left = Math.max(0, end - call.world.now())
    if (await gone(call, info, left)) continue
    if (call.world.signal.aborted) return
    const what = `${qualifiedPlural(info.resource)}/${info.name}`
    throw failed(`timed out waiting for the condition on ${what}`)
  }
}
