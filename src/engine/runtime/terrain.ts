import { cidrText, parseAddress } from '../api/address'
import type { Terrain, TerrainPod, TerrainPort } from '../network/outlook/terrain'
import { SCTP, TCP, UDP } from '../network/packet'
import type { PodSandbox } from './process'
import type { DataPlaneState } from './state'

const protocols = { [TCP]: 'tcp', [UDP]: 'udp', [SCTP]: 'sctp' } as const

/** The cluster as packets find it now: what nodes have written, and what listens in which Pod. */
export function terrainOf(state: DataPlaneState): Terrain {
  const listens = listening(state)
  return {
    nodes: state.network.allNodes().map(({ name, address, block, gateway, ruleset }) => ({
      name,
      address,
      podCIDR: cidrText(block),
      gateway,
      ruleset,
    })),
    pods: state.sandboxes
      .values()
      .filter(({ isUp }) => isUp)
      .flatMap((each) => podOf(each, listens)),
  }
}

function podOf({ sandbox }: PodSandbox, listens: Listening): readonly TerrainPod[] {
  const { pod: name, ip, node } = sandbox
  const address = parseAddress(ip)
  return address === undefined ? [] : [{ name, address, node, listens: listens.get(name) ?? [] }]
}

type Listening = ReadonlyMap<string, readonly TerrainPort[]>

// A port of the loopback interface alone is nothing to packets.
function listening({ processes, listening: ports, listeners }: DataPlaneState): Listening {
  const byPod = new Map<string, readonly TerrainPort[]>()
  const all = processes.values().sort((left, right) => left.id - right.id)
  for (const { id, pod, host } of all) {
    const open = (ports.get(id) ?? []).filter((key) => {
      const listener = listeners.get(host.id, key)
      return listener?.process === id && !listener.isLoopbackOnly
    })
    byPod.set(pod, [...(byPod.get(pod) ?? []), ...open.flatMap(portOf)])
  }
  return byPod
}

function portOf(key: number): readonly TerrainPort[] {
  const protocol = protocols[(key & 3) as keyof typeof protocols]
  return protocol ? [{ port: key >>> 2, protocol }] : []
}
