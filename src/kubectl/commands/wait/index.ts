import type { Call, Command } from '../../command'
import { failed, isNotFound, together } from '../../errors'
import { boolFlag, textFlag } from '../../flags/define'
import {
  allNamespacesFlag,
  fieldSelectorFlag,
  filenameFlags,
  outputFlags,
  selectorFlag,
} from '../../flags/definitions'
import { printResult } from '../../printers/result'
import { type Info, type SelectOptions, select } from '../../resources/select'
import { type Condition, conditionOf } from './condition'
import { waitFor } from './wait-for'

/** `kubectl wait`. */
export const wait: Command = {
  name: 'wait',
  use:
    '([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) ' +
    "[--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]]",
  short: 'Experimental: Wait for a specific condition on one or many resources',
  long:
    'Experimental: Wait for a specific condition on one or many resources.\n\n' +
    ' What is waited for is a condition of the status, a field that has a value, that the object ' +
    'is made, or that it is gone. The objects are waited for one after the other, all of them ' +
    'within the timeout.',
  examples: [
    '# Until a Pod is ready',
    'kubectl wait --for=condition=Ready pod/web',
    '',
    '# Until a Deployment is available, a minute at most',
    'kubectl wait --for=condition=Available deployment/web --timeout=60s',
    '',
    '# Until a Pod runs',
    "kubectl wait --for=jsonpath='{.status.phase}'=Running pod/web",
    '',
    '# Until a Pod is gone',
    'kubectl wait --for=delete pod/web',
  ],
  flags: [
    boolFlag('all', 'All objects of the types'),
    allNamespacesFlag,
    fieldSelectorFlag,
    ...filenameFlags('identifying the resource.')
      .filter(({ name }) => name !== 'kustomize')
      .map((flag) => (flag.name === 'recursive' ? { ...flag, default: 'true' } : flag)),
    textFlag(
      'for',
      'What to wait for: create, delete, condition=NAME[=VALUE] or ' +
        "jsonpath='{JSONPath expression}'[=VALUE]. VALUE of a condition is true when not given.",
      { values: ['condition=', 'create', 'delete', 'jsonpath='] },
    ),
    boolFlag('local', 'Ask no server.'),
    ...outputFlags,
    selectorFlag,
    {
      name: 'timeout',
      type: 'duration',
      default: '30s',
      usage:
        'How long to wait. Zero looks once and does not wait, a negative time waits for a week.',
    },
  ],
  completes: 'resources and names',
  run,
}

const WEEK = 7 * 24 * 3_600_000

async function run(call: Call): Promise<number> {
  const { flags, world } = call
  const condition = conditionOf(flags.string('for'))
  const timeout = flags.duration('timeout')
  const deadline = world.now() + (timeout < 0 ? WEEK : timeout)
  const { errors, infos } = await found(call, condition, deadline)
  const problems: unknown[] = errors.filter(
    (error) => condition.type !== 'delete' || !isNotFound(error),
  )
  if (infos.length === 0 && problems.length === 0) {
    if (condition.type === 'delete' && !(errors.length === 0 && bulk(call))) return 0
    throw failed('no matching resources found')
  }
  for (const info of infos) {
    const { name, object, resource } = info
    const met = await waitFor(call, info, { condition, deadline })
    if (met) printResult(call, 'condition met', { resource, object, name })
    else {
      const what = `${resource.plural}/${name}`
      problems.push(failed(`timed out waiting for the condition on ${what}`))
    }
  }
  if (problems.length > 0) throw together(problems)
  return 0
}

const bulk = ({ flags }: Call): boolean =>
  flags.bool('all') || flags.string('selector') !== '' || flags.string('field-selector') !== ''

const PAUSE = 1_000

// What is to be created need not be there yet: it is looked for until it is.
async function found(call: Call, condition: Condition, deadline: number) {
  const { flags, world } = call
  const options: SelectOptions = {
    all: flags.bool('all'),
    selector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
    allNamespaces: flags.bool('all-namespaces'),
    limit: 0,
  }
  while (true) {
    const selection = await select(call, options)
    const missing = selection.errors.some(isNotFound) || selection.infos.length === 0
    const late = world.now() >= deadline || world.signal.aborted
    if (condition.type !== 'create' || !missing || late) {
      return condition.type === 'create' && missing && late
        ? { infos: [] as readonly Info[], errors: [failed('timed out waiting for the condition')] }
        : selection
    }
    await world.sleep(Math.min(PAUSE, deadline - world.now()))
  }
}
