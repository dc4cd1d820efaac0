import type { Chain, Match, Rule } from '../../network/rules'
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
    ...usable.all.map((endpoint) => endpointRules(context, endpoint)),
  ]
}

const targetPort = ({ port }: PortContext) => fieldOf(port, `spec.ports[${port.index}].targetPort`)

const sepOf = ({ port }: PortContext, { text }: Endpoint): string =>
  endpointChain(port.name, port.protocol, text)

function chooser(
  context: PortContext,
  endpoints: readonly Endpoint[],
  isForClusterIP: boolean,
): readonly Rule[] {
  return [
    ...(isForClusterIP ? [masqueradeFromOutside(context)] : []),
    ...endpoints.flatMap((endpoint) => affinityRule(context, endpoint)),
    ...endpoints.map((endpoint, index) => lotteryRule(context, endpoint, endpoints.length - index)),
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

function affinityRule(context: PortContext, endpoint: Endpoint): readonly Rule[] {
  const { port } = context
  if (port.affinitySeconds === undefined) return []
  const name = sepOf(context, endpoint)
  return [
    {
      matches: [
        ...remark(context, `${port.name} -> ${endpoint.text}`),
        { type: 'recent-check', list: name, seconds: port.affinitySeconds },
      ],
      target: jump(name),
      because: fieldOf(port, 'spec.sessionAffinity'),
    },
  ]
}

// The chance rises from 1/3 to 1/2 to 1: a packet that reaches a later rule has fewer left to meet.
function lotteryRule(context: PortContext, endpoint: Endpoint, left: number): Rule {
  const remarks = remark(context, `${context.port.name} -> ${endpoint.text}`)
  return {
    matches: left === 1 ? remarks : [...remarks, { type: 'statistic', of: left }],
    target: jump(sepOf(context, endpoint)),
    because: targetPort(context),
  }
}

function endpointRules(context: PortContext, endpoint: Endpoint): Chain {
  const { port } = context
  const name = sepOf(context, endpoint)
  const remarks = remark(context, port.name)
  const remember: readonly Match[] =
    port.affinitySeconds === undefined ? [] : [{ type: 'recent-set', list: name }]
  return chain(name, [
    // A Pod that meets itself must not see its own address: it would answer itself directly.
    {
      source: { block: host(endpoint.address) },
      matches: remarks,
      target: jump('KUBE-MARK-MASQ'),
      because: targetPort(context),
    },
    {
      protocol: port.protocol,
      matches: [...remarks, ...remember, transport()],
      target: { type: 'dnat', address: endpoint.address, port: endpoint.port },
      because: targetPort(context),
    },
  ])
}
