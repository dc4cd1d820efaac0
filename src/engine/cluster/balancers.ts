import { parseAddress } from '../api/address'
import type { Component, ComponentContext } from '../apiserver/component'
import type { Reader } from '../apiserver/reader'
import type { Balancer, BalancerPort } from '../network/balancer'
import type { RuleProtocol } from '../network/rules'
import type { Node, Service } from '../resources'
import { milliseconds, type SortedMap, sortedMap } from '../sim'

/** What the cloud can do besides what every component can. */
interface BalancersContext {
  balance(service: string, balancer: Balancer | undefined): void
}

type Context = ComponentContext<never> & BalancersContext

/** The balancers that are up, as text, by Service: to tell what has to change. */
type Memory = SortedMap<string>

const LATENCY = milliseconds(200)
const LOCALHOST = '127.0.0.1'
const EXCLUDED = 'node.kubernetes.io/exclude-from-external-load-balancers'

/**
 * The load balancers outside: keeps each forwarding to the nodes that pass its health check, for as
 * long as its Service's status names its address. (Who writes that status is the environment's
 * controller.)
 */
export const balancers: Component<Memory, never> = {
  name: 'balancers',
  watches: [{ kind: 'Service' }, { kind: 'EndpointSlice' }, { kind: 'Node' }],
  watchLatency: LATENCY,
  start: () => sortedMap(),
  receive: (memory) => memory,
  changed(memory, _changes, context) {
    const { reader, balance } = context as Context
    let next: Memory = memory
    const seen = new Set<string>()
    for (const service of reader.list('Service')) {
      const balancer = balancerOf(service, reader)
      if (!balancer) continue
      const name = nameOf(service)
      const text = JSON.stringify(balancer)
      seen.add(name)
      if (memory.get(name) === text) continue
      balance(name, balancer)
      next = next.set(name, text)
    }
    for (const [name] of memory.entries()) {
      if (seen.has(name)) continue
      balance(name, undefined)
      next = next.delete(name)
    }
    return next
  },
}

const nameOf = ({ metadata }: Service): string => `${metadata.namespace}/${metadata.name}`

function balancerOf(service: Service, reader: Reader): Balancer | undefined {
  const { spec, status, metadata } = service
  if (spec.type !== 'LoadBalancer') return undefined
  const ingress = status?.loadBalancer?.ingress?.[0]
  const text = ingress?.ip ?? (ingress?.hostname === 'localhost' ? LOCALHOST : undefined)
  const address = text === undefined ? undefined : parseAddress(text)
  if (address === undefined) return undefined
  const nodes = reader.list('Node')
  // An address of a node needs no balancer in front: packets to it reach the node by themselves.
  if (
    nodes.some(({ status: { addresses = [] } = {} }) =>
      addresses.some((each) => each.address === text),
    )
  ) {
    return undefined
  }
  const name = { namespace: metadata.namespace ?? '', name: metadata.name }
  const ports = (spec.ports ?? []).map(portOf)
  const healthy = healthyNodes(service, nodes, reader)
  if (text !== spec.clusterIP) return { service: name, address, ports, nodes: healthy }
  // A route to the Services' own addresses: packets reach one node as they are.
  const routed = ports.map(({ nodePort: _, ...port }) => port)
  return { service: name, address, ports: routed, nodes: healthy.slice(0, 1) }
}

const portOf = ({
  protocol,
  port,
  nodePort,
}: NonNullable<Service['spec']['ports']>[number]): BalancerPort => ({
  protocol: protocol.toLowerCase() as RuleProtocol,
  port,
  ...(nodePort === undefined ? {} : { nodePort }),
})

// With policy Local the balancer asks each node's health check port, which answers 200 only where a
// ready endpoint is; else kube-proxy's own /healthz, which says that the node is there.
function healthyNodes(service: Service, nodes: readonly Node[], reader: Reader): readonly string[] {
  const eligible = nodes.filter(isEligible).map(({ metadata }) => metadata.name)
  if (service.spec.externalTrafficPolicy !== 'Local') return eligible
  const local = new Set<string>()
  for (const slice of reader.indexed('EndpointSlice', 'service', nameOf(service))) {
    for (const { nodeName, conditions } of slice.endpoints ?? []) {
      if (nodeName !== undefined && conditions?.ready !== false) local.add(nodeName)
    }
  }
  return eligible.filter((name) => local.has(name))
}

const isEligible = ({ metadata, status }: Node): boolean =>
  metadata.deletionTimestamp === undefined &&
  metadata.labels?.[EXCLUDED] === undefined &&
  (status?.conditions ?? []).some(({ type, status: is }) => type === 'Ready' && is === 'True')
