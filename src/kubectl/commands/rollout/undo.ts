import type { Call, Command } from '../../command'
import { failed, together } from '../../errors'
import { dryRunFlag, outputFlags } from '../../flags/definitions'
import { isObject, type JsonObject, own } from '../../json'
import type { Info } from '../../resources/select'
import {
  type Revision,
  revisionsOf,
  sameTemplate,
  templateIn,
  withoutHash,
} from '../../rollouts/revisions'
import { templateText } from '../../rollouts/template-text'
import { typed } from '../../typed'
import { annotationsIn, lastApplied } from '../../writing/annotation'
import { type DryRun, dryRunOf } from '../../writing/dry-run'
import { writeQuery } from '../../writing/query'
import { reporter } from '../../writing/reporter'
import { patchObject } from '../../writing/send'
import { rolledOut, rolloutFlags } from './arguments'

/** `kubectl rollout undo` (kubectl's rollout_undo.go). */
export const rolloutUndo: Command = {
  name: 'undo',
  use: '(TYPE NAME | TYPE/NAME) [flags]',
  short: 'Undo a previous rollout',
  long: 'Roll back to a previous rollout.',
  examples: [
    'kubectl rollout undo deployment/web',
    'kubectl rollout undo deployment/web --to-revision=3',
  ],
  flags: [
    ...rolloutFlags,
    ...outputFlags,
    dryRunFlag,
    { name: 'to-revision', type: 'int64', usage: 'Where to go back to; 0 is the one before.' },
  ],
  completes: 'resources and names',
  run,
}

async function run(call: Call): Promise<number> {
  const dryRun = dryRunOf(call)
  const { infos, errors } = await rolledOut(call)
  const report = reporter(call, dryRun)
  const failures = [...errors]
  for (const info of infos) {
    try {
      const operation = await rolledBack(call, info, dryRun)
      report(operation, { resource: info.resource, object: info.object })
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw together(failures)
  return 0
}

async function rolledBack(call: Call, info: Info, dryRun: DryRun): Promise<string> {
  const to = call.flags.integer('to-revision')
  if (to < 0) throw unknown(to)
  const revisions = await revisionsOf(call, info, 'rollbacker')
  const revision = target(revisions, to, info)
  if (dryRun === 'client') return templateText(templateIn(revision))
  const { resource, namespace, name } = info
  const spec = own(info.object, 'spec')
  const live = isObject(spec) ? spec : {}
  if (own(live, 'paused') === true) {
    throw failed(
      "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' " +
        'and try again',
    )
  }
  const template = own(live, 'template')
  if (isObject(template) && sameTemplate(templateIn(revision), template)) {
    return `skipped rollback (current template already matches revision ${to})`
  }
  const query = writeQuery(dryRun)
  if (resource.kind === 'Deployment') {
    const body = operations(revision, info.object)
    await patchObject(call, info, { type: 'json', body, query })
  } else {
    const data = own(revision.object, 'data')
    const body = isObject(data) ? data : {}
    await patchObject(call, { resource, namespace, name }, { type: 'strategic', body, query })
  }
  return 'rolled back'
}

const unknown = (revision: number) =>
  failed(`unable to find specified revision ${revision} in history`)

function target(revisions: readonly Revision[], to: number, { resource, name }: Info): Revision {
  if (to > 0) {
    const found = revisions.find(({ number }) => number === to)
    if (found) return found
    throw unknown(to)
  }
  const before = revisions.at(-2)
  if (before) return before
  throw failed(
    resource.kind === 'Deployment'
      ? `no rollout history found for deployment "${name}"`
      : 'no last revision to roll back to',
  )
}

const kept = [
  lastApplied,
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
]

/** The template and the annotations of then; what the controllers write stays as it is. */
function operations(revision: Revision, live: JsonObject): readonly JsonObject[] {
  const now = Object.entries(annotationsIn(live)).filter(([key]) => kept.includes(key))
  const then = Object.entries(annotationsIn(revision.object)).filter(([key]) => !kept.includes(key))
  const spec = { template: withoutHash(templateIn(revision)) }
  const template = own(own(typed({ spec }), 'spec') as JsonObject, 'template') ?? {}
  const annotations = Object.fromEntries([...now, ...then])
  return [
    { op: 'replace', path: '/spec/template', value: template },
    { op: 'replace', path: '/metadata/annotations', value: annotations },
  ]
}
