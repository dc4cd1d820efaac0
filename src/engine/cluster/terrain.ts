import { parseAddress } from '../api/address'
import type { Balancer } from '../network/balancer'
import type { Terrain, TerrainPod } from '../network/outlook/terrain'
import { terrainOf } from '../runtime'
import { nodeAddress, nodeName, plan } from './options'
import type { ClusterState } from './state'

/**
 * The API server as the network has it, Pod or not: its port is answered by the network itself, and
 * by nothing that runs in its Pod.
 */
const apiServer: TerrainPod = {
  name: `kube-system/kube-apiserver-${nodeName(0)}`,
  address: parseAddress(nodeAddress(0)) ?? 0,
  node: nodeName(0),
  listens: [{ port: plan.apiServerPort, protocol: 'tcp' }],
}

/** A cluster's network at one instant. */
export interface Survey extends Terrain {
  readonly balancers: readonly Balancer[]
}

/** Surveys a cluster's network: nodes, Pods (the API server among them), balancers. */
export function survey({ plane }: ClusterState): Survey {
  const { nodes, pods } = terrainOf(plane)
  const isThere = nodes.some(({ name }) => name === apiServer.node)
  return {
    nodes,
    pods: isThere ? [...pods.filter(({ name }) => name !== apiServer.name), apiServer] : pods,
    balancers: plane.network.allBalancers(),
  }
}
