import type { Chain, Chains } from '../network/rules'
import { sortedMap } from '../sim'

/** Replaces what a Service needed by what it needs: most chains stay. */
export function replaceChains(
  chains: Chains,
  before: readonly Chain[],
  after: readonly Chain[],
): Chains {
  const gone = new Set(before)
  const fresh = after.filter((each) => !gone.delete(each))
  const names = new Set(fresh.map(({ name }) => name))
  let next = chains
  for (const { name } of gone) if (!names.has(name)) next = next.delete(name)
  for (const each of fresh) next = next.set(each.name, each)
  return next
}

/** Chains by their names. */
export const byName = (chains: readonly Chain[]): Chains =>
  sortedMap(chains.map((each) => [each.name, each] as const))
