import { environments, type Traffic } from '../../engine/api/traffic'
import { modes } from '../../scenarios/decoded'
import { view } from '../../scenarios/decoded-view'
import { scenarioLimits as limits } from '../../scenarios/limits'
import type { LessonStep, Question, Start } from '../lesson'
import { readSource, readWay } from './acts'
import type { Given } from './given'
import { readGoals } from './goals'

/** A step of a lesson. */
export function readStep(given: Given): LessonStep {
  const fields = given.fields(
    ...(['id', 'start', 'question', 'breaks', 'goals', 'ways', 'wrong'] as const),
  )
  return {
    id: fields.at('id').name(),
    start: start(fields.at('start')),
    ...fields.maybe('question', question),
    ...fields.maybe('breaks', readWay),
    ...fields.maybe('goals', readGoals),
    ...fields.maybe('ways', (each) => each.list([1, 5], readWay)),
    ...fields.maybe('wrong', readWay),
  }
}

function start(given: Given): Start {
  const fields = given.fields(
    ...(['manifest', 'environment', 'mode', 'nodes', 'traffic', 'view'] as const),
  )
  return {
    manifest: fields.at('manifest').text(limits.manifestLength),
    ...fields.maybe('environment', (each) => each.oneOf(environments)),
    ...fields.maybe('mode', (each) => each.oneOf(modes)),
    ...fields.maybe('nodes', (each) => each.whole(1, limits.nodes)),
    ...fields.maybe('traffic', (each) => each.list([0, limits.traffic], client)),
    ...fields.maybe('view', (each) => each.as(view, { code: 'as-in-links' })),
  }
}

/** A client; what is not said of it is as one that is added under *Traffic*. */
function client(given: Given): Traffic {
  const fields = given.fields(
    ...(['name', 'from', 'url', 'ratePerSecond', 'concurrency', 'keepAlive'] as const),
    'timeoutSeconds',
  )
  return {
    name: fields.at('name').text(limits.name),
    from: readSource(fields.at('from')),
    url: fields.at('url').text(limits.url),
    ratePerSecond: 4,
    concurrency: 10,
    keepAlive: false,
    timeoutSeconds: 5,
    ...fields.maybe('ratePerSecond', (each) => each.number(0, limits.requestsPerSecond)),
    ...fields.maybe('concurrency', (each) => each.whole(1, limits.concurrency)),
    ...fields.maybe('keepAlive', (each) => each.flag()),
    ...fields.maybe('timeoutSeconds', (each) => each.number(0.001, limits.timeoutSeconds)),
  }
}

function question(given: Given): Question {
  const fields = given.fields('right', 'deeds', 'proofs')
  const proofs = fields.at('proofs').list([2, 6], readGoals)
  return {
    right: fields.at('right').whole(1, proofs.length),
    deeds: readWay(fields.at('deeds')),
    proofs,
  }
}
