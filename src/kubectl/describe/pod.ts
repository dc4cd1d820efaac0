import type { JsonObject } from '../json'
import { describeContainers } from './containers'
import { type Context, describeEvents } from './events'
import { at, controllerOf, listAt, mapAt, textAt } from './fields'
import { describeSpread } from './pod-template'
import { longTime, since } from './time'
import { describeTolerations } from './tolerations'
import { describeVolumes } from './volumes'
import { Description } from './writer'

/** Describes a Pod. */
export async function describePod(pod: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  heading(out, pod)
  status(out, pod, context)
  containers(out, pod)
  gates(out, pod)
  describeVolumes(out, listAt(pod, 'spec', 'volumes'), '')
  out.line(0, `QoS Class:\t${textAt(pod, 'status', 'qosClass') || qosClass(pod)}`)
  out.labels('Node-Selectors', mapAt(pod, 'spec', 'nodeSelector'))
  describeTolerations(out, listAt(pod, 'spec', 'tolerations'))
  describeSpread(out, listAt(pod, 'spec', 'topologySpreadConstraints'))
  await describeEvents(out, pod, context, undefined)
  return out.text()
}

function heading(out: Description, pod: JsonObject): void {
  const spec = mapAt(pod, 'spec')
  out.line(0, `Name:\t${textAt(pod, 'metadata', 'name')}`)
  out.line(0, `Namespace:\t${textAt(pod, 'metadata', 'namespace')}`)
  for (const [title, key] of [
    ['Priority', 'priority'],
    ['Priority Class Name', 'priorityClassName'],
    ['Runtime Class Name', 'runtimeClassName'],
    ['Service Account', 'serviceAccountName'],
  ] as const) {
    const text = textAt(spec, key)
    if (text !== '') out.line(0, `${title}:\t${text}`)
  }
  const node = textAt(spec, 'nodeName')
  out.line(0, `Node:\t${node === '' ? '<none>' : `${node}/${textAt(pod, 'status', 'hostIP')}`}`)
  const start = textAt(pod, 'status', 'startTime')
  if (start !== '') out.line(0, `Start Time:\t${longTime(start)}`)
  out.labels('Labels', mapAt(pod, 'metadata', 'labels'))
  out.annotations('Annotations', mapAt(pod, 'metadata', 'annotations'))
}

function status(out: Description, pod: JsonObject, { call }: Context): void {
  const phase = textAt(pod, 'status', 'phase')
  const deleted = textAt(pod, 'metadata', 'deletionTimestamp')
  if (deleted !== '' && phase !== 'Failed' && phase !== 'Succeeded') {
    out.line(0, `Status:\tTerminating (lasts ${since(deleted, call.world.now())})`)
    const grace = textAt(pod, 'metadata', 'deletionGracePeriodSeconds')
    out.line(0, `Termination Grace Period:\t${grace}s`)
  } else out.line(0, `Status:\t${phase}`)
  for (const [title, key] of [
    ['Reason', 'reason'],
    ['Message', 'message'],
  ] as const) {
    const text = textAt(pod, 'status', key)
    if (text !== '') out.line(0, `${title}:\t${text}`)
  }
  const profile = textAt(pod, 'spec', 'securityContext', 'seccompProfile', 'type')
  if (profile !== '') out.line(0, `SeccompProfile:\t${profile}`)
  out.line(0, `IP:\t${textAt(pod, 'status', 'podIP')}`)
  const addresses = listAt(pod, 'status', 'podIPs')
  out.line(0, `IPs:${addresses.length === 0 ? '\t<none>' : ''}`)
  for (const each of addresses) out.line(1, `IP:\t${textAt(each, 'ip')}`)
  const owner = controllerOf(pod)
  if (owner) out.line(0, `Controlled By:\t${textAt(owner, 'kind')}/${textAt(owner, 'name')}`)
  const nominated = textAt(pod, 'status', 'nominatedNodeName')
  if (nominated !== '') out.line(0, `NominatedNodeName:\t${nominated}`)
}

function containers(out: Description, pod: JsonObject): void {
  for (const [title, spec, statuses] of [
    ['Init Containers', 'initContainers', 'initContainerStatuses'],
    ['Containers', 'containers', 'containerStatuses'],
    ['Ephemeral Containers', 'ephemeralContainers', 'ephemeralContainerStatuses'],
  ] as const) {
    const list = listAt(pod, 'spec', spec)
    if (list.length === 0 && title !== 'Containers') continue
    const known = listAt(pod, 'status', statuses)
    describeContainers(out, list, { title, statuses: known, pod, indent: '' })
  }
}

function gates(out: Description, pod: JsonObject): void {
  const conditions = listAt(pod, 'status', 'conditions')
  const gatesOf = listAt(pod, 'spec', 'readinessGates')
  if (gatesOf.length > 0) out.raw('Readiness Gates:\n  Type\tStatus\n')
  for (const gate of gatesOf) {
    const type = textAt(gate, 'conditionType')
    const found = conditions.find((each) => textAt(each, 'type') === type)
    out.line(1, `${type} \t${found ? textAt(found, 'status') : '<none>'} `)
  }
  if (conditions.length > 0) out.raw('Conditions:\n  Type\tStatus\n')
  for (const each of conditions) {
    out.line(1, `${textAt(each, 'type')} \t${textAt(each, 'status')} `)
  }
}

function qosClass(pod: JsonObject): string {
  const all = listAt(pod, 'spec', 'containers').map((each) => mapAt(each, 'resources'))
  const given = all.filter((each) => Object.keys(each).length > 0)
  if (given.length === 0) return 'BestEffort'
  const guaranteed = all.every((each) =>
    ['cpu', 'memory'].every((name) => {
      const limit = textAt(each, 'limits', name)
      return limit !== '' && (at(each, 'requests', name) ?? limit) === limit
    }),
  )
  return guaranteed ? 'Guaranteed' : 'Burstable'
}
