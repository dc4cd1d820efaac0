import type { JsonObject } from '../json'
import { itemsOf } from '../resources/select'
import { type Context, describeEvents } from './events'
import { at, controllerOf, listAt, mapAt, numberAt, textAt, textsAt } from './fields'
import { describeConditions, describeController, describeLabels, describeName } from './heading'
import { describePodTemplate, selectorText } from './pod-template'
import { longTime } from './time'
import { Description } from './writer'

/** Describes a Deployment. */
export async function describeDeployment(object: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  describeName(out, object)
  out.line(0, `CreationTimestamp:\t${longTime(textAt(object, 'metadata', 'creationTimestamp'))}`)
  describeLabels(out, object)
  out.line(0, `Selector:\t${selectorText(mapAt(object, 'spec', 'selector'))}`)
  const count = (key: string) => numberAt(object, 'status', key)
  out.line(
    0,
    `Replicas:\t${numberAt(object, 'spec', 'replicas')} desired | ` +
      `${count('updatedReplicas')} updated | ${count('replicas')} total | ` +
      `${count('availableReplicas')} available | ${count('unavailableReplicas')} unavailable`,
  )
  out.line(0, `StrategyType:\t${textAt(object, 'spec', 'strategy', 'type')}`)
  out.line(0, `MinReadySeconds:\t${numberAt(object, 'spec', 'minReadySeconds')}`)
  const rolling = at(object, 'spec', 'strategy', 'rollingUpdate')
  if (rolling) {
    const [most, surge] = [textAt(rolling, 'maxUnavailable'), textAt(rolling, 'maxSurge')]
    out.line(0, `RollingUpdateStrategy:\t${most} max unavailable, ${surge} max surge`)
  }
  describePodTemplate(out, at(object, 'spec', 'template'))
  describeConditions(out, object)
  await describeReplicaSets(out, object, context)
  await describeEvents(out, object, context)
  return out.text()
}

const REVISION = 'deployment.kubernetes.io/revision'

async function describeReplicaSets(
  out: Description,
  deployment: JsonObject,
  { call }: Context,
): Promise<void> {
  const uid = textAt(deployment, 'metadata', 'uid')
  const path = `/apis/apps/v1/namespaces/${textAt(deployment, 'metadata', 'namespace')}/replicasets`
  const labelSelector = selectorText(mapAt(deployment, 'spec', 'selector'))
  const list = await call.session.server.get(path, { labelSelector, limit: '500' })
  const own = itemsOf(list).filter((each) => textAt(controllerOf(each), 'uid') === uid)
  const revision = (each: JsonObject) => textAt(each, 'metadata', 'annotations', REVISION)
  const current = own.filter((each) => revision(each) === revision(deployment))
  const old = own.filter(
    (each) => revision(each) !== revision(deployment) && numberAt(each, 'spec', 'replicas') > 0,
  )
  const others = own.filter((each) => !current.includes(each))
  if (current.length + others.length === 0) return
  out.line(0, `OldReplicaSets:\t${replicaSetsText(others.length > 0 ? others : old)}`)
  out.line(0, `NewReplicaSet:\t${replicaSetsText(current)}`)
}

const replicaSetsText = (sets: readonly JsonObject[]): string =>
  sets
    .map((each) => {
      const counts = `${numberAt(each, 'status', 'replicas')}/${numberAt(each, 'spec', 'replicas')}`
      return `${textAt(each, 'metadata', 'name')} (${counts} replicas created)`
    })
    .join(', ') || '<none>'

/** How many of a controller's Pods are in which phase. */
async function podsStatus(object: JsonObject, { call }: Context): Promise<string> {
  const uid = textAt(object, 'metadata', 'uid')
  const path = `/api/v1/namespaces/${textAt(object, 'metadata', 'namespace')}/pods`
  const selector = at(object, 'spec', 'selector', 'matchLabels')
    ? selectorText(mapAt(object, 'spec', 'selector'))
    : selectorText({ matchLabels: mapAt(object, 'spec', 'selector') })
  const list = await call.session.server.get(path, { labelSelector: selector, limit: '500' })
  const own = itemsOf(list).filter((each) => textAt(controllerOf(each), 'uid') === uid)
  const count = (phase: string) =>
    own.filter((each) => textAt(each, 'status', 'phase') === phase).length
  return (
    `${count('Running')} Running / ${count('Pending')} Waiting / ` +
    `${count('Succeeded')} Succeeded / ${count('Failed')} Failed`
  )
}

/** Describes a ReplicaSet. */
export async function describeReplicaSet(object: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  describeName(out, object)
  out.line(0, `Selector:\t${selectorText(mapAt(object, 'spec', 'selector'))}`)
  describeLabels(out, object)
  describeController(out, object)
  const [now, wanted] = [
    numberAt(object, 'status', 'replicas'),
    numberAt(object, 'spec', 'replicas'),
  ]
  out.line(0, `Replicas:\t${now} current / ${wanted} desired`)
  out.line(0, `Pods Status:\t${await podsStatus(object, context)}`)
  describePodTemplate(out, at(object, 'spec', 'template'))
  describeConditions(out, object)
  await describeEvents(out, object, context)
  return out.text()
}

/** Describes a DaemonSet. */
export async function describeDaemonSet(object: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  describeName(out, object)
  out.line(0, `Selector:\t${selectorText(mapAt(object, 'spec', 'selector'))}`)
  const nodes = { matchLabels: mapAt(object, 'spec', 'template', 'spec', 'nodeSelector') }
  out.line(0, `Node-Selector:\t${selectorText(nodes)}`)
  describeLabels(out, object)
  for (const [title, key] of [
    ['Desired Number of Nodes Scheduled', 'desiredNumberScheduled'],
    ['Current Number of Nodes Scheduled', 'currentNumberScheduled'],
    ['Number of Nodes Scheduled with Up-to-date Pods', 'updatedNumberScheduled'],
    ['Number of Nodes Scheduled with Available Pods', 'numberAvailable'],
    ['Number of Nodes Misscheduled', 'numberMisscheduled'],
  ] as const) {
    out.line(0, `${title}: ${numberAt(object, 'status', key)}`)
  }
  out.line(0, `Pods Status:\t${await podsStatus(object, context)}`)
  describePodTemplate(out, at(object, 'spec', 'template'))
  await describeEvents(out, object, context)
  return out.text()
}

/** Describes a StatefulSet. */
export async function describeStatefulSet(object: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  describeName(out, object)
  out.line(0, `CreationTimestamp:\t${longTime(textAt(object, 'metadata', 'creationTimestamp'))}`)
  out.line(0, `Selector:\t${selectorText(mapAt(object, 'spec', 'selector'))}`)
  describeLabels(out, object)
  const [wanted, now] = [
    numberAt(object, 'spec', 'replicas'),
    numberAt(object, 'status', 'replicas'),
  ]
  out.line(0, `Replicas:\t${wanted} desired | ${now} total`)
  out.line(0, `Update Strategy:\t${textAt(object, 'spec', 'updateStrategy', 'type')}`)
  const rolling = at(object, 'spec', 'updateStrategy', 'rollingUpdate')
  if (at(rolling, 'partition') !== undefined) {
    out.line(1, `Partition:\t${numberAt(rolling, 'partition')}`)
    const most = textAt(rolling, 'maxUnavailable')
    if (most !== '') out.line(1, `MaxUnavailable:\t${most}`)
  }
  out.line(0, `Pods Status:\t${await podsStatus(object, context)}`)
  describePodTemplate(out, at(object, 'spec', 'template'))
  describeClaims(out, listAt(object, 'spec', 'volumeClaimTemplates'))
  await describeEvents(out, object, context)
  return out.text()
}

function describeClaims(out: Description, claims: readonly JsonObject[]): void {
  out.line(0, `Volume Claims:${claims.length === 0 ? '\t<none>' : ''}`)
  for (const claim of claims) {
    out.line(1, `Name:\t${textAt(claim, 'metadata', 'name')}`)
    out.line(1, `StorageClass:\t${textAt(claim, 'spec', 'storageClassName')}`)
    out.labels('Labels', mapAt(claim, 'metadata', 'labels'), '  ')
    out.labels('Annotations', mapAt(claim, 'metadata', 'annotations'), '  ')
    const capacity = textAt(claim, 'spec', 'resources', 'requests', 'storage') || '<default>'
    out.line(1, `Capacity:\t${capacity}`)
    out.line(1, `Access Modes:\t[${textsAt(claim, 'spec', 'accessModes').join(' ')}]`)
  }
}
