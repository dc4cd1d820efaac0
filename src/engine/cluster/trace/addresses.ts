import { addressText } from '../../api/address'
import type { PodFault } from '../../api/fault'
import type { Cause, PacketTrace, RuleTrace } from '../../api/trace'
import { endpointCauses } from './endpoints'
import {
  type Aim,
  aimAt,
  fieldOf,
  isNodeAddress,
  lastForth,
  protocolOf,
  type Told,
  titleOf,
  type View,
  withPort,
} from './view'

/** Why a rule rejected it, or nothing came back. */
export function addressCauses(told: Told, view: View): readonly Cause[] {
  const step = lastForth(told.steps)
  if (!step) return []
  const { packet } = step
  const aim = aimAt(view, packet)
  const cut = cutNodes(packet, view)
  if (cut.length > 0) return cut
  const stopped = stoppedBy(told)
  const stale = aim ? hungProxies(packet, view) : []
  if (stopped && aim) return [stale, policyCause(stopped, aim, { told, view, packet })].flat()
  if (packet.fate === 'delivered') return [brokenApp(packet, view) ?? unanswered(told, packet)]
  return aim ? [...stale, ...aimed(aim, { told, view, packet })] : unaimed(packet, view)
}

interface Situation {
  readonly told: Told
  readonly view: View
  readonly packet: PacketTrace
}

/** The rule that stopped the request's packet, or its answer. */
function stoppedBy({ steps }: Told): Stopped | undefined {
  const packets = steps.flatMap((step) => ('packet' in step ? [step.packet] : []))
  const last = packets.findLast(({ fate }) => fate === 'dropped' || fate === 'rejected')
  const rule = last?.passes.at(-1)?.rules.findLast(({ matched }) => matched)
  if (!last || !rule) return undefined
  const because = last.because ?? rule.because
  return { text: rule.text, ...(because ? { because } : {}) }
}

/** What stopped a packet. In a map it is the element that says which Service it was. */
type Stopped = Pick<RuleTrace, 'text' | 'because'>

// Somebody has made the Pod's app hang, or slow, by hand.
function brokenApp({ to = '' }: PacketTrace, { podFaultOf }: View): Cause | undefined {
  const [kind, ...name] = to.split('/')
  const pod = name.join('/')
  const { isHung, slowMillis, ...others } = (kind === 'pod' && podFaultOf(pod)) || {}
  const mend = (fault: PodFault) => ({ change: { type: 'mend-pod', pod, fault } as const })
  if (isHung) {
    const left = { ...others, ...(slowMillis && { slowMillis }) }
    return { code: 'app-hangs', data: { pod }, ...mend(left) }
  }
  if (!slowMillis) return undefined
  return { code: 'app-slow', data: { pod, slow: slowMillis / 1000 }, ...mend(others) }
}

// An answer that comes from where nobody was asked is none to the client.
function unanswered({ steps }: Told, { to = '', sent }: PacketTrace): Cause {
  const back = steps.flatMap((step) =>
    step.code === 'accept' || step.code === 'reply' ? [step.packet] : [],
  )
  const lost = back.find(
    ({ fate, last }) => fate !== 'delivered' || last.source !== sent.destination,
  )
  if (!lost) return { code: 'no-answer', data: { place: to } }
  const data = { place: to, address: lost.last.source, asked: sent.destination }
  return { code: 'answer-lost', data }
}

function cutNodes({ passes, last }: PacketTrace, { survey, faultOf }: View): readonly Cause[] {
  const owner = survey.pods.find(({ address }) => addressText(address) === last.destination)?.node
  const node = survey.nodes.find(({ address }) => addressText(address) === last.destination)?.name
  const names = [...passes.map((pass) => pass.node), owner ?? '', node ?? '']
  const cut = names.find((name) => name !== '' && faultOf(name) === 'network')
  if (cut === undefined) return []
  return [{ code: 'node-cut', data: { node: cut }, change: { type: 'mend-node', node: cut } }]
}

// The rules of a node whose kube-proxy hangs are those of then.
function hungProxies({ passes }: PacketTrace, { reader, podFaultOf }: View): readonly Cause[] {
  const nodes = new Set(passes.map(({ node }) => node))
  const hung = reader
    .list('Pod', 'kube-system')
    .filter(({ metadata, spec }) => {
      if (!nodes.has(spec.nodeName ?? '') || metadata.labels?.['k8s-app'] !== 'kube-proxy') {
        return false
      }
      return podFaultOf(`kube-system/${metadata.name}`)?.isHung === true
    })
    .map(({ metadata, spec }) => ({
      node: spec.nodeName ?? '',
      pod: `kube-system/${metadata.name}`,
    }))
  return hung.map(({ node, pod }) => ({
    code: 'proxy-hangs',
    data: { node },
    change: { type: 'mend-pod', pod, fault: {} },
  }))
}

function policyCause(
  rule: Stopped,
  aim: Aim,
  { told, view, packet }: Situation,
): Cause | readonly Cause[] {
  const { service, port } = aim
  const { because } = rule
  const node = packet.passes.at(-1)?.node ?? ''
  const data = { service: titleOf(service), node }
  if (because?.path.endsWith('TrafficPolicy')) {
    const nodes = endpointNodes(aim, view)
    const none = { code: 'no-local-endpoint', data: { ...data, nodes }, field: because } as const
    return { ...none, change: { type: 'field', before: 'Local', after: 'Cluster' } }
  }
  if (because?.path.startsWith('spec.loadBalancerSourceRanges')) {
    return sourceRanges(aim, packet)
  }
  if (/ctstate INVALID/.test(rule.text)) return { code: 'invalid-on-return', data }
  if (packet.protocol === 'ICMP') return noPing(aim, view)
  if (!port) return noSuchPort(aim, told, packet)
  return otherProtocol(aim, packet) ?? endpointCauses(service, port, view)
}

function endpointNodes({ service }: Aim, { reader }: View): readonly string[] {
  const slices = reader.indexed('EndpointSlice', 'service', titleOf(service))
  const nodes = slices.flatMap(({ endpoints }) =>
    (endpoints ?? []).flatMap(({ nodeName, conditions }) =>
      nodeName === undefined || conditions?.ready === false ? [] : [nodeName],
    ),
  )
  return [...new Set(nodes)].sort()
}

function sourceRanges({ service }: Aim, { sent }: PacketTrace): Cause {
  const before = service.spec.loadBalancerSourceRanges ?? []
  const after = [...before, `${sent.source}/32`]
  return {
    code: 'outside-source-ranges',
    data: { service: titleOf(service), source: sent.source, ranges: before },
    field: fieldOf(service, 'spec.loadBalancerSourceRanges'),
    change: { type: 'field', before, after },
  }
}

// Rules are for a port of one protocol: the same port of another is nobody's.
function otherProtocol(aim: Aim, { protocol, sent }: PacketTrace): readonly Cause[] | undefined {
  const { service, port, index } = aim
  if (!port || protocolOf(port) === protocol) return undefined
  const before = protocolOf(port)
  const data = { service: titleOf(service), port: sent.destinationPort, has: before, protocol }
  const field = fieldOf(service, `spec.ports[${index}].protocol`)
  const change = { type: 'field', before, after: protocol } as const
  return [{ code: 'port-of-other-protocol', data, field, change }]
}

function noSuchPort({ service }: Aim, { request }: Told, { sent }: PacketTrace): Cause {
  const ports = (service.spec.ports ?? []).map(({ port }) => port)
  const [first] = ports
  return {
    code: 'no-such-port',
    data: {
      service: titleOf(service),
      port: sent.destinationPort,
      ports: ports.map(String),
    },
    field: fieldOf(service, 'spec.ports'),
    ...(first === undefined ? {} : { change: { type: 'ask', to: withPort(request.to, first) } }),
  }
}

const OTHER_PROXY = 'service.kubernetes.io/service-proxy-name'

// A packet to a Service that no rule has translated goes nowhere.
function aimed(aim: Aim, situation: Situation): readonly Cause[] {
  const { service, port, by } = aim
  const { told, packet, view } = situation
  const data = { service: titleOf(service) }
  if (packet.last.destination !== packet.sent.destination) {
    return [{ code: 'endpoint-gone', data: { ...data, address: packet.last.destination } }]
  }
  const other = service.metadata.labels?.[OTHER_PROXY]
  if (other !== undefined) {
    const field = fieldOf(service, `metadata.labels['${OTHER_PROXY}']`)
    return [{ code: 'other-proxy', data: { ...data, proxy: other }, field }]
  }
  const isOutside = told.request.from.type === 'outside' || told.request.from.type === 'laptop'
  if (isOutside && by === 'cluster') {
    const field = fieldOf(service, 'spec.type')
    const change = { type: 'field', before: service.spec.type, after: 'NodePort' } as const
    return [{ code: 'cluster-ip-outside', data, field, change }]
  }
  if (isOutside && by !== 'node') {
    return [{ code: 'address-of-nobody', data: { address: packet.sent.destination } }]
  }
  if (packet.protocol === 'ICMP') return [noPing(aim, view)]
  if (!port) return [noSuchPort(aim, told, packet)]
  return otherProtocol(aim, packet) ?? endpointCauses(service, port, view)
}

const noPing = ({ service }: Aim, { options }: View): Cause => ({
  code: 'service-answers-no-ping',
  data: { service: titleOf(service), mode: options.mode },
})

function unaimed({ last }: PacketTrace, { reader }: View): readonly Cause[] {
  if (isNodeAddress(reader, last.destination)) return []
  return [{ code: 'address-of-nobody', data: { address: last.destination } }]
}
