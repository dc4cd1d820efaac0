import { type Address, type Cidr, parseCidr } from '../api/address'
import type { ProxyStatus, RulesEdit } from '../api/proxy'
import { drawAt, hashText, isFair, sortedMap, stringTable, type Table } from '../sim'
import { compiledRuleset, type Hooks } from './compiled'
import { Counters } from './counters'
import { FlowTable } from './flow-table'
import { edited } from './flushing'
import { type HealthChecks, noHealthChecks } from './health-check'
import { type Ipvs, IpvsState } from './ipvs'
import type { Chain, Ruleset } from './rules'
import { type KernelSettings, timeoutsOf } from './settings'

/** A machine of the cluster, as it is set up once. */
export interface NodeSetup {
  readonly name: string
  readonly address: Address
  /** The block of its Pods; its first address is the node's end of every Pod's interface. */
  readonly podCIDR: string
}

/** An address that a `recent` list has seen, and the second in which it last did. */
export interface Seen {
  readonly address: Address
  readonly second: number
}

/** The module's default, `ip_list_tot`: the address not seen for longest makes room. */
const ADDRESSES_A_LIST = 100

const builtIn = (...names: readonly string[]): Iterable<readonly [string, Chain]> =>
  names.map((name) => [name, { name, policy: 'ACCEPT', rules: [] }])

/** What a node's kernel has before anybody writes rules. */
export const noRules: Ruleset = {
  mangle: sortedMap(builtIn('PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING')),
  filter: sortedMap(builtIn('INPUT', 'FORWARD', 'OUTPUT')),
  nat: sortedMap(builtIn('PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING')),
}

/** A node's kernel: its rules, its tracked connections, its `recent` lists and its dice. */
export class NodeState {
  readonly name: string
  readonly address: Address
  readonly block: Cidr
  /** The node's end of every Pod's interface. */
  readonly gateway: Address
  ruleset: Ruleset
  compiled: Hooks
  /** Virtual servers, when there are any. */
  ipvs: Ipvs | undefined
  readonly virtual: IpvsState
  /** How many packets have met which rules. */
  readonly counters: Counters
  readonly flows: FlowTable
  /** What kube-proxy tells balancers here. */
  health: HealthChecks = noHealthChecks
  /** What its kube-proxy has done; undefined while none runs. */
  proxy: ProxyStatus | undefined
  /** What has been set up in it. */
  settings: KernelSettings = {}
  /** Set while nothing comes to the node or from it. */
  isCut = false
  private readonly recent: Table<string, readonly Seen[]>
  private readonly key: number
  private drawn = 0

  constructor(
    readonly index: number,
    node: NodeSetup,
    seed: number,
    from?: NodeState,
  ) {
    const block = from?.block ?? parseCidr(node.podCIDR)
    if (!block) throw new Error(`${node.podCIDR} is no block of addresses`)
    this.name = node.name
    this.address = node.address
    this.block = block
    this.gateway = block.base + 1
    this.ruleset = from?.ruleset ?? noRules
    this.compiled = from?.compiled ?? compiledRuleset(noRules)
    this.ipvs = from?.ipvs
    this.counters = from ? from.counters.fork() : new Counters()
    this.virtual = from ? from.virtual.fork() : new IpvsState()
    this.flows = from ? from.flows.fork() : FlowTable.empty()
    this.recent = from ? from.recent.fork() : stringTable()
    this.key = from ? from.key : hashText(`network/${node.name}`, seed)
    if (!from) return
    this.isCut = from.isCut
    this.health = from.health
    this.proxy = from.proxy
    this.settings = from.settings
    this.drawn = from.drawn
  }

  fork(): NodeState {
    const { name, address } = this
    return new NodeState(this.index, { name, address, podCIDR: '' }, 0, this)
  }

  install(ruleset: Ruleset): void {
    this.ruleset = ruleset
    this.compiled = compiledRuleset(ruleset)
    this.ipvs = ruleset.ipvs
    this.counters.settle(ruleset)
  }

  /** Changes what the rules are; false when that cannot be done. */
  edit(edit: RulesEdit): boolean {
    const ruleset = edited(this.ruleset, edit)
    if (ruleset) this.install(ruleset)
    return ruleset !== undefined
  }

  /** Sets up what stays set up until somebody else does. */
  configure(settings: KernelSettings): void {
    this.settings = { ...this.settings, ...settings }
    this.flows.timeouts = timeoutsOf(this.settings)
  }

  /** Whether an address is one of the node's own (`addrtype LOCAL`). */
  isLocal(address: Address): boolean {
    if (address === this.address || address === this.gateway) return true
    return address >>> 24 === 127 || this.ipvs?.isBound(address) === true
  }

  /** A number from 0 to `limit` − 1 from the node's own stream of chance. */
  below(limit: number): number {
    let value = drawAt(this.key, this.drawn++)
    while (!isFair(value, limit)) value = drawAt(this.key, this.drawn++)
    return value % limit
  }

  /** Whether a list has seen an address in or after a second; older entries are reaped. */
  wasSeen(list: string, address: Address, since: number): boolean {
    const entries = this.recent.get(list)
    if (!entries) return false
    const kept = entries.filter(({ second }) => second >= since)
    if (kept.length < entries.length) this.recent.set(list, kept)
    return kept.some((seen) => seen.address === address)
  }

  /** The addresses that a list has seen in or after a second. */
  seenOn(list: string, since: number): readonly Seen[] {
    return (this.recent.get(list) ?? []).filter(({ second }) => second >= since)
  }

  /** Puts an address on a list, as seen now. */
  see(list: string, address: Address, second: number): void {
    const others = (this.recent.get(list) ?? []).filter((seen) => seen.address !== address)
    const kept = others.slice(Math.max(0, others.length + 1 - ADDRESSES_A_LIST))
    this.recent.set(list, [...kept, { address, second }])
  }
}
