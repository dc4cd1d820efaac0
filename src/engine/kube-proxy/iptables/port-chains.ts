import type { FieldRef } from '../../api/object'
import type { Chain, Match, Rule } from '../../network/rules'
import type { Endpoint } from '../endpoints'
import { type LocalTraffic, toMasquerade } from '../local-traffic'
import { endpointChain } from '../names'
import { comment, fieldOf, host, jump, LazyChain, toAddress, transport } from '../rule'
import { isExternal, type ServicePort } from '../service-port'
import type { PortContext } from './service-block'

/** The chains that choose an endpoint of a Service port, and those of its endpoints. */
export function portChains(context: PortContext): readonly Chain[] {
  const { port, usable, names, isLarge } = context
  const usesCluster = !port.isInternalLocal || isExternal(port)
  const masquerades = toMasquerade(context.options, context.node)
  const cluster = { port, isLarge, masquerades, isForClusterIP: !port.isInternalLocal }
  const local = { port, isLarge, masquerades, isForClusterIP: port.isInternalLocal }
  return [
    ...(usesCluster && usable.cluster.length > 0
      ? [chooser(names.service, usable.cluster, cluster)]
      : []),
    ...(usable.local.length > 0 ? [chooser(names.local, usable.local, local)] : []),
    ...chainsTo(usable.all, port, isLarge),
  ]
}

/** What a chain that chooses depends on besides its endpoints. */
type Choice = Pick<PortContext, 'port' | 'isLarge'> & {
  readonly masquerades: LocalTraffic | undefined
  readonly isForClusterIP: boolean
}

// It is kept for long, and so is no more of the context than it needs.
const chooser = (name: string, endpoints: readonly Endpoint[], choice: Choice): Chain =>
  new LazyChain(name, () => choosing(endpoints, choice))

const targetPort = (port: ServicePort): FieldRef =>
  fieldOf(port, `spec.ports[${port.index}].targetPort`)

function choosing(
  endpoints: readonly Endpoint[],
  { port, masquerades, isLarge, isForClusterIP }: Choice,
): readonly Rule[] {
  const chains = chainsTo(endpoints, port, isLarge)
  const because = targetPort(port)
  return [
    ...(isForClusterIP && masquerades ? [masqueradeFromOutside(port, masquerades)] : []),
    ...chains.flatMap(affinityRule),
    ...chains.map((each, index) => lotteryRule(each, chains.length - index, because)),
  ]
}

const masqueradeFromOutside = (port: ServicePort, whom: LocalTraffic): Rule => ({
  ...toAddress(port, port.clusterIP, `${port.name} cluster IP`),
  ...whom,
  target: jump('KUBE-MARK-MASQ'),
  because: fieldOf(port, 'spec.clusterIP'),
})

/** The chain of one endpoint; its rules are put together when somebody looks at them. */
class EndpointChain implements Chain {
  readonly name: string
  private made: readonly Rule[] | undefined

  constructor(
    readonly endpoint: Endpoint,
    readonly port: ServicePort,
    /** In a large cluster the rules of single endpoints go without comments. */
    readonly isLarge: boolean,
  ) {
    this.name = endpointChain(port.name, port.protocol, endpoint.text)
  }

  get rules(): readonly Rule[] {
    this.made ??= endpointRules(this)
    return this.made
  }
}

type Chains = WeakMap<ServicePort, WeakMap<Endpoint, EndpointChain>>

// An endpoint stays what it is while others come and go, and so does its chain.
const known: Readonly<Record<'small' | 'large', Chains>> = {
  small: new WeakMap(),
  large: new WeakMap(),
}

function chainsTo(
  endpoints: readonly Endpoint[],
  port: ServicePort,
  isLarge: boolean,
): readonly EndpointChain[] {
  const ofAll = isLarge ? known.large : known.small
  const ofPort = ofAll.get(port) ?? new WeakMap<Endpoint, EndpointChain>()
  ofAll.set(port, ofPort)
  return endpoints.map((endpoint) => {
    const before = ofPort.get(endpoint)
    if (before) return before
    const chain = new EndpointChain(endpoint, port, isLarge)
    ofPort.set(endpoint, chain)
    return chain
  })
}

const remark = (isLarge: boolean, text: string): readonly Match[] =>
  isLarge ? [] : [comment(text)]

const remarkOn = ({ endpoint, port, isLarge }: EndpointChain): readonly Match[] =>
  remark(isLarge, `${port.name} -> ${endpoint.text}`)

function affinityRule(chain: EndpointChain): readonly Rule[] {
  const { name, port } = chain
  if (port.affinitySeconds === undefined) return []
  return [
    {
      matches: [
        ...remarkOn(chain),
        { type: 'recent-check', list: name, seconds: port.affinitySeconds },
      ],
      target: jump(name),
      because: fieldOf(port, 'spec.sessionAffinity'),
    },
  ]
}

// The chance rises from 1/3 to 1/2 to 1: a packet that reaches a later rule has fewer left to meet.
function lotteryRule(chain: EndpointChain, left: number, because: FieldRef): Rule {
  const remarks = remarkOn(chain)
  return {
    matches: left === 1 ? remarks : [...remarks, { type: 'statistic', of: left }],
    target: jump(chain.name),
    because,
  }
}

function endpointRules({ endpoint, name, port, isLarge }: EndpointChain): readonly Rule[] {
  const remarks = remark(isLarge, port.name)
  const because = targetPort(port)
  const remember: readonly Match[] =
    port.affinitySeconds === undefined ? [] : [{ type: 'recent-set', list: name }]
  return [
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
  ]
}
