import type { Environment, ProxyMode } from '../../engine/api/traffic'
import { field, listAt, textAt } from '../json'
import { scenarioLimits } from '../limits'
import type { JsonObject } from '../yaml-json'
import type { Census, Citizen } from './census'

/** What a dump tells of the cluster itself; what it does not tell is absent. */
export interface DumpSurroundings {
  /** How many nodes it had. */
  readonly counted: number
  /** How many it gets here. */
  readonly nodes?: number
  readonly environment?: Environment
  readonly mode?: ProxyMode
}

/** Reads nodes, Services' addresses and kube-proxy's configuration. */
export function surroundingsOf(census: Census): DumpSurroundings {
  const nodes = census.all.filter(({ kind }) => kind === 'Node')
  const environment = environmentOf(nodes, census.all.some(hasAddress))
  const mode = modeOf(census)
  return {
    counted: nodes.length,
    ...(nodes.length === 0 ? {} : { nodes: Math.min(nodes.length, scenarioLimits.nodes) }),
    ...(environment ? { environment } : {}),
    ...(mode ? { mode } : {}),
  }
}

// Clouds give addresses by themselves, and ACK is the one that there is here.
function environmentOf(nodes: readonly Citizen[], isBalanced: boolean): Environment | undefined {
  const [node] = nodes
  if (!node) return undefined
  const { name, object } = node
  const provider = textAt(object, 'spec', 'providerID')
  if (textAt(object, 'status', 'nodeInfo', 'kubeletVersion').includes('+k3s')) return 'k3s'
  if (provider.startsWith('kind:')) return isBalanced ? 'kind-cloud-provider' : 'kind'
  if (name === 'docker-desktop') return 'docker-desktop'
  if (name === 'minikube') return isBalanced ? 'minikube-tunnel' : 'minikube'
  return provider !== '' || isBalanced ? 'ack' : 'kubeadm'
}

/** Whether an outside address was given to a Service. */
export const hasAddress = ({ kind, object }: Pick<Citizen, 'kind' | 'object'>): boolean =>
  kind === 'Service' && listAt(object, 'status', 'loadBalancer', 'ingress').length > 0

const modes: readonly ProxyMode[] = ['iptables', 'nftables', 'ipvs']

function modeOf(census: Census): ProxyMode | undefined {
  const map = census.all.find(
    ({ kind, namespace, name }) =>
      kind === 'ConfigMap' && namespace === 'kube-system' && /^kube-proxy/.test(name),
  )
  const data = map && (field(map.object, 'data') as JsonObject | undefined)
  const texts = Object.values(data ?? {}).filter((each) => typeof each === 'string')
  const found = texts.flatMap((text) => /^mode: *"?(\w+)"?/m.exec(text)?.[1] ?? [])
  return modes.find((mode) => found.includes(mode))
}
