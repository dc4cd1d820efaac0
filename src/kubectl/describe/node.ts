import type { JsonObject } from '../json'
import { quantityValue } from '../quantity-order'
import { itemsOf } from '../resources/select'
import { type Context, eventsAbout, writeEvents } from './events'
import { at, listAt, mapAt, textAt, textsAt } from './fields'
import { describeLabels } from './heading'
import { canonical, quantityText } from './quantity'
import { longTime, since } from './time'
import { Description } from './writer'

/** Describes a Node. */
export async function describeNode(node: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  const name = textAt(node, 'metadata', 'name')
  out.line(0, `Name:\t${name}`)
  out.line(0, `Roles:\t${rolesOf(node).join(',') || '<none>'}`)
  describeLabels(out, node)
  out.line(0, `CreationTimestamp:\t${longTime(textAt(node, 'metadata', 'creationTimestamp'))}`)
  const taints = listAt(node, 'spec', 'taints').map(taintText)
  out.line(0, `Taints:\t${taints.join('\n\t') || '<none>'}`)
  out.line(0, `Unschedulable:\t${at(node, 'spec', 'unschedulable') === true}`)
  await describeLease(out, name, context)
  conditions(out, node)
  out.line(0, 'Addresses:')
  for (const each of listAt(node, 'status', 'addresses')) {
    out.line(1, `${textAt(each, 'type')}:\t${textAt(each, 'address')}`)
  }
  resources(out, 'Capacity', mapAt(node, 'status', 'capacity'))
  resources(out, 'Allocatable', mapAt(node, 'status', 'allocatable'))
  system(out, node)
  await pods(out, node, context)
  if (context.showEvents) writeEvents(out, await eventsOf(node, context), context)
  return out.text()
}

const ROLE = 'node-role.kubernetes.io/'

function rolesOf(node: JsonObject): readonly string[] {
  const labels = mapAt(node, 'metadata', 'labels')
  const named = Object.keys(labels)
    .filter((key) => key.startsWith(ROLE) && key.length > ROLE.length)
    .map((key) => key.slice(ROLE.length))
  const role = textAt(labels, 'kubernetes.io/role')
  return [...new Set([...named, ...(role === '' ? [] : [role])])].sort()
}

function taintText(taint: JsonObject): string {
  const value = textAt(taint, 'value')
  return `${textAt(taint, 'key')}${value === '' ? '' : `=${value}`}:${textAt(taint, 'effect')}`
}

async function describeLease(out: Description, name: string, { call }: Context): Promise<void> {
  const path = `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${name}`
  try {
    const lease = await call.session.server.get(path)
    out.line(0, 'Lease:')
    out.line(1, `HolderIdentity:\t${textAt(lease, 'spec', 'holderIdentity') || '<unset>'}`)
    out.line(1, `AcquireTime:\t${longTime(textAt(lease, 'spec', 'acquireTime'))}`)
    out.line(1, `RenewTime:\t${longTime(textAt(lease, 'spec', 'renewTime'))}`)
  } catch (error) {
    out.line(0, `Lease:\tFailed to get lease: ${(error as { said?: string }).said ?? ''}`)
  }
}

function conditions(out: Description, node: JsonObject): void {
  const list = listAt(node, 'status', 'conditions')
  if (list.length === 0) return
  out.raw('Conditions:\n  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage\n')
  out.line(1, '----\t------\t-----------------\t------------------\t------\t-------')
  for (const each of list) {
    const times = ['lastHeartbeatTime', 'lastTransitionTime'].map((key) =>
      longTime(textAt(each, key)),
    )
    const cells = [textAt(each, 'type'), textAt(each, 'status'), ...times, textAt(each, 'reason')]
    out.line(1, `${cells.join(' \t')} \t${textAt(each, 'message')}`)
  }
}

function resources(out: Description, title: string, list: JsonObject): void {
  const names = Object.keys(list).sort()
  if (names.length > 0) out.line(0, `${title}:`)
  for (const name of names) out.line(1, `${name}:\t${canonical(String(list[name]))}`)
}

function system(out: Description, node: JsonObject): void {
  const info = mapAt(node, 'status', 'nodeInfo')
  out.line(0, 'System Info:')
  for (const [title, key] of [
    ['Machine ID', 'machineID'],
    ['System UUID', 'systemUUID'],
    ['Boot ID', 'bootID'],
    ['Kernel Version', 'kernelVersion'],
    ['OS Image', 'osImage'],
    ['Operating System', 'operatingSystem'],
    ['Architecture', 'architecture'],
    ['Container Runtime Version', 'containerRuntimeVersion'],
    ['Kubelet Version', 'kubeletVersion'],
    ['Kube-Proxy Version', 'kubeProxyVersion'],
  ] as const) {
    out.line(1, `${title}:\t${textAt(info, key)}`)
  }
  const block = textAt(node, 'spec', 'podCIDR')
  if (block !== '') out.line(0, `PodCIDR:\t${block}`)
  const blocks = textsAt(node, 'spec', 'podCIDRs')
  if (blocks.length > 0) out.line(0, `PodCIDRs:\t${blocks.join(',')}`)
  const provider = textAt(node, 'spec', 'providerID')
  if (provider !== '') out.line(0, `ProviderID:\t${provider}`)
}

async function pods(out: Description, node: JsonObject, { call }: Context): Promise<void> {
  const name = textAt(node, 'metadata', 'name')
  const terms = [`spec.nodeName=${name}`, 'status.phase!=Succeeded', 'status.phase!=Failed']
  const query = { fieldSelector: terms.join(','), limit: '500' }
  const list = itemsOf(await call.session.server.get('/api/v1/pods', query))
  out.line(0, `Non-terminated Pods:\t(${list.length} in total)`)
  out.line(1, 'Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge')
  out.line(1, '---------\t----\t\t------------\t----------\t---------------\t-------------\t---')
  const room = at(node, 'status', 'allocatable') ? 'allocatable' : 'capacity'
  const capacity = mapAt(node, 'status', room)
  for (const pod of list) {
    const cells = (['cpu', 'memory'] as const).flatMap((resource) =>
      (['requests', 'limits'] as const).map((kind) =>
        share(ofPod(pod, kind, resource), resource, capacity),
      ),
    )
    const age = since(textAt(pod, 'metadata', 'creationTimestamp'), call.world.now())
    const where = `${textAt(pod, 'metadata', 'namespace')}\t${textAt(pod, 'metadata', 'name')}`
    out.line(1, `${where}\t\t${cells.join('\t')}\t${age}`)
  }
  totals(out, list, capacity)
}

function totals(out: Description, list: readonly JsonObject[], capacity: JsonObject): void {
  out.line(0, 'Allocated resources:')
  out.line(1, '(Total limits may be over 100 percent, i.e., overcommitted.)')
  out.line(1, 'Resource\tRequests\tLimits')
  out.line(1, '--------\t--------\t------')
  const shown = ['cpu', 'memory', 'ephemeral-storage']
  const huge = Object.keys(capacity).filter((name) => name.startsWith('hugepages-'))
  const known = new Set([...shown, ...huge, 'pods', 'storage'])
  const extended = Object.keys(capacity).filter((name) => !known.has(name))
  for (const name of [...shown, ...huge.sort()]) {
    const cells = (['requests', 'limits'] as const).map((kind) =>
      share(sum(list, kind, name), name, capacity),
    )
    out.line(1, `${name}\t${cells.join('\t')}`)
  }
  for (const name of extended.sort()) {
    out.line(1, `${name}\t${sum(list, 'requests', name)}\t${sum(list, 'limits', name)}`)
  }
}

type Kind = 'requests' | 'limits'

const sum = (list: readonly JsonObject[], kind: Kind, resource: string): number =>
  list.reduce((total, pod) => total + ofPod(pod, kind, resource), 0)

// What a Pod may use: its containers together, or the largest that runs before them.
function ofPod(pod: JsonObject, kind: Kind, resource: string): number {
  const amount = (container: JsonObject): number =>
    quantityValue(textAt(container, 'resources', kind, resource)) ?? 0
  const before = listAt(pod, 'spec', 'initContainers')
  const sidecars = before.filter((each) => textAt(each, 'restartPolicy') === 'Always')
  const running = [...sidecars, ...listAt(pod, 'spec', 'containers')].map(amount)
  const total = running.reduce((one, other) => one + other, 0)
  const first = before.filter((each) => !sidecars.includes(each)).map(amount)
  return Math.max(total, ...first)
}

function share(amount: number, resource: string, capacity: JsonObject): string {
  const room = quantityValue(textAt(capacity, resource)) ?? 0
  const part = room === 0 ? 0 : Math.trunc((amount / room) * 100)
  return `${quantityText(amount, resource)} (${part}%)`
}

async function eventsOf(node: JsonObject, context: Context): Promise<readonly JsonObject[]> {
  const kind = 'Node'
  const uid = textAt(node, 'metadata', 'uid')
  const name = textAt(node, 'metadata', 'name')
  const found = [
    ...(await eventsAbout(node, context, { kind, uid })),
    ...(await eventsAbout(node, context, { kind, uid: name })),
  ]
  return found
}
