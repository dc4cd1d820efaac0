import type { Reader } from '../../apiserver/reader'
import type { Ruleset } from '../../network/rules'
import type { ProxyOptions } from '../options'
import { blockAt, proxyNode, serviceKey } from './blocks'
import { beginning, type Compilation, derive } from './compilation'

export type { Compilation } from './compilation'

/** Above this many endpoints in all, rules of single endpoints go without comments. */
const LARGE_CLUSTER = 1_000

/** Where rules are compiled: for which node, and with what configuration. */
export interface ProxyPlace {
  readonly node: string
  readonly options: ProxyOptions
}

/** Compiles the rules of a node, as its kube-proxy would write them (pkg/proxy/iptables). */
export const compile = (reader: Reader, node: string, options: ProxyOptions): Ruleset =>
  compileAll(reader, { node, options }).ruleset

/** As `compile`, keeping the parts. */
export const compileAll = (reader: Reader, place: ProxyPlace): Compilation =>
  recompile(beginning(place.options), reader.list('Service').map(serviceKey), reader, place)

/**
 * Compiles again what has changed: Services, by `namespace/name`, with all that belongs to them.
 */
export function recompile(
  previous: Compilation,
  changed: Iterable<string>,
  reader: Reader,
  { node: name, options }: ProxyPlace,
): Compilation {
  const node = proxyNode(reader, name)
  const step = (from: Compilation, keys: Iterable<string>, isLarge: boolean): Compilation => {
    const scope = { node, options, isLarge }
    return derive(
      from,
      [...keys].map((key) => [key, blockAt(reader, key, scope)]),
    )
  }
  const isLarge = previous.endpoints > LARGE_CLUSTER
  const next = step(previous, changed, isLarge)
  if (next.endpoints > LARGE_CLUSTER === isLarge) return next
  const keys = Array.from(next.blocks.entries(), ([key]) => key)
  return step(next, keys, !isLarge)
}
