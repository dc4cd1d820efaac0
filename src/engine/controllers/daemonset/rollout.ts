import type { Pod } from '../../resources'
import type { Step } from '../controller'
import { placeOn } from './nodes'
import { carryOut, isAvailable, isUpdated, type Sight } from './pods'

/** What a rollout finds on one node. */
interface Found {
  readonly node: string
  readonly fresh: Pod | undefined
  readonly old: Pod | undefined
}

const stays = ({ metadata }: Pod): boolean => metadata.deletionTimestamp === undefined

/**
 * Replaces Pods of older templates, a few nodes at a time (daemon/update.go): first those that are
 * down anyway.
 */
export function* rollOut(sight: Sight): Step<void> {
  const { set, nodes } = sight
  const { rollingUpdate, type } = set.spec.updateStrategy
  if (type !== 'RollingUpdate') return
  const desired = nodes.filter((node) => placeOn(node, set).runs).length
  const { maxSurge = 0, maxUnavailable = 1 } = rollingUpdate ?? {}
  const surge = resolve(maxSurge, desired)
  if (surge > 0) yield* replaceWithSurge(sight, surge)
  else yield* replaceInPlace(sight, Math.max(resolve(maxUnavailable, desired), 1))
}

const resolve = (value: number | string, desired: number): number =>
  typeof value === 'number' ? value : Math.ceil((Number.parseInt(value, 10) * desired) / 100)

const foundOn = (sight: Sight): readonly Found[] =>
  sight.nodes.map(({ metadata }) => {
    const pods = (sight.podsByNode.get(metadata.name) ?? []).filter(stays)
    return {
      node: metadata.name,
      fresh: pods.find((pod) => isUpdated(pod, sight)),
      old: pods.find((pod) => !isUpdated(pod, sight)),
    }
  })

function* replaceInPlace(sight: Sight, most: number): Step<void> {
  const found = foundOn(sight)
  const outdated = found.flatMap(({ fresh, old }) => (old && !fresh ? [old] : []))
  const down = outdated.filter((pod) => !isAvailable(pod, sight))
  const missing = found.filter(({ node, fresh, old }) => {
    if (!fresh && !old) return isExpected(sight, node)
    return fresh !== undefined && !isAvailable(fresh, sight)
  }).length
  const up = outdated.filter((pod) => isAvailable(pod, sight))
  const room = Math.max(0, most - missing - down.length)
  yield* carryOut(
    sight,
    new Map([['', { deletes: [...down, ...up.slice(0, room)], creates: false }]]),
  )
}

const isExpected = ({ nodes, set }: Sight, name: string): boolean =>
  nodes.some((node) => node.metadata.name === name && placeOn(node, set).runs)

function* replaceWithSurge(sight: Sight, most: number): Step<void> {
  const found = foundOn(sight)
  const waiting = found.filter(({ fresh, old }) => old && !fresh)
  const surging = found.filter(({ fresh, old }) => old && fresh && !isAvailable(fresh, sight))
  const down = waiting.filter(({ old }) => old && !isAvailable(old, sight))
  const up = waiting.filter((each) => !down.includes(each))
  const room = Math.max(0, most - surging.length - down.length)
  const works = [...down, ...up.slice(0, room)].map(
    ({ node }) => [node, { deletes: [], creates: true }] as const,
  )
  yield* carryOut(sight, new Map(works))
}
