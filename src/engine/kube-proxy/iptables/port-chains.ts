import type { FieldRef } from '../../api/object'
import type { Chain, Match, Rule, Target } from '../../network/rules'
import type { Endpoint } from '../endpoints'
import { endpointChain } from '../names'
import { isExternal } from '../service-port'
import { chain, comment, fieldOf, host, jump, toAddress, transport } from './rule'
import type { PortContext } from './service-block'

/** The chains that choose an endpoint of a Service port, and those of its endpoints. */
export function portChains(context: PortContext): readonly Chain[] {
  const { port, usable, names } = context
  const usesCluster = !port.isInternalLocal || isExternal(port)
  const cluster = usesCluster && usable.cluster.length > 0
  const local = usable.local.length > 0
  return [
    ...(cluster
      ? [chain(names.service, chooser(context, usable.cluster, !port.isInternalLocal))]
      : []),
    ...(local ? [chain(names.local, chooser(context, usable.local, port.isInternalLocal))] : []),
    ...usable.all.map((endpoint) => partOf(context, endpoint).chain),
  ]
}

const targetPort = ({ port }: PortContext) => fieldOf(port, `spec.ports[${port.index}].targetPort`)

function chooser(
  context: PortContext,
  endpoints: readonly Endpoint[],
  isForClusterIP: boolean,
): readonly Rule[] {
  const chosen = endpoints.map((endpoint) => partOf(context, endpoint))
  const because = targetPort(context)
  return [
    ...(isForClusterIP ? [masqueradeFromOutside(context)] : []),
    ...chosen.flatMap(({ affinity }) => affinity),
    ...chosen.map((part, index) => lotteryRule(part, chosen.length - index, because)),
  ]
}

const masqueradeFromOutside = ({ port, options }: PortContext): Rule => ({
  ...toAddress(port, port.clusterIP, `${port.name} cluster IP`),
  source: { block: options.clusterCIDR, not: true },
  target: jump('KUBE-MARK-MASQ'),
  because: fieldOf(port, 'spec.clusterIP'),
})

// In a large cluster the rules of single endpoints go without comments: there are too many of them.
const remark = ({ isLarge }: PortContext, text: string): readonly Match[] =>
  isLarge ? [] : [comment(text)]

/** What an endpoint adds to the rules of a port, however many others there are. */
interface Part {
  readonly chain: Chain
  /** What leads to the chain. */
  readonly target: Target
  readonly remarks: readonly Match[]
  /** For a client that is to stay with it. */
  readonly affinity: readonly Rule[]
}

type Parts = WeakMap<PortContext['port'], WeakMap<Endpoint, Part>>

// An endpoint stays what it is while others come and go, and so does its part.
const parts: Readonly<Record<'small' | 'large', Parts>> = {
  small: new WeakMap(),
  large: new WeakMap(),
}

function partOf(context: PortContext, endpoint: Endpoint): Part {
  const { port, isLarge } = context
  const ofAll = isLarge ? parts.large : parts.small
  const ofPort = ofAll.get(port) ?? new WeakMap<Endpoint, Part>()
  const known = ofPort.get(endpoint)
  if (known) return known
  const part = newPart(context, endpoint)
  ofAll.set(port, ofPort.set(endpoint, part))
  return part
}

function newPart(context: PortContext, endpoint: Endpoint): Part {
  const { port } = context
  const name = endpointChain(port.name, port.protocol, endpoint.text)
  const target = jump(name)
  const remarks = remark(context, `${port.name} -> ${endpoint.text}`)
  return {
    chain: endpointRules(context, endpoint, name),
    target,
    remarks,
    affinity: affinityRules(context, remarks, name),
  }
}

function affinityRules(
  { port }: PortContext,
  remarks: readonly Match[],
  name: string,
): readonly Rule[] {
  if (port.affinitySeconds === undefined) return []
  return [
    {
      matches: [...remarks, { type: 'recent-check', list: name, seconds: port.affinitySeconds }],
      target: jump(name),
      because: fieldOf(port, 'spec.sessionAffinity'),
    },
  ]
}

// The chance rises from 1/3 to 1/2 to 1: a packet that reaches a later rule has fewer left to meet.
const lotteryRule = ({ target, remarks }: Part, left: number, because: FieldRef): Rule => ({
  matches: left === 1 ? remarks : [...remarks, { type: 'statistic', of: left }],
  target,
  because,
})

function endpointRules(context: PortContext, endpoint: Endpoint, name: string): Chain {
  const { port } = context
  const remarks = remark(context, port.name)
  const because = targetPort(context)
  const remember: readonly Match[] =
    port.affinitySeconds === undefined ? [] : [{ type: 'recent-set', list: name }]
  return chain(name, [
    // A Pod that meets itself must not see its own address: it would answer itself directly.
    {
      source: { block: host(endpoint.address) },
      matches: remarks,
      target: jump('KUBE-MARK-MASQ'),
      because,
    },
    {
      protocol: port.protocol,
      matches: [...remarks, ...remember, transport()],
      target: { type: 'dnat', address: endpoint.address, port: endpoint.port },
      because,
    },
  ])
}
