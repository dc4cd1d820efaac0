import { type Chains, chainOf, type Ruleset } from '../network/rules'

const tables = ['mangle', 'filter', 'nat'] as const

// A partial sync of iptables writes these every time, whatever has changed.
const always: Readonly<Record<(typeof tables)[number], readonly string[]>> = {
  mangle: [],
  filter: [
    'KUBE-EXTERNAL-SERVICES',
    'KUBE-FORWARD',
    'KUBE-NODEPORTS',
    'KUBE-PROXY-FIREWALL',
    'KUBE-SERVICES',
  ],
  nat: ['KUBE-MARK-MASQ', 'KUBE-NODEPORTS', 'KUBE-POSTROUTING', 'KUBE-SERVICES'],
}

/** The chain by whose absence kube-proxy knows that somebody has flushed its rules. */
export const CANARY = 'KUBE-PROXY-CANARY'

/**
 * What a partial sync makes of rules that somebody has changed behind kube-proxy's back: what it
 * writes is there again, the rest is as they left it. Undefined when the tool refuses it as a
 * whole, for something that it refers to is gone.
 */
export function mended(kernel: Ruleset, before: Ruleset, next: Ruleset): Ruleset | undefined {
  // ipvs mode has no partial syncs.
  if (next.ipvs) return next
  if (next.nftables) return kernel.nftables ? { ...kernel, nftables: next.nftables } : undefined
  let made = kernel
  for (const table of tables) {
    const chains = chainsAfter(kernel[table], before[table], next[table], always[table])
    if (!chains) return undefined
    made = { ...made, [table]: chains }
  }
  return made
}

function chainsAfter(
  kernel: Chains,
  before: Chains,
  next: Chains,
  rewritten: readonly string[],
): Chains | undefined {
  const written = new Set(rewritten)
  let chains = kernel
  for (const [name, chain] of next.entries()) {
    if (chain !== before.get(name)) written.add(name)
  }
  for (const name of written) {
    const chain = next.get(name)
    if (chain) chains = chains.set(name, chain)
  }
  for (const [name] of before.entries()) if (!next.has(name)) chains = chains.delete(name)
  return [...written].every((name) => isWhole(chains, name)) ? chains : undefined
}

const isWhole = (chains: Chains, name: string): boolean =>
  (chains.get(name)?.rules ?? []).every(({ target }) => {
    const chain = chainOf(target)
    return chain === undefined || chains.has(chain)
  })
