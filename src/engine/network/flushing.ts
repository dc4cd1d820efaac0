import type { RulesEdit } from '../api/proxy'
import { type Chain, type Chains, chainOf, type Ruleset } from './rules'

/** A node's rules after an edit; undefined when the chain is not there, or may not be deleted. */
export function edited(ruleset: Ruleset, edit: RulesEdit): Ruleset | undefined {
  switch (edit.type) {
    case 'flush':
      return withTable(ruleset, edit.table, flushed(ruleset[edit.table], edit.chain))
    case 'delete':
      return withTable(ruleset, edit.table, deleted(ruleset[edit.table], edit.chain))
    case 'flush-nftables': {
      const { nftables: _, ...rest } = ruleset
      return rest
    }
    case 'clear-servers': {
      const { ipvs } = ruleset
      const none = { servers: [], find: () => undefined }
      const isBound = (address: number) => ipvs?.isBound(address) === true
      return ipvs ? { ...ruleset, ipvs: { scheduler: ipvs.scheduler, ...none, isBound } } : ruleset
    }
  }
}

const withTable = (
  ruleset: Ruleset,
  table: 'mangle' | 'filter' | 'nat',
  chains: Chains | undefined,
): Ruleset | undefined => chains && { ...ruleset, [table]: chains }

function flushed(chains: Chains, name: string | undefined): Chains | undefined {
  if (name !== undefined) {
    const chain = chains.get(name)
    return chain && chains.set(name, emptied(chain))
  }
  let all = chains
  for (const [each, chain] of chains.entries()) all = all.set(each, emptied(chain))
  return all
}

const emptied = ({ name, policy }: Chain): Chain => ({
  name,
  ...(policy && { policy }),
  rules: [],
})

function deleted(chains: Chains, name: string | undefined): Chains | undefined {
  const used = new Set<string>()
  for (const [, { rules }] of chains.entries()) {
    for (const { target } of rules) {
      const chain = chainOf(target)
      if (chain !== undefined) used.add(chain)
    }
  }
  const isFree = ({ name: own, policy, rules }: Chain): boolean =>
    policy === undefined && rules.length === 0 && !used.has(own)
  if (name !== undefined) {
    const chain = chains.get(name)
    return chain && isFree(chain) ? chains.delete(name) : undefined
  }
  let all = chains
  for (const [each, chain] of chains.entries()) {
    if (chain.policy !== undefined) continue
    // Where one may not be deleted, none is.
    if (!isFree(chain)) return undefined
    all = all.delete(each)
  }
  return all
}
