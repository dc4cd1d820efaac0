import type { Chains, Match, Rule, RuleProtocol, Target } from '../../network/rules'
import type { SortedMap } from '../../sim'
import { byName } from '../chains'
import type { ProxyNode } from '../endpoints'
import {
  builtIn,
  kubeFirewall,
  kubeletCanary,
  LOOPBACK,
  pluginMasquerade,
  protectLoopback,
} from '../kubelet-chains'
import { toMasquerade } from '../local-traffic'
import type { ContributedSet } from '../named-set'
import type { ProxyOptions } from '../options'
import { chain, comment, jump } from '../rule'
import { forwardingRules, markChain, postroutingRules } from '../shared-rules'
import type { IpsetName } from './sets'

type Sets = SortedMap<ContributedSet>

const accept: Target = { type: 'accept' }
const leave: Target = { type: 'return' }
const mark = jump('KUBE-MARK-MASQ')

const link = (text: string, to: string): Rule => ({ matches: [comment(text)], target: jump(to) })

/** The rules that stand beside virtual servers: always as many, but for those of empty sets. */
export class IpvsRules {
  constructor(
    private readonly sets: Sets,
    private readonly options: ProxyOptions,
    private readonly node: ProxyNode,
  ) {}

  get nat(): Chains {
    return byName([
      builtIn('PREROUTING', [link('kubernetes service portals', 'KUBE-SERVICES')]),
      builtIn('INPUT', []),
      builtIn('OUTPUT', [link('kubernetes service portals', 'KUBE-SERVICES')]),
      builtIn('POSTROUTING', [
        link('kubernetes postrouting rules', 'KUBE-POSTROUTING'),
        pluginMasquerade(this.options.podNetwork),
      ]),
      kubeletCanary,
      markChain(this.options.masqueradeMark),
      chain('KUBE-SERVICES', this.services),
      chain('KUBE-LOAD-BALANCER', [
        ...this.about('KUBE-LOAD-BALANCER-LOCAL', leave),
        { matches: [], target: mark },
      ]),
      chain('KUBE-NODE-PORT', this.nodePorts),
      chain('KUBE-POSTROUTING', [
        ...this.about('KUBE-LOOP-BACK', { type: 'masquerade', randomFully: false }),
        ...postroutingRules(this.options.masqueradeMark),
      ]),
    ])
  }

  get filter(): Chains {
    const firewall = link('kube-proxy firewall rules', 'KUBE-PROXY-FIREWALL')
    return byName([
      builtIn('INPUT', [
        link('kubernetes ipvs access filter', 'KUBE-IPVS-FILTER'),
        firewall,
        link('kubernetes health check rules', 'KUBE-NODE-PORT'),
        protectLoopback,
      ]),
      builtIn('FORWARD', [firewall, link('kubernetes forwarding rules', 'KUBE-FORWARD')]),
      builtIn('OUTPUT', [
        link('kubernetes ipvs access filter', 'KUBE-IPVS-OUT-FILTER'),
        protectLoopback,
      ]),
      kubeFirewall,
      kubeletCanary,
      chain('KUBE-FORWARD', forwardingRules(this.options.masqueradeMark)),
      chain('KUBE-IPVS-FILTER', this.access),
      chain('KUBE-IPVS-OUT-FILTER', []),
      chain('KUBE-NODE-PORT', [always(this.sets, 'KUBE-HEALTH-CHECK-NODE-PORT', accept)]),
      chain('KUBE-PROXY-FIREWALL', this.about('KUBE-LOAD-BALANCER-FW', jump(FENCE))),
      chain(FENCE, [
        ...this.about('KUBE-LOAD-BALANCER-SOURCE-CIDR', leave),
        ...this.about('KUBE-LOAD-BALANCER-SOURCE-IP', leave),
        { matches: [], target: { type: 'drop' } },
      ]),
    ])
  }

  private get services(): readonly Rule[] {
    const isHere: Match = { type: 'local', side: 'destination' }
    return [
      {
        source: { block: LOOPBACK },
        matches: [],
        target: leave,
      },
      ...this.about('KUBE-LOAD-BALANCER', jump('KUBE-LOAD-BALANCER')),
      ...this.masquerade,
      ...this.about('KUBE-EXTERNAL-IP', mark),
      ...this.fromOutside('KUBE-EXTERNAL-IP'),
      ...this.fromOutside('KUBE-EXTERNAL-IP-LOCAL'),
      { matches: [isHere], target: jump('KUBE-NODE-PORT') },
      ...this.plain('KUBE-CLUSTER-IP', accept),
      ...this.plain('KUBE-LOAD-BALANCER', accept),
    ]
  }

  // Where it cannot be told who is a Pod, what the node itself has sent from a virtual address.
  private get masquerade(): readonly Rule[] {
    const whom = toMasquerade(this.options, this.node)
    if (whom) return this.about('KUBE-CLUSTER-IP', mark).map((rule) => ({ ...rule, ...whom }))
    return this.about('KUBE-CLUSTER-IP', mark).map((rule) => ({
      ...rule,
      matches: rule.matches.map((match) =>
        match.type === 'set' ? { ...match, isSource: true } : match,
      ),
    }))
  }

  private get nodePorts(): readonly Rule[] {
    const of = (protocol: RuleProtocol, name: IpsetName, target: Target) =>
      this.about(name, target).map((rule) => ({ ...rule, protocol }))
    return [
      ...of('tcp', 'KUBE-NODE-PORT-LOCAL-TCP', leave),
      ...of('tcp', 'KUBE-NODE-PORT-TCP', mark),
      ...of('udp', 'KUBE-NODE-PORT-LOCAL-UDP', leave),
      ...of('udp', 'KUBE-NODE-PORT-UDP', mark),
      ...of('sctp', 'KUBE-NODE-PORT-LOCAL-SCTP-HASH', leave),
      ...of('sctp', 'KUBE-NODE-PORT-SCTP-HASH', mark),
    ]
  }

  // Keeps ports of the node itself from being found under Services' addresses.
  private get access(): readonly Rule[] {
    const known: readonly IpsetName[] = [
      'KUBE-LOAD-BALANCER',
      'KUBE-CLUSTER-IP',
      'KUBE-EXTERNAL-IP',
      'KUBE-EXTERNAL-IP-LOCAL',
      'KUBE-HEALTH-CHECK-NODE-PORT',
    ]
    return [
      ...known.map((name) => ({ matches: [matchOf(this.sets, name)], target: leave })),
      {
        matches: [{ type: 'state', states: ['NEW'] }, matchOf(this.sets, 'KUBE-IPVS-IPS')],
        target: { type: 'reject' },
      },
    ]
  }

  // A rule for the packets that a set names, unless it names none.
  private about(name: IpsetName, target: Target): readonly Rule[] {
    return this.isEmpty(name) ? [] : [always(this.sets, name, target)]
  }
  private plain(name: IpsetName, target: Target): readonly Rule[] {
    return this.isEmpty(name) ? [] : [{ matches: [matchOf(this.sets, name)], target }]
  }

  private fromOutside(name: IpsetName): readonly Rule[] {
    return this.about(name, accept).flatMap((rule) => [
      {
        ...rule,
        matches: [
          ...rule.matches,
          { type: 'unbridged' } as const,
          { type: 'local', side: 'source', not: true } as const,
        ],
      },
      { ...rule, matches: [...rule.matches, { type: 'local', side: 'destination' } as const] },
    ])
  }

  private isEmpty(name: IpsetName): boolean {
    return this.sets.get(name)?.contributions.isEmpty !== false
  }
}

const FENCE = 'KUBE-SOURCE-RANGES-FIREWALL'

const matchOf = (sets: Sets, name: IpsetName): Match => ({
  type: 'set',
  set: name,
  by: sets.get(name)?.key ?? 'address',
})

const always = (sets: Sets, name: IpsetName, target: Target): Rule => ({
  matches: [comment(sets.get(name)?.comment ?? ''), matchOf(sets, name)],
  target,
})
