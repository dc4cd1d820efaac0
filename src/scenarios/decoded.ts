import { type Environment, environments, type ProxyMode, type Traffic } from '../engine/api/traffic'
import { scenarioLimits as limits } from './limits'
import type { Scenario, View } from './scenario'

/** Thrown by the readers below and caught in `readScenario`: what was read is no scenario. */
class NotOne extends Error {}

type Fields = Readonly<Record<string, unknown>>

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

const modes: readonly ProxyMode[] = ['iptables', 'nftables', 'ipvs']
const lenses = ['service', 'network'] as const

function scenario(json: unknown): Scenario {
  const fields = object(json)
  return {
    engine: text(own(fields, 'engine'), limits.name),
    seed: integer(own(fields, 'seed'), 0, 4_294_967_295),
    environment: oneOf<Environment>(own(fields, 'environment'), environments),
    mode: oneOf(own(fields, 'mode'), modes),
    nodes: integer(own(fields, 'nodes'), 1, limits.nodes),
    manifest: text(own(fields, 'manifest'), limits.manifestLength),
    traffic: distinct(list(own(fields, 'traffic'), limits.traffic).map(traffic)),
    view: view(own(fields, 'view')),
  }
}

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

function source(json: unknown): Traffic['from'] {
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

function view(json: unknown): View {
  const fields = object(json)
  const given = <T>(name: string, read: (value: unknown) => T): { readonly [key: string]: T } =>
    own(fields, name) === undefined ? {} : { [name]: read(own(fields, name)) }
  return {
    ...given('lens', (value) => oneOf(value, lenses)),
    ...given('selected', (value) => text(value, 2 * limits.name)),
    ...given('positions', positions),
    ...given('folds', folds),
    ...given('live', flag),
    ...given('focus', (value) => text(value, 2 * limits.name)),
    ...given('namespace', (value) => text(value, limits.name)),
    ...given('labels', (value) => text(value, 2 * limits.name)),
  }
}

function positions(json: unknown): NonNullable<View['positions']> {
  const entries = Object.entries(object(json))
  if (entries.length > limits.positions) throw new NotOne()
  const far = limits.coordinate
  // `fromEntries` makes own properties of whatever names there are, `__proto__` included.
  return Object.fromEntries(
    entries.map(([id, place]) => {
      const [x, y, ...more] = list(place, 2)
      if (more.length > 0) throw new NotOne()
      return [text(id, 2 * limits.name), [integer(x, -far, far), integer(y, -far, far)] as const]
    }),
  )
}

function folds(json: unknown): NonNullable<View['folds']> {
  const entries = Object.entries(object(json))
  if (entries.length > limits.folds) throw new NotOne()
  return Object.fromEntries(
    entries.map(([id, fold]) => [text(id, 2 * limits.name), oneOf(fold, ['open', 'folded'])]),
  )
}

const own = (fields: Fields, name: string): unknown =>
  Object.hasOwn(fields, name) ? fields[name] : undefined

function object(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new NotOne()
  return value as Fields
}

function list(value: unknown, most: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length > most) throw new NotOne()
  return value
}

function text(value: unknown, most: number): string {
  if (typeof value !== 'string' || value.length > most) throw new NotOne()
  return value
}

function number(value: unknown, least: number, most: number): number {
  if (typeof value !== 'number' || !(value >= least && value <= most)) throw new NotOne()
  return value
}

function integer(value: unknown, least: number, most: number): number {
  if (!Number.isSafeInteger(value)) throw new NotOne()
  return number(value, least, most) + 0 // so that −0 is 0, as JSON has it
}

function flag(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new NotOne()
  return value
}

function oneOf<T extends string>(value: unknown, values: readonly T[]): T {
  const found = values.find((each) => each === value)
  if (found === undefined) throw new NotOne()
  return found
}
