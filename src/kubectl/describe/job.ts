import { humanDuration } from '../../engine/api/human-duration'
import type { JsonObject } from '../json'
import { type Context, describeEvents } from './events'
import { at, listAt, mapAt, numberAt, textAt } from './fields'
import { describeController, describeLabels, describeName } from './heading'
import { describePodTemplate, selectorText } from './pod-template'
import { longTime } from './time'
import { Description } from './writer'

/** Describes a Job. */
export async function describeJob(object: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  describeName(out, object)
  out.line(0, `Selector:\t${selectorText(mapAt(object, 'spec', 'selector'))}`)
  describeLabels(out, object)
  describeController(out, object)
  given(out, object, 'Parallelism', 'parallelism')
  out.line(0, `Completions:\t${textAt(object, 'spec', 'completions') || '<unset>'}`)
  given(out, object, 'Completion Mode', 'completionMode')
  given(out, object, 'Suspend', 'suspend')
  given(out, object, 'Backoff Limit', 'backoffLimit')
  given(out, object, 'TTL Seconds After Finished', 'ttlSecondsAfterFinished')
  times(out, object)
  const deadline = textAt(object, 'spec', 'activeDeadlineSeconds')
  if (deadline !== '') out.line(0, `Active Deadline Seconds:\t${deadline}s`)
  const count = (key: string) => numberAt(object, 'status', key)
  const ready = at(object, 'status', 'ready') === undefined ? '' : ` (${count('ready')} Ready)`
  const done = `${count('succeeded')} Succeeded / ${count('failed')} Failed`
  out.line(0, `Pods Statuses:\t${count('active')} Active${ready} / ${done}`)
  if (textAt(object, 'spec', 'completionMode') === 'Indexed') {
    const indexes = textAt(object, 'status', 'completedIndexes') || '<none>'
    out.line(0, `Completed Indexes:\t${indexes}`)
  }
  describePodTemplate(out, at(object, 'spec', 'template'))
  await describeEvents(out, object, context)
  return out.text()
}

function given(out: Description, object: JsonObject, title: string, key: string): void {
  const text = textAt(object, 'spec', key)
  if (text !== '') out.line(0, `${title}:\t${text}`)
}

function times(out: Description, object: JsonObject): void {
  const start = textAt(object, 'status', 'startTime')
  const end = textAt(object, 'status', 'completionTime')
  if (start !== '') out.line(0, `Start Time:\t${longTime(start)}`)
  if (end !== '') out.line(0, `Completed At:\t${longTime(end)}`)
  if (start !== '' && end !== '') {
    const seconds = Math.floor((Date.parse(end) - Date.parse(start)) / 1_000)
    out.line(0, `Duration:\t${humanDuration(seconds)}`)
  }
}

/** Describes a CronJob. */
export async function describeCronJob(object: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  const text = (key: string) => textAt(object, 'spec', key)
  describeName(out, object)
  describeLabels(out, object)
  out.line(0, `Schedule:\t${text('schedule')}`)
  out.line(0, `Concurrency Policy:\t${text('concurrencyPolicy')}`)
  const suspend = { true: 'True', false: 'False' }[text('suspend')] ?? '<unset>'
  out.line(0, `Suspend:\t${suspend}`)
  const [good, bad] = [text('successfulJobsHistoryLimit'), text('failedJobsHistoryLimit')]
  out.line(0, `Successful Job History Limit:\t${good || '<unset>'}`)
  out.line(0, `Failed Job History Limit:\t${bad || '<unset>'}`)
  const deadline = text('startingDeadlineSeconds')
  out.line(0, `Starting Deadline Seconds:\t${deadline === '' ? '<unset>' : `${deadline}s`}`)
  jobTemplate(out, mapAt(object, 'spec', 'jobTemplate', 'spec'))
  const last = textAt(object, 'status', 'lastScheduleTime')
  out.line(0, `Last Schedule Time:\t${last === '' ? '<unset>' : longTime(last)}`)
  const active = listAt(object, 'status', 'active').map((each) => textAt(each, 'name'))
  out.line(0, `Active Jobs:\t${active.join(', ') || '<none>'}`)
  await describeEvents(out, object, context)
  return out.text()
}

function jobTemplate(out: Description, spec: JsonObject): void {
  const selector = at(spec, 'selector') ? selectorText(mapAt(spec, 'selector')) : '<unset>'
  out.line(0, `Selector:\t${selector}`)
  out.line(0, `Parallelism:\t${textAt(spec, 'parallelism') || '<unset>'}`)
  out.line(0, `Completions:\t${textAt(spec, 'completions') || '<unset>'}`)
  const deadline = textAt(spec, 'activeDeadlineSeconds')
  if (deadline !== '') out.line(0, `Active Deadline Seconds:\t${deadline}s`)
  describePodTemplate(out, at(spec, 'template'))
}
