import { type Address, contains } from '../api/address'
import { keyText } from '../api/object'
import { drawAt, hashText, stringTable, type Table } from '../sim'
import type { Balancer, BalancerPort } from './balancer'
import { FlowTable } from './flow-table'
import { HashTable } from './hash-table'
import type { Host } from './host'
import { type NodeSetup, NodeState } from './node-state'
import { protocolNumber } from './packet'

/** A balancer's port, as a packet finds it. */
export interface BalancerEntry {
  readonly service: string
  readonly balancer: Balancer
  readonly port: BalancerPort
}

/**
 * All that packets pass and change: hosts, nodes' kernels, balancers. Edited in place, forked in no
 * time.
 */
export class NetworkState {
  readonly hosts: HashTable<Host>
  /** Connections that balancers have readdressed, and where to. */
  readonly balanced: FlowTable
  private readonly nodes: (NodeState | undefined)[]
  private readonly owned: boolean[]
  private readonly names: Table<string, number>
  private readonly balancers: Table<string, Balancer>
  private readonly entries: HashTable<BalancerEntry>
  private readonly turns: Table<string, number>
  private readonly key: number
  private drawn: number
  private lastHost: number

  constructor(seed: number, from?: NetworkState) {
    this.hosts = from ? from.hosts.fork() : HashTable.empty()
    this.balanced = from ? from.balanced.fork() : FlowTable.empty()
    this.nodes = from ? from.nodes.slice() : []
    this.owned = this.nodes.map(() => false)
    this.names = from ? from.names.fork() : stringTable()
    this.balancers = from ? from.balancers.fork() : stringTable()
    this.entries = from ? from.entries.fork() : HashTable.empty()
    this.turns = from ? from.turns.fork() : stringTable()
    this.key = from ? from.key : hashText('network/latency', seed)
    this.drawn = from?.drawn ?? 0
    this.lastHost = from?.lastHost ?? 0
  }

  fork(): NetworkState {
    this.owned.fill(false)
    return new NetworkState(0, this)
  }

  addNode(setup: NodeSetup, seed: number): Host {
    const node = new NodeState(this.nodes.length, setup, seed)
    this.nodes.push(node)
    this.owned.push(true)
    this.names.set(node.name, node.index)
    const place = `node/${node.name}`
    return this.addHost({ kind: 'node', place, address: node.address, node: node.index })
  }

  removeNode(name: string): void {
    const node = this.nodeNamed(name)
    if (!node) return
    this.nodes[node.index] = undefined
    this.names.delete(name)
    this.hosts.delete(node.address)
  }

  addHost(host: Omit<Host, 'id'>): Host {
    const { kind, place, address, node } = host
    const added = { id: ++this.lastHost, kind, place, address, node }
    this.hosts.set(host.address, 0, added)
    return added
  }

  /** A node to change: a copy of one's own, when a fork shares it. */
  node(index: number): NodeState | undefined {
    const node = this.nodes[index]
    if (node === undefined || this.owned[index]) return node
    const own = node.fork()
    this.nodes[index] = own
    this.owned[index] = true
    return own
  }

  /** All nodes, in the order in which they came; to read. */
  allNodes(): readonly NodeState[] {
    return this.nodes.filter((node) => node !== undefined)
  }

  nodeNamed(name: string): NodeState | undefined {
    const index = this.names.get(name)
    return index === undefined ? undefined : this.node(index)
  }

  /** The node whose block an address lies in. */
  blockOwner(address: Address): NodeState | undefined {
    const owner = this.nodes.find((node) => node !== undefined && contains(node.block, address))
    return owner && this.node(owner.index)
  }

  /** Ten bits of chance for one packet's latency. */
  jitter(): number {
    return drawAt(this.key, this.drawn++) & 1023
  }

  balance(service: string, balancer: Balancer | undefined): void {
    const before = this.balancers.get(service)
    for (const port of before?.ports ?? []) {
      this.entries.delete(before?.address ?? 0, port.port * 4 + protocolNumber(port.protocol))
    }
    if (!balancer) {
      this.balancers.delete(service)
      return
    }
    this.balancers.set(service, balancer)
    for (const port of balancer.ports) {
      const entry = { service: keyText(balancer.service), balancer, port }
      this.entries.set(balancer.address, port.port * 4 + protocolNumber(port.protocol), entry)
    }
  }

  /** All balancers, by their Services' names. */
  allBalancers(): readonly Balancer[] {
    return this.balancers.values()
  }

  balancerAt(address: Address, port: number, protocol: number): BalancerEntry | undefined {
    return this.entries.size === 0 ? undefined : this.entries.get(address, port * 4 + protocol)
  }

  /** The node a balancer sends the next new connection to. */
  nextNode({ service, balancer }: BalancerEntry): NodeState | undefined {
    const { nodes } = balancer
    const turn = this.turns.get(service) ?? 0
    this.turns.set(service, turn + 1)
    const name = nodes[turn % Math.max(1, nodes.length)]
    return name === undefined ? undefined : this.nodeNamed(name)
  }
}
