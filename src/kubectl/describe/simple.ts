import { isNotFound } from '../errors'
import type { JsonObject } from '../json'
import { itemsOf } from '../resources/select'
import { type Context, describeEvents } from './events'
import { at, listAt, mapAt, numberAt, textAt } from './fields'
import { describeLabels, describeName } from './heading'
import { selectorText } from './pod-template'
import { limitLines } from './storage'
import { longTime } from './time'
import { Description } from './writer'

/** Describes a Namespace. */
export async function describeNamespace(object: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  describeName(out, object)
  describeLabels(out, object)
  out.line(0, `Status:\t${textAt(object, 'status', 'phase')}`)
  const conditions = listAt(object, 'status', 'conditions')
  if (conditions.length > 0) {
    out.line(0, 'Conditions:')
    out.line(1, 'Type\tStatus\tLastTransitionTime\tReason\tMessage')
    out.line(1, '----\t------\t------------------\t------\t-------')
    for (const each of conditions) {
      const keys = ['type', 'status', 'lastTransitionTime', 'reason', 'message']
      out.line(1, keys.map((key) => textAt(each, key)).join('\t'))
    }
  }
  await quotas(out, object, context)
  return out.text()
}

async function quotas(out: Description, object: JsonObject, { call }: Context): Promise<void> {
  const inside = `/api/v1/namespaces/${textAt(object, 'metadata', 'name')}`
  // A server without the resource is not asked about it.
  const list = async (plural: string): Promise<readonly JsonObject[] | undefined> => {
    try {
      return itemsOf(await call.session.server.get(`${inside}/${plural}`, { limit: '500' }))
    } catch (error) {
      if (isNotFound(error)) return undefined
      throw error
    }
  }
  const found = await list('resourcequotas')
  if (found?.length === 0) out.raw('\nNo resource quota.\n')
  else if (found) {
    out.raw('\nResource Quotas\n')
    for (const quota of found) {
      out.line(1, `Name:\t${textAt(quota, 'metadata', 'name')}`)
      quotaLines(out, quota, 1)
    }
  }
  const ranges = await list('limitranges')
  if (ranges?.length === 0) out.raw('\nNo LimitRange resource.\n')
  else if (ranges) {
    out.raw('\nResource Limits\n')
    for (const range of ranges) limitLines(out, range, ' ')
  }
}

function quotaLines(out: Description, quota: JsonObject, level: number): void {
  out.line(level, 'Resource\tUsed\tHard')
  out.line(level, level === 0 ? '--------\t----\t----' : '--------\t---\t---')
  const hard = mapAt(quota, 'status', 'hard')
  for (const name of Object.keys(hard).sort()) {
    out.line(level, `${name}\t${textAt(quota, 'status', 'used', name)}\t${hard[name]}`)
  }
}

/** Describes a ResourceQuota. */
export async function describeQuota(object: JsonObject): Promise<string> {
  const out = new Description()
  describeName(out, object)
  quotaLines(out, object, 0)
  return out.text()
}

/** Describes a ConfigMap. */
export async function describeConfigMap(object: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  describeName(out, object)
  describeLabels(out, object)
  out.raw('\nData\n====\n')
  const data = mapAt(object, 'data')
  for (const key of Object.keys(data).sort()) out.raw(`${key}:\n----\n${data[key]}\n\n`)
  out.raw('\nBinaryData\n====\n')
  const bytes = mapAt(object, 'binaryData')
  for (const key of Object.keys(bytes).sort()) {
    out.raw(`${key}: ${bytesOf(String(bytes[key]))} bytes\n`)
  }
  out.raw('\n')
  await describeEvents(out, object, context)
  return out.text()
}

// How many bytes base64 stands for.
const bytesOf = (text: string): number => Math.floor((text.replace(/[=\s]/g, '').length * 3) / 4)

/** Describes a Secret, without what is in it. */
export async function describeSecret(object: JsonObject): Promise<string> {
  const out = new Description()
  describeName(out, object)
  describeLabels(out, object)
  out.raw(`\nType:\t${textAt(object, 'type')}\n`)
  out.raw('\nData\n====\n')
  const data = mapAt(object, 'data')
  for (const key of Object.keys(data).sort()) {
    out.line(0, `${key}:\t${bytesOf(String(data[key]))} bytes`)
  }
  return out.text()
}

/** Describes a ServiceAccount. */
export async function describeServiceAccount(
  object: JsonObject,
  context: Context,
): Promise<string> {
  const out = new Description()
  describeName(out, object)
  describeLabels(out, object)
  for (const [title, key] of [
    ['Image pull secrets:', 'imagePullSecrets'],
    ['Mountable secrets:', 'secrets'],
    ['Tokens:', ''],
  ] as const) {
    const names = key === '' ? [] : listAt(object, key).map((each) => textAt(each, 'name'))
    if (names.length === 0) out.line(0, `${title.padEnd(19)}\t<none>`)
    names.forEach((name, index) => {
      out.line(0, `${(index === 0 ? title : '').padEnd(19)}\t${name}`)
    })
  }
  await describeEvents(out, object, context)
  return out.text()
}

/** Describes a HorizontalPodAutoscaler. */
export async function describeAutoscaler(object: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  describeName(out, object)
  describeLabels(out, object)
  out.line(0, `CreationTimestamp:\t${longTime(textAt(object, 'metadata', 'creationTimestamp'))}`)
  const kind = textAt(object, 'spec', 'scaleTargetRef', 'kind')
  out.line(0, `Reference:\t${kind}/${textAt(object, 'spec', 'scaleTargetRef', 'name')}`)
  out.line(0, 'Metrics:\t( current / target )')
  listAt(object, 'spec', 'metrics').forEach((metric, index) => {
    out.line(1, metricText(metric, listAt(object, 'status', 'currentMetrics')[index] ?? {}))
  })
  out.line(0, `Min replicas:\t${textAt(object, 'spec', 'minReplicas') || '<unset>'}`)
  out.line(0, `Max replicas:\t${numberAt(object, 'spec', 'maxReplicas')}`)
  const count = (key: string) => numberAt(object, 'status', key)
  const counts = `${count('currentReplicas')} current / ${count('desiredReplicas')} desired`
  out.line(0, `${kind} pods:\t${counts}`)
  const conditions = listAt(object, 'status', 'conditions')
  if (conditions.length > 0) {
    out.line(0, 'Conditions:')
    out.line(1, 'Type\tStatus\tReason\tMessage')
    out.line(1, '----\t------\t------\t-------')
  }
  for (const each of conditions) {
    const keys = ['type', 'status', 'reason', 'message']
    out.line(1, keys.map((key) => textAt(each, key)).join('\t'))
  }
  await describeEvents(out, object, context)
  return out.text()
}

function metricText(metric: JsonObject, current: JsonObject): string {
  const type = textAt(metric, 'type')
  if (type !== 'Resource') return `<unknown metric type ${JSON.stringify(type)}>`
  const head = `resource ${textAt(metric, 'resource', 'name')} on pods`
  const average = textAt(metric, 'resource', 'target', 'averageValue')
  const now = mapAt(current, 'resource', 'current')
  if (average !== '') return `${head}:\t${textAt(now, 'averageValue') || '<unknown>'} / ${average}`
  const used = textAt(now, 'averageUtilization')
  const shown = used === '' ? '<unknown>' : `${used}% (${textAt(now, 'averageValue')})`
  const target = textAt(metric, 'resource', 'target', 'averageUtilization')
  const wanted = target === '' ? '<auto>' : `${target}%`
  return `${head}  (as a percentage of request):\t${shown} / ${wanted}`
}

/** Describes a PodDisruptionBudget. */
export async function describeBudget(object: JsonObject, context: Context): Promise<string> {
  const out = new Description()
  describeName(out, object)
  const least = textAt(object, 'spec', 'minAvailable')
  const most = textAt(object, 'spec', 'maxUnavailable')
  if (least !== '') out.line(0, `Min available:\t${least}`)
  else if (most !== '') out.line(0, `Max unavailable:\t${most}`)
  const selector = at(object, 'spec', 'selector')
  out.line(
    0,
    `Selector:\t${selector ? selectorText(mapAt(object, 'spec', 'selector')) : '<unset>'}`,
  )
  out.line(0, 'Status:')
  for (const [title, key] of [
    ['Allowed disruptions', 'disruptionsAllowed'],
    ['Current', 'currentHealthy'],
    ['Desired', 'desiredHealthy'],
    ['Total', 'expectedPods'],
  ] as const) {
    out.line(2, `${title}:\t${numberAt(object, 'status', key)}`)
  }
  await describeEvents(out, object, context)
  return out.text()
}
