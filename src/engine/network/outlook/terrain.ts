import { type Address, addressText } from '../../api/address'
import type { Host } from '../host'
import { NetworkState } from '../network-state'
import type { NodeSetup } from '../node-state'
import type { RuleProtocol, Ruleset } from '../rules'

/** A cluster as packets find it: nodes with their rules, Pods with what listens in them. */
export interface Terrain {
  readonly nodes: readonly TerrainNode[]
  readonly pods: readonly TerrainPod[]
}

/** A node, and what is written in its kernel. */
export interface TerrainNode extends NodeSetup {
  /** The node's end of its Pods' interfaces. */
  readonly gateway: Address
  readonly ruleset: Ruleset
}

/** A Pod; one on the host network has the address of its node. */
export interface TerrainPod {
  readonly name: string
  readonly address: Address
  readonly node: string
  readonly listens: readonly TerrainPort[]
  /** Ports on its loopback interface alone, which no packet from elsewhere reaches. */
  readonly onLoopback?: readonly TerrainPort[]
}

/** A port that a program listens on. */
export interface TerrainPort {
  readonly port: number
  readonly protocol: RuleProtocol
}

/** A network on this terrain through which nothing has gone yet. */
export function untouched({ nodes, pods }: Terrain, outside: Iterable<Address>): NetworkState {
  const network = new NetworkState(0)
  for (const node of nodes) {
    network.addNode(node, 0)
    network.nodeNamed(node.name)?.install(node.ruleset)
  }
  for (const { name, address, node: nodeName } of pods) {
    const node = network.nodeNamed(nodeName)
    if (!node || node.address === address) continue
    network.addHost({ kind: 'pod', place: name, address, node: node.index })
  }
  for (const address of outside) {
    const place = addressText(address)
    network.addHost({ kind: 'outside', place, address, node: -1 })
  }
  return network
}

/** Finds the Pod that listens at a port of a host, if one does. */
export class Listeners {
  private readonly byPort = new Map<string, string>()

  constructor({ nodes, pods }: Terrain) {
    const hosts = new Set(nodes.map(({ address }) => address))
    for (const { name, address, listens } of pods) {
      for (const { port, protocol } of listens) {
        const key = keyOf(address, port, protocol)
        // Of several on a node's own network the first has the port.
        if (!hosts.has(address) || !this.byPort.has(key)) this.byPort.set(key, name)
      }
    }
  }

  /** A program on the host network listens at its node's own address alone. */
  at(host: Host, address: Address, port: TerrainPort): string | undefined {
    if (host.kind === 'outside' || (host.kind === 'node' && address !== host.address)) return
    return this.byPort.get(keyOf(host.address, port.port, port.protocol))
  }
}

const keyOf = (address: Address, port: number, protocol: RuleProtocol): string =>
  `${address}:${port}/${protocol}`
