import { type Address, contains } from '../api/address'
import type { Rule } from '../network/rules'
import type { ProxyNode } from './endpoints'
import { LOOPBACK } from './kubelet-chains'
import type { ProxyOptions } from './options'

/** What a rule asks of a packet that a Pod has sent (pkg/proxy/util/localdetector.go). */
export type LocalTraffic = Pick<Rule, 'source' | 'input'>

/** How rules of a node know what its Pods send; undefined when they cannot. */
export function ifLocal({ detectLocal }: ProxyOptions, node: ProxyNode): LocalTraffic | undefined {
  switch (detectLocal.by) {
    case 'cluster':
      return { source: { block: detectLocal.block } }
    case 'node':
      return node.block && { source: { block: node.block } }
    case 'interface':
      return { input: { name: detectLocal.name } }
    case 'nothing':
      return undefined
  }
}

/** How they know what its Pods have not sent. */
export function ifNotLocal(options: ProxyOptions, node: ProxyNode): LocalTraffic | undefined {
  const { source, input } = ifLocal(options, node) ?? {}
  if (source) return { source: { ...source, not: true } }
  return input && { input: { ...input, not: true } }
}

/**
 * What of a packet to a ClusterIP makes a rule masquerade it: nothing in particular, that no Pod
 * has sent it, or (undefined) that cannot be told.
 */
export const toMasquerade = (options: ProxyOptions, node: ProxyNode): LocalTraffic | undefined =>
  options.masqueradeAll ? {} : ifNotLocal(options, node)

/** Whether rules that depend on who sends are other ones on each node. */
export const isLocalByNode = ({ detectLocal }: ProxyOptions): boolean => detectLocal.by === 'node'

const LOCALHOST: Address = 0x7f00_0001

/** Where node ports are taken, when it is said. With nftables it goes without saying. */
export const nodePortsAt = ({ mode, nodePortAddresses }: ProxyOptions) =>
  mode === 'nftables' && nodePortAddresses === 'all' ? 'primary' : nodePortAddresses

/** Whether node ports are taken at every address of a node. */
export function takesAll(options: ProxyOptions): boolean {
  const at = nodePortsAt(options)
  return at === 'all' || (at !== 'primary' && at.some(({ length }) => length === 0))
}

/** Whether node ports are to be taken on 127.0.0.1 (iptables alone). */
export function takesLocalhost(options: ProxyOptions): boolean {
  const at = nodePortsAt(options)
  const isMeant = at === 'all' || (at !== 'primary' && at.some((each) => contains(each, LOCALHOST)))
  return options.localhostNodePorts && isMeant
}

/** A node's addresses that take node ports, those of the loopback among them. */
export function nodePortAddresses(options: ProxyOptions, node: ProxyNode): readonly Address[] {
  const at = nodePortsAt(options)
  if (at === 'primary') return node.addresses.slice(0, 1)
  const own = [LOCALHOST, ...node.own]
  return at === 'all' ? own : own.filter((each) => at.some((block) => contains(block, each)))
}

/** Whether an address is the loopback's. */
export const isLoopback = (address: Address): boolean => contains(LOOPBACK, address)
