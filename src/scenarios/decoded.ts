import { type Environment, environments, type ProxyMode, type Traffic } from '../engine/api/traffic'
import { view } from './decoded-view'
import { scenarioLimits as limits } from './limits'
import { flag, integer, list, NotOne, number, object, oneOf, own, text } from './reading'
import type { Scenario } from './scenario'

/**
 * A scenario out of JSON from anywhere, field by field: each is what it must be and as large as
 * it may be, and whatever else was there is left behind. Undefined when it is not a scenario.
 */
export function readScenario(json: unknown): Scenario | undefined {
  try {
    return scenario(json)
  } catch (error) {
    if (error instanceof NotOne) return undefined
    throw error
  }
}

export const modes: readonly ProxyMode[] = ['iptables', 'nftables', 'ipvs']

function scenario(json: unknown): Scenario {
  const fields = object(json)
  return {
    engine: text(own(fields, 'engine'), limits.name),
    seed: integer(own(fields, 'seed'), 0, 4_294_967_295),
    environment: oneOf<Environment>(own(fields, 'environment'), environments),
    mode: oneOf(own(fields, 'mode'), modes),
    nodes: integer(own(fields, 'nodes'), 1, limits.nodes),
    manifest: text(own(fields, 'manifest'), limits.manifestLength),
    traffic: trafficList(own(fields, 'traffic')),
    view: view(own(fields, 'view')),
  }
}

/** The clients of a scenario. Throws `NotOne`, as all of these readers do. */
export const trafficList = (json: unknown): readonly Traffic[] =>
  distinct(list(json, limits.traffic).map(traffic))

function traffic(json: unknown): Traffic {
  const fields = object(json)
  const multiplexed = own(fields, 'multiplexed')
  return {
    name: text(own(fields, 'name'), limits.name),
    from: source(own(fields, 'from')),
    url: text(own(fields, 'url'), limits.url),
    ratePerSecond: number(own(fields, 'ratePerSecond'), 0, limits.requestsPerSecond),
    concurrency: integer(own(fields, 'concurrency'), 1, limits.concurrency),
    keepAlive: flag(own(fields, 'keepAlive')),
    ...(multiplexed === undefined ? undefined : { multiplexed: flag(multiplexed) }),
    timeoutSeconds: number(own(fields, 'timeoutSeconds'), 0.001, limits.timeoutSeconds),
  }
}

/** Where requests begin. */
export function source(json: unknown): Traffic['from'] {
  const fields = object(json)
  const name = () => text(own(fields, 'name'), limits.name)
  switch (own(fields, 'type')) {
    case 'pod':
      return { type: 'pod', namespace: text(own(fields, 'namespace'), limits.name), name: name() }
    case 'node':
      return { type: 'node', name: name() }
    case 'outside':
      return { type: 'outside' }
    default:
      throw new NotOne()
  }
}

function distinct(all: readonly Traffic[]): readonly Traffic[] {
  if (new Set(all.map(({ name }) => name)).size < all.length) throw new NotOne()
  return all
}
