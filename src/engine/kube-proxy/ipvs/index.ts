import type { Address } from '../../api/address'
import { Contributions } from '../../network/contributions'
import type { Ipvs, VirtualServer } from '../../network/ipvs'
import { protocolNumber } from '../../network/packet'
import type { NamedSet, Ruleset, SetElement } from '../../network/rules'
import { type SortedMap, sortedMap } from '../../sim'
import type { BlockChange, Mode } from '../compilation'
import { NOWHERE, type ProxyNode } from '../endpoints'
import { kubeletMangle } from '../kubelet-chains'
import { isLocalByNode, isLoopback, nodePortAddresses } from '../local-traffic'
import { ContributedSet, noElements } from '../named-set'
import type { ProxyOptions } from '../options'
import { IpvsRules } from './rules'
import { blockAt, type IpvsBlock, type LocalElement } from './service-block'
import { ipsetShapes } from './sets'

/** Virtual servers, and the sets that the rules look into. */
interface Parts {
  readonly servers: Contributions<VirtualServer>
  readonly nodePorts: Contributions<VirtualServer>
  readonly sets: SortedMap<ContributedSet>
  readonly rules: Pick<Ruleset, 'filter' | 'nat'>
}

const placeOf = ({ address, port, protocol }: VirtualServer): readonly [number, number] => [
  address,
  port * 4 + protocolNumber(protocol),
]

function beginning(options: ProxyOptions): Parts {
  const none = Contributions.none(placeOf)
  const sets = sortedMap(
    ipsetShapes.map(
      (shape) => [shape.name, new ContributedSet(shape, noElements(shape.key))] as const,
    ),
  )
  return { servers: none, nodePorts: none, sets, rules: rulesFor(sets, options) }
}

function rulesFor(
  sets: SortedMap<ContributedSet>,
  options: ProxyOptions,
  node: ProxyNode = NOWHERE,
): Parts['rules'] {
  const { filter, nat } = new IpvsRules(sets, options, node)
  return { filter, nat }
}

function change(
  parts: Parts,
  changes: readonly BlockChange<IpvsBlock>[],
  options: ProxyOptions,
): Parts {
  let { sets, rules } = parts
  let isOther = false
  for (const shape of ipsetShapes) {
    const before = sets.get(shape.name)?.contributions ?? noElements(shape.key)
    const after = before.with(
      changes.map((each) => [each.key, each.after?.elements[shape.name] ?? []]),
    )
    if (after === before) continue
    isOther ||= after.isEmpty !== before.isEmpty
    sets = sets.set(shape.name, new ContributedSet(shape, after))
  }
  // Only whether a set is empty makes a difference to the rules.
  if (isOther) rules = rulesFor(sets, options)
  return {
    servers: parts.servers.with(changes.map(({ key, after }) => [key, after?.servers ?? []])),
    nodePorts: parts.nodePorts.with(changes.map(({ key, after }) => [key, after?.nodePorts ?? []])),
    sets,
    rules,
  }
}

function ruleset(parts: Parts, node: ProxyNode, options: ProxyOptions): Ruleset {
  return {
    mangle: kubeletMangle,
    ...(isLocalByNode(options) ? rulesFor(parts.sets, options, node) : parts.rules),
    ipsets: (parts.sets as SortedMap<NamedSet>)
      .set(LOOP_BACK, loopBack(parts, node))
      .set(BOUND, boundAddresses(parts, node)),
    ipvs: new Servers(parts, node, options),
  }
}

const MOST_KNOWN = 1_000
const LOOP_BACK = 'KUBE-LOOP-BACK'
const BOUND = 'KUBE-IPVS-IPS'

// Of the endpoints of all nodes, those of this one: what meets itself does so at home.
const loopBack = ({ sets }: Parts, { name }: ProxyNode): NamedSet =>
  new Part(LOOP_BACK, sets.get(LOOP_BACK), (element) => (element as LocalElement).node === name)

// An address that the node has anyway is not bound a second time.
const boundAddresses = ({ sets }: Parts, { own }: ProxyNode): NamedSet =>
  new Part(BOUND, sets.get(BOUND), ({ address = 0 }) => !own.includes(address))

/** What of a set that all nodes share is one node's. */
class Part implements NamedSet {
  readonly isMap = false

  constructor(
    readonly name: string,
    private readonly whole: ContributedSet | undefined,
    private readonly isOwn: (element: SetElement) => boolean,
  ) {}

  get key(): NamedSet['key'] {
    return this.whole?.key ?? 'address'
  }
  get comment(): string {
    return this.whole?.comment ?? ''
  }
  get elements(): readonly SetElement[] {
    return (this.whole?.elements ?? []).filter(this.isOwn)
  }

  find(...place: Parameters<NamedSet['find']>): SetElement | undefined {
    const found = this.whole?.find(...place)
    return found && this.isOwn(found) ? found : undefined
  }
}

/** The virtual servers of one node: those of node ports have each of its addresses. */
class Servers implements Ipvs {
  readonly scheduler: Ipvs['scheduler']
  /** Where node ports are taken; never at the loopback's addresses. */
  private readonly own: readonly Address[]
  private readonly made = new Map<string, VirtualServer>()
  // Every packet asks of its destination, most of them of the same few. Only a cache.
  private readonly bound = new Map<Address, boolean>()

  constructor(
    private readonly parts: Parts,
    private readonly node: ProxyNode,
    options: ProxyOptions,
  ) {
    this.scheduler = options.scheduler
    this.own = nodePortAddresses(options, node).filter((address) => !isLoopback(address))
  }

  get servers(): readonly VirtualServer[] {
    const { servers, nodePorts } = this.parts
    return [
      ...servers.items,
      ...nodePorts.items.flatMap((each) => this.own.map((address) => this.onNode(each, address))),
    ]
  }

  isBound(address: Address): boolean {
    const known = this.bound.get(address)
    if (known !== undefined) return known
    const isOwn = this.node.own.includes(address)
    const isBound = !isOwn && this.parts.sets.get(BOUND)?.find(address, 0, 0, 0) !== undefined
    if (this.bound.size >= MOST_KNOWN) this.bound.clear()
    this.bound.set(address, isBound)
    return isBound
  }

  find(address: Address, port: number, protocol: number): VirtualServer | undefined {
    const { servers, nodePorts } = this.parts
    const own = servers.at(address, port * 4 + protocol)[0]?.item
    if (own || !this.own.includes(address)) return own
    const nodePort = nodePorts.at(0, port * 4 + protocol)[0]?.item
    return nodePort && this.onNode(nodePort, address)
  }

  private onNode(server: VirtualServer, address: Address): VirtualServer {
    const key = `${address} ${server.port} ${server.protocol}`
    const known = this.made.get(key)
    if (known) return known
    const own = { ...server, address }
    this.made.set(key, own)
    return own
  }
}

/** kube-proxy with virtual servers (pkg/proxy/ipvs). */
export const ipvs: Mode<IpvsBlock, Parts> = { blockAt, beginning, change, ruleset }
