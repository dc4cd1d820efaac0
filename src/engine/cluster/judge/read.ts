import type { Asker, Deed, Goal } from '../../api/goal'
import { badRequest } from '../../api/status'
import { type RequestOutcome, requestOutcomes } from '../../api/traffic'
import { type Given, isObject, isTexts, sourceOf, textOf } from '../given'

const MOST_GOALS = 20
const MOST_DEEDS = 5
const MOST_REQUESTS = 200
const MOST_REPLICAS = 100

/** Reads goals, which anybody may have written. */
export function goalsOf(body: unknown): readonly Goal[] {
  const goals = isObject(body) ? body['goals'] : undefined
  if (!Array.isArray(goals) || goals.length === 0 || goals.length > MOST_GOALS) {
    throw badRequest(`goals: a list of 1 to ${MOST_GOALS} is required`)
  }
  return goals.map(goalOf)
}

function goalOf(goal: unknown): Goal {
  if (!isObject(goal)) throw badRequest('a goal is an object: {"by": {"from", "url"}}')
  return {
    by: askerOf(goal['by']),
    ...whole(goal, 'count', [1, MOST_REQUESTS]),
    ...outcomeOf(goal),
    ...whole(goal, 'percent', [0, 100]),
    ...labelsOf(goal, 'answeredBy'),
    ...whole(goal, 'pods', [0, MOST_REQUESTS]),
    ...flag(goal, 'all'),
    ...deedsOf(goal),
    ...flag(goal, 'atOnce'),
  }
}

function askerOf(by: unknown): Asker {
  if (!isObject(by)) throw badRequest('by: {"from", "url"} or {"traffic"} is required')
  const traffic = textOf(by, 'traffic')
  if (traffic !== undefined) return { traffic }
  const from = sourceOf(by['from'])
  const url = textOf(by, 'url')
  if (url === undefined || from.type === 'laptop') throw badRequest('by: a URL, and from where')
  return { from, url, ...flag(by, 'keepAlive') }
}

function outcomeOf(goal: Given): Pick<Goal, 'outcome'> {
  const { outcome } = goal
  if (outcome === undefined) return {}
  if (!requestOutcomes.includes(outcome as RequestOutcome)) {
    throw badRequest(`outcome: one of ${requestOutcomes.join(', ')}`)
  }
  return { outcome: outcome as RequestOutcome }
}

function deedsOf({ after }: Given): Pick<Goal, 'after'> {
  if (after === undefined) return {}
  if (!Array.isArray(after) || after.length > MOST_DEEDS) {
    throw badRequest(`after: a list of at most ${MOST_DEEDS}`)
  }
  return { after: after.map(deedOf) }
}

function deedOf(deed: unknown): Deed {
  const within = namespaceOf(deed)
  if (isObject(deed) && deed['type'] === 'scale') {
    const deployment = textOf(deed, 'deployment')
    const { replicas } = whole(deed, 'replicas', [0, MOST_REPLICAS])
    if (deployment !== undefined && replicas !== undefined) {
      return { type: 'scale', deployment, replicas, ...within }
    }
  }
  if (isObject(deed) && deed['type'] === 'delete-pod') {
    const { labels } = labelsOf(deed, 'labels')
    if (labels) return { type: 'delete-pod', labels, ...within }
  }
  throw badRequest(
    'after: {"type": "scale", "deployment", "replicas"} or {"type": "delete-pod", "labels"}',
  )
}

function namespaceOf(deed: unknown): Pick<Deed, 'namespace'> {
  const namespace = isObject(deed) ? textOf(deed, 'namespace') : undefined
  return namespace === undefined ? {} : { namespace }
}

function whole<Key extends string>(
  given: Given,
  key: Key,
  [least, most]: readonly [number, number],
): { readonly [Name in Key]?: number } {
  const value = given[key]
  if (value === undefined) return {}
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) {
    return { [key]: Number(value) } as { readonly [Name in Key]: number }
  }
  throw badRequest(`${key}: a whole number from ${least} to ${most}`)
}

function flag<Key extends string>(given: Given, key: Key): { readonly [Name in Key]?: boolean } {
  const value = given[key]
  if (value === undefined) return {}
  if (typeof value === 'boolean') return { [key]: value } as { readonly [Name in Key]: boolean }
  throw badRequest(`${key}: true or false`)
}

function labelsOf<Key extends string>(
  given: Given,
  key: Key,
): { readonly [Name in Key]?: Readonly<Record<string, string>> } {
  const value = given[key]
  if (value === undefined) return {}
  if (isTexts(value)) {
    return { [key]: value } as { readonly [Name in Key]: Readonly<Record<string, string>> }
  }
  throw badRequest(`${key}: texts by name`)
}
