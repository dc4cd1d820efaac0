import type { Asker, Deed, Goal } from '../../engine/api/goal'
import { requestOutcomes } from '../../engine/api/traffic'
import { scenarioLimits as limits } from '../../scenarios/limits'
import { readSource } from './acts'
import type { Given } from './given'

/** What must hold; all of it. */
export const readGoals = (given: Given): readonly Goal[] => given.list([1, 10], goal)

function goal(given: Given): Goal {
  const fields = given.fields(
    ...(['by', 'count', 'outcome', 'percent', 'answeredBy', 'pods', 'all'] as const),
    ...(['after', 'atOnce'] as const),
  )
  return {
    by: asker(fields.at('by')),
    ...fields.maybe('count', (each) => each.whole(1, 200)),
    ...fields.maybe('outcome', (each) => each.oneOf(requestOutcomes)),
    ...fields.maybe('percent', (each) => each.whole(1, 100)),
    ...fields.maybe('answeredBy', (each) => each.labels()),
    ...fields.maybe('pods', (each) => each.whole(1, 200)),
    ...fields.maybe('all', (each) => each.flag()),
    ...fields.maybe('after', (each) => each.list([1, 5], deed)),
    ...fields.maybe('atOnce', (each) => each.flag()),
  }
}

function asker(given: Given): Asker {
  const fields = given.fields('traffic', 'from', 'url', 'keepAlive')
  if (fields.has('traffic') === fields.has('from')) {
    return given.refuse({ code: 'just-one', names: ['traffic', 'from'] })
  }
  if (fields.has('traffic')) return { traffic: fields.at('traffic').text(limits.name) }
  return {
    from: readSource(fields.at('from')),
    url: fields.at('url').text(limits.url),
    ...fields.maybe('keepAlive', (each) => each.flag()),
  }
}

function deed(given: Given): Deed {
  const fields = given.fields('type', 'deployment', 'replicas', 'labels', 'namespace')
  const namespace = fields.maybe('namespace', (each) => each.text(limits.name))
  if (fields.at('type').oneOf(['scale', 'delete-pod']) === 'delete-pod') {
    return { type: 'delete-pod', labels: fields.at('labels').labels(), ...namespace }
  }
  const deployment = fields.at('deployment').text(limits.name)
  return { type: 'scale', deployment, replicas: fields.at('replicas').whole(0, 200), ...namespace }
}
