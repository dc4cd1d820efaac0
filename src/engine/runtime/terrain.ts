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
  const { open = [], loopback = [] } = listens.get(name) ?? {}
  return address === undefined ? [] : [{ name, address, node, listens: open, onLoopback: loopback }]
}

type Listening = ReadonlyMap<
  string,
  { readonly open: readonly TerrainPort[]; readonly loopback: readonly TerrainPort[] }
>

// A port of the loopback interface alone is nothing to packets.
function listening({ processes, listening: ports, listeners }: DataPlaneState): Listening {
  const byPod = new Map<string, { open: TerrainPort[]; loopback: TerrainPort[] }>()
  const all = processes.values().sort((left, right) => left.id - right.id)
  for (const { id, pod, host } of all) {
    const known = byPod.get(pod) ?? { open: [], loopback: [] }
    byPod.set(pod, known)
    for (const key of ports.get(id) ?? []) {
      const listener = listeners.get(host.id, key)
      if (listener?.process !== id) continue
      known[listener.isLoopbackOnly ? 'loopback' : 'open'].push(...portOf(key))
    }
  }
  return byPod
}

function portOf(key: number): readonly TerrainPort[] {
  const protocol = protocols[(key & 3) as keyof typeof protocols]
  return protocol ? [{ port: key >>> 2, protocol }] : []
}
