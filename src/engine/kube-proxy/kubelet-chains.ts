import type { Cidr } from '../api/address'
import type { Chain, Rule } from '../network/rules'
import { byName } from './chains'
import { chain, comment, jump } from './rule'

/** 127.0.0.0/8. */
export const LOOPBACK: Cidr = { base: 0x7f00_0000, length: 8 }

/** A chain that the kernel itself leads packets to. */
export const builtIn = (name: string, rules: readonly Rule[]): Chain => ({
  name,
  policy: 'ACCEPT',
  rules,
})

/** `-j KUBE-FIREWALL`. */
export const protectLoopback: Rule = { matches: [], target: jump('KUBE-FIREWALL') }

/** Keeps 127.0.0.0/8 to the node itself. */
export const kubeFirewall = chain('KUBE-FIREWALL', [
  {
    source: { block: LOOPBACK, not: true },
    destination: { block: LOOPBACK },
    matches: [
      comment('block incoming localnet connections'),
      { type: 'state', states: ['RELATED', 'ESTABLISHED', 'DNAT'], not: true },
    ],
    target: { type: 'drop' },
  },
])

/** Tells the kubelet by its absence that somebody has flushed the rules. */
export const kubeletCanary = chain('KUBE-KUBELET-CANARY', [])
/** Tells others which variant of iptables the kubelet uses. */
export const iptablesHint = chain('KUBE-IPTABLES-HINT', [])

const HOOKS = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'] as const
/** The built-in chains of a table that nobody has put rules into. */
export const untouched = (...names: readonly (typeof HOOKS)[number][]): readonly Chain[] =>
  names.map((name) => builtIn(name, []))

/** mangle, as the kubelet alone leaves it. */
export const kubeletMangle = byName([...untouched(...HOOKS), iptablesHint, kubeletCanary])

/** filter, as the kubelet alone leaves it. */
export const kubeletFilter = byName([
  builtIn('INPUT', [protectLoopback]),
  builtIn('FORWARD', []),
  builtIn('OUTPUT', [protectLoopback]),
  kubeFirewall,
  kubeletCanary,
])

/** nat, as the kubelet alone leaves it. */
export const kubeletNat = byName([
  ...untouched('PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'),
  kubeletCanary,
])

/**
 * The network plugin's own rule: what Pods send out of the Pod network leaves under the node's
 * address.
 */
export const pluginMasquerade = (podNetwork: Cidr): Rule => ({
  source: { block: podNetwork },
  destination: { block: podNetwork, not: true },
  matches: [],
  target: { type: 'masquerade', randomFully: false },
})
