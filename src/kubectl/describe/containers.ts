import type { Json, JsonObject } from '../json'
import { quantityValue } from '../quantity-order'
import { at, listAt, mapAt, numberAt, textAt, textsAt } from './fields'
import { probeText } from './probe'
import { canonical } from './quantity'
import { longTime } from './time'
import type { Description } from './writer'

/** What containers are described with. */
export interface ContainerOptions {
  readonly title: string
  /** By container; absent for a template. */
  readonly statuses?: readonly JsonObject[]
  /** Resolves `fieldRef`s; absent for a template. */
  readonly pod?: JsonObject
  /** What stands before the title within a template. */
  readonly indent: string
}

/** Writes `Containers:` and its like. */
export function describeContainers(
  out: Description,
  containers: readonly JsonObject[],
  { title, statuses = [], pod, indent }: ContainerOptions,
): void {
  out.line(0, `${indent}${title}:${containers.length === 0 ? ' <none>' : ''}`)
  for (const container of containers) {
    const name = textAt(container, 'name')
    const status = statuses.find((each) => textAt(each, 'name') === name)
    out.line(1, `${indent === '' ? '' : ' '}${name}:`)
    basics(out, container, status)
    words(out, 'Command', textsAt(container, 'command'))
    words(out, 'Args', textsAt(container, 'args'))
    if (status) states(out, status)
    amounts(out, 'Limits', mapAt(container, 'resources', 'limits'))
    amounts(out, 'Requests', mapAt(container, 'resources', 'requests'))
    probes(out, container)
    environmentFrom(out, container)
    environment(out, container, pod)
    mounts(out, container)
  }
}

function basics(out: Description, container: JsonObject, status: JsonObject | undefined): void {
  if (status) out.line(2, `Container ID:\t${textAt(status, 'containerID')}`)
  out.line(2, `Image:\t${textAt(container, 'image')}`)
  if (status) out.line(2, `Image ID:\t${textAt(status, 'imageID')}`)
  const ports = listAt(container, 'ports')
  for (const [title, key] of [
    ['Port', 'containerPort'],
    ['Host Port', 'hostPort'],
  ] as const) {
    const text = ports.map((port) => portText(port, key)).join(', ')
    out.line(2, `${title}${text.includes(',') ? 's' : ''}:\t${text || '<none>'}`)
  }
  const profile = textAt(container, 'securityContext', 'seccompProfile', 'type')
  if (profile) out.line(2, `SeccompProfile:\t${profile}`)
}

function portText(port: JsonObject, key: 'containerPort' | 'hostPort'): string {
  return `${numberAt(port, key)}/${textAt(port, 'protocol') || 'TCP'}`
}

function words(out: Description, title: string, list: readonly string[]): void {
  if (list.length > 0) out.line(2, `${title}:`)
  for (const word of list) {
    for (const line of word.split('\n')) out.line(3, line)
  }
}

function states(out: Description, status: JsonObject): void {
  state(out, 'State', mapAt(status, 'state'))
  const last = mapAt(status, 'lastState')
  if (at(last, 'terminated')) state(out, 'Last State', last)
  out.line(2, `Ready:\t${at(status, 'ready') === true ? 'True' : 'False'}`)
  out.line(2, `Restart Count:\t${numberAt(status, 'restartCount')}`)
}

function state(out: Description, title: string, value: JsonObject): void {
  const terminated = at(value, 'terminated')
  if (at(value, 'running')) {
    out.line(2, `${title}:\tRunning`)
    out.line(3, `Started:\t${longTime(textAt(value, 'running', 'startedAt'))}`)
  } else if (terminated) {
    out.line(2, `${title}:\tTerminated`)
    optional(out, 'Reason', terminated, 'reason')
    optional(out, 'Message', terminated, 'message')
    out.line(3, `Exit Code:\t${numberAt(terminated, 'exitCode')}`)
    if (numberAt(terminated, 'signal') > 0) optional(out, 'Signal', terminated, 'signal')
    out.line(3, `Started:\t${longTime(textAt(terminated, 'startedAt'))}`)
    out.line(3, `Finished:\t${longTime(textAt(terminated, 'finishedAt'))}`)
  } else {
    out.line(2, `${title}:\tWaiting`)
    optional(out, 'Reason', at(value, 'waiting'), 'reason')
  }
}

function optional(out: Description, title: string, object: Json | undefined, key: string): void {
  const text = textAt(object, key)
  if (text !== '') out.line(3, `${title}:\t${text}`)
}

function amounts(out: Description, title: string, list: JsonObject): void {
  const names = Object.keys(list).sort()
  if (names.length > 0) out.line(2, `${title}:`)
  for (const name of names) out.line(3, `${name}:\t${canonical(String(list[name]))}`)
}

function probes(out: Description, container: JsonObject): void {
  for (const [title, key] of [
    ['Liveness', 'livenessProbe'],
    ['Readiness', 'readinessProbe'],
    ['Startup', 'startupProbe'],
  ] as const) {
    const probe = at(container, key)
    if (probe) out.line(2, `${title}:\t${probeText(mapAt(container, key))}`)
  }
}

function environmentFrom(out: Description, container: JsonObject): void {
  const sources = listAt(container, 'envFrom')
  if (sources.length > 0) out.line(2, 'Environment Variables from:')
  for (const source of sources) {
    const key = at(source, 'configMapRef') ? 'configMapRef' : 'secretRef'
    const prefix = textAt(source, 'prefix')
    const kind = key === 'configMapRef' ? 'ConfigMap' : 'Secret'
    const shown = prefix === '' ? kind : `${kind} with prefix '${prefix}'`
    const isOptional = at(source, key, 'optional') === true
    out.line(3, `${textAt(source, key, 'name')}\t${shown}\tOptional: ${isOptional}`)
  }
}

function environment(out: Description, container: JsonObject, pod: JsonObject | undefined): void {
  const variables = listAt(container, 'env')
  out.line(2, `Environment:${variables.length === 0 ? '\t<none>' : ''}`)
  for (const variable of variables) {
    const name = textAt(variable, 'name')
    const from = at(variable, 'valueFrom')
    if (from === undefined) {
      const [first = '', ...rest] = textAt(variable, 'value').split('\n')
      out.line(3, `${name}:\t${first}`)
      for (const line of rest) out.line(3, `\t${line}`)
    } else out.line(3, `${name}:\t${sourceText(from, container, pod)}`)
  }
}

function sourceText(from: Json, container: JsonObject, pod: JsonObject | undefined): string {
  if (at(from, 'fieldRef')) {
    const path = textAt(from, 'fieldRef', 'fieldPath')
    const version = textAt(from, 'fieldRef', 'apiVersion') || 'v1'
    return `${pod ? fieldText(pod, path) : ''} (${version}:${path})`
  }
  if (at(from, 'resourceFieldRef')) {
    const resource = textAt(from, 'resourceFieldRef', 'resource')
    return `${resourceText(container, from, resource)} (${resource})`
  }
  const isSecret = at(from, 'secretKeyRef') !== undefined
  const key = isSecret ? 'secretKeyRef' : 'configMapKeyRef'
  const [item, name] = [textAt(from, key, 'key'), textAt(from, key, 'name')]
  const where = isSecret ? `in secret '${name}'` : `of config map '${name}'`
  return `<set to the key '${item}' ${where}>\tOptional: ${at(from, key, 'optional') === true}`
}

function fieldText(pod: JsonObject, path: string): string {
  const found = /^(metadata\.(?:labels|annotations))\['(.*)'\]$/.exec(path)
  const parts = found ? [...(found[1] ?? '').split('.'), found[2] ?? ''] : path.split('.')
  return textAt(pod, ...parts)
}

function resourceText(container: JsonObject, from: Json, resource: string): string {
  const [list = '', name = ''] = resource.split('.')
  const value = quantityValue(textAt(container, 'resources', list, name)) ?? 0
  const divisor = quantityValue(textAt(from, 'resourceFieldRef', 'divisor') || '1') || 1
  const amount = Math.ceil(value / divisor)
  const unlimited = resource === 'limits.cpu' || resource === 'limits.memory'
  return amount === 0 && unlimited ? 'node allocatable' : String(amount)
}

function mounts(out: Description, container: JsonObject): void {
  const list = [...listAt(container, 'volumeMounts')].sort((one, other) =>
    textAt(one, 'mountPath') < textAt(other, 'mountPath') ? -1 : 1,
  )
  out.line(2, `Mounts:${list.length === 0 ? '\t<none>' : ''}`)
  for (const mount of list) {
    const flags = [at(mount, 'readOnly') === true ? 'ro' : 'rw']
    const path = textAt(mount, 'subPath')
    if (path !== '') flags.push(`path=${JSON.stringify(path)}`)
    const where = `${textAt(mount, 'mountPath')} from ${textAt(mount, 'name')}`
    out.line(3, `${where} (${flags.join(',')})`)
  }
}
