import {
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from '../api/field-error'
import { labelSelector } from '../api/meta-schema'
import { portName, portNumber } from '../api/names'
import {
  always,
  enumeration,
  type Infer,
  int32,
  intOrString,
  list,
  object,
  optional,
  pointer,
  string,
} from '../api/schema'
import { checkLabelSelector, checkText, type Report } from './checks'
import { ageColumn, column, nameColumn, selectorText } from './columns'
import { checkMetadata, dotted } from './metadata'
import { defineResource, type ObjectFrom } from './resource'
import { filled, mapShared, replaced } from './sharing'

const networking = { group: 'networking' } as const

const peer = object(
  'NetworkPolicyPeer',
  {
    ipBlock: pointer(
      object('IPBlock', { cidr: always(string), except: optional(list(string)) }, networking),
    ),
    namespaceSelector: pointer(labelSelector),
    podSelector: pointer(labelSelector),
  },
  networking,
)

const port = object(
  'NetworkPolicyPort',
  {
    endPort: pointer(int32),
    port: pointer(intOrString),
    protocol: pointer(enumeration('Protocol', 'SCTP', 'TCP', 'UDP')),
  },
  networking,
)

const schema = object(
  'NetworkPolicy',
  {
    spec: always(
      object(
        'NetworkPolicySpec',
        {
          egress: optional(
            list(
              object(
                'NetworkPolicyEgressRule',
                { ports: optional(list(port)), to: optional(list(peer)) },
                networking,
              ),
            ),
          ),
          ingress: optional(
            list(
              object(
                'NetworkPolicyIngressRule',
                { from: optional(list(peer)), ports: optional(list(port)) },
                networking,
              ),
            ),
          ),
          podSelector: always(labelSelector),
          policyTypes: optional(list(enumeration('PolicyType', 'Ingress', 'Egress'))),
        },
        networking,
      ),
    ),
  },
  networking,
)

/** Who may speak with Pods. It is kept only: like kubeadm's flannel, this network enforces none. */
export type NetworkPolicy = ObjectFrom<'NetworkPolicy', typeof schema.fields>

type Port = Infer<typeof port>
type Peer = Infer<typeof peer>

function defaultPolicy(policy: NetworkPolicy): NetworkPolicy {
  const { egress, ingress } = policy.spec
  const withPorts = <Rule extends { readonly ports?: readonly Port[] }>(rule: Rule): Rule =>
    rule.ports
      ? replaced(rule, {
          ports: mapShared(rule.ports, (each) => filled(each, { protocol: 'TCP' })),
        } as Partial<Rule>)
      : rule
  const spec = replaced(policy.spec, {
    ...(egress && { egress: mapShared(egress, withPorts) }),
    ...(ingress && { ingress: mapShared(ingress, withPorts) }),
  })
  const policyTypes = egress && egress.length > 0 ? BOTH : ONE
  return replaced(policy, { spec: filled(spec, { policyTypes }) })
}

const ONE = ['Ingress'] as const
const BOTH = ['Ingress', 'Egress'] as const

function validatePolicy(policy: NetworkPolicy, previous?: NetworkPolicy): readonly FieldError[] {
  const report: FieldError[] = []
  const { spec } = policy
  checkMetadata(report, policy.metadata, dotted, previous?.metadata)
  if (spec === previous?.spec) return report
  checkLabelSelector(report, 'spec.podSelector', spec.podSelector)
  for (const [index, { from = [], ports = [] }] of (spec.ingress ?? []).entries()) {
    checkRule(report, `spec.ingress[${index}]`, { ports, peers: from, where: 'from' })
  }
  for (const [index, { ports = [], to = [] }] of (spec.egress ?? []).entries()) {
    checkRule(report, `spec.egress[${index}]`, { ports, peers: to, where: 'to' })
  }
  const { policyTypes = [] } = spec
  if (policyTypes.length > 2) {
    const detail = 'may not specify more than two policyTypes'
    report.push(invalid('spec.policyTypes', policyTypes, detail))
    return report
  }
  for (const [index, type] of policyTypes.entries()) {
    if (BOTH.includes(type)) continue
    report.push(notSupported(`spec.policyTypes[${index}]`, type, BOTH))
  }
  return report
}

interface Rule {
  readonly ports: readonly Port[]
  readonly peers: readonly Peer[]
  readonly where: 'from' | 'to'
}

function checkRule(report: Report, field: string, { peers, ports, where }: Rule): void {
  for (const [index, each] of ports.entries()) checkPort(report, `${field}.ports[${index}]`, each)
  for (const [index, each] of peers.entries())
    checkPeer(report, `${field}.${where}[${index}]`, each)
}

function checkPort(report: Report, field: string, { endPort, port: number, protocol }: Port): void {
  if (protocol !== undefined && !['TCP', 'UDP', 'SCTP'].includes(protocol)) {
    report.push(notSupported(`${field}.protocol`, protocol, ['SCTP', 'TCP', 'UDP']))
  }
  const end = `${field}.endPort`
  if (number === undefined) {
    if (endPort === undefined) return
    report.push(invalid(end, endPort, 'may not be specified when `port` is not specified'))
  } else if (typeof number === 'string') {
    if (endPort !== undefined) {
      report.push(invalid(end, endPort, 'may not be specified when `port` is non-numeric'))
    }
    checkText(report, `${field}.port`, number, portName)
  } else {
    for (const detail of portNumber(number)) report.push(invalid(`${field}.port`, number, detail))
    if (endPort === undefined) return
    if (endPort < number) {
      report.push(invalid(end, number, 'must be greater than or equal to `port`'))
    }
    for (const detail of portNumber(endPort)) report.push(invalid(end, endPort, detail))
  }
}

function checkPeer(report: Report, field: string, each: Peer): void {
  const { ipBlock, namespaceSelector, podSelector } = each
  checkLabelSelector(report, `${field}.podSelector`, podSelector)
  checkLabelSelector(report, `${field}.namespaceSelector`, namespaceSelector)
  if (ipBlock?.cidr === '') report.push(required(`${field}.ipBlock.cidr`))
  if (!ipBlock && !podSelector && !namespaceSelector) {
    report.push(required(field, 'must specify a peer'))
  } else if (ipBlock && (podSelector || namespaceSelector)) {
    report.push(forbiddenField(field, 'may not specify both ipBlock and another peer'))
  }
}

/** Keeps NetworkPolicies (networking/v1). */
export const networkPolicy = defineResource<NetworkPolicy>({
  kind: 'NetworkPolicy',
  group: 'networking.k8s.io',
  version: 'v1',
  plural: 'networkpolicies',
  shortNames: ['netpol'],
  categories: [],
  namespaced: true,
  subresources: [],
  schema,
  default: defaultPolicy,
  validate: validatePolicy,
  columns: [
    nameColumn,
    column('Pod-Selector', ({ spec }) => selectorText(spec.podSelector)),
    ageColumn,
  ],
  indexes: {},
  countsGenerations: true,
})
