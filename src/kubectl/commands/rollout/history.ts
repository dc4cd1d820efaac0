import type { Call, Command } from '../../command'
import { failed, together } from '../../errors'
import { outputFlags } from '../../flags/definitions'
import type { JsonObject } from '../../json'
import { formatOf } from '../../printers/formats'
import { printedName } from '../../resources/naming'
import type { Info } from '../../resources/select'
import { changeCause, type Revision, revisionsOf, templateIn } from '../../rollouts/revisions'
import { templateText } from '../../rollouts/template-text'
import { typed } from '../../typed'
import { type Report, reporter } from '../../writing/reporter'
import { rolledOut, rolloutFlags } from './arguments'

/** `kubectl rollout history` (kubectl's rollout_history.go). */
export const rolloutHistory: Command = {
  name: 'history',
  use: '(TYPE NAME | TYPE/NAME) [flags]',
  short: 'View rollout history',
  long: 'View previous rollout revisions and configurations.',
  examples: [
    'kubectl rollout history deployment/web',
    '',
    '# What one revision was like',
    'kubectl rollout history deployment/web --revision=3',
  ],
  flags: [
    ...rolloutFlags,
    ...outputFlags,
    { name: 'revision', type: 'int64', usage: 'The revision to show in full.' },
  ],
  completes: 'resources and names',
  run,
}

async function run(call: Call): Promise<number> {
  const { flags } = call
  if (flags.integer('revision') < 0) {
    throw failed(`revision must be a positive integer: ${flags.integer('revision')}`)
  }
  const { infos, errors } = await rolledOut(call)
  const report = reporter(call, 'none')
  const failures = [...errors]
  for (const info of infos) {
    try {
      await show(call, info, report)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw together(failures)
  return 0
}

async function show(call: Call, info: Info, report: Report): Promise<void> {
  const { flags, world } = call
  const number = flags.integer('revision')
  const revisions = await revisionsOf(call, info, 'history')
  const wanted = number > 0 ? revisions.filter((each) => each.number === number) : revisions
  if (number > 0 && wanted.length === 0) throw failed('unable to find the specified revision')
  const { name: format } = formatOf(call)
  if (format !== '') {
    for (const { object } of wanted)
      report('', { resource: remembered(object), object: typed(object) })
    return
  }
  const name = printedName(info.resource, info.name)
  if (number > 0) world.stdout.write(`${name} with revision #${number}\n${template(wanted)}\n`)
  else world.stdout.write(`${name} \n${table(revisions)}\n`)
}

// What remembers a revision is an object of its own.
const remembered = ({ kind }: JsonObject) => ({ kind: String(kind), group: 'apps' })

const template = ([revision]: readonly Revision[]): string =>
  revision ? templateText(templateIn(revision)) : ''

const COLUMN = 10

const table = (revisions: readonly Revision[]): string => {
  if (revisions.length === 0) return 'No rollout history found.'
  const rows = revisions.map(
    ({ number, object }) => `${String(number).padEnd(COLUMN)}${changeCause(object)}\n`,
  )
  return `${'REVISION'.padEnd(COLUMN)}CHANGE-CAUSE\n${rows.join('')}`
}
