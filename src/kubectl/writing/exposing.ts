import { failed } from '../errors'
import { isList, isObject, type JsonObject, own } from '../json'
import { containersIn, podSpecOf } from '../pod-template'
import type { Info } from '../resources/select'
import { labelsIn } from './annotation'

/** What an object tells of how it can be reached. */
export interface Exposed {
  /** By what its Pods are selected, or why that cannot be said. */
  readonly selector: JsonObject | string
  readonly ports: readonly string[]
  readonly protocols: ReadonlyMap<string, readonly string[]>
}

const kinds = ['ReplicationController', 'Service', 'Pod', 'Deployment', 'ReplicaSet']

/** Looks for ports, protocols and a selector (polymorphichelpers). */
export function introspect(info: Info): Exposed {
  const { kind, group } = info.resource
  if (!kinds.includes(kind)) throw failed(`cannot expose a ${kind}${group ? `.${group}` : ''}`)
  const found = kind === 'Service' ? servicePorts(info.object) : containerPorts(info)
  const protocols = new Map<string, string[]>()
  for (const { port, protocol } of found) {
    const before = protocols.get(port) ?? []
    if (!before.includes(protocol)) protocols.set(port, [...before, protocol])
  }
  return { selector: selectorOf(info), ports: [...protocols.keys()], protocols }
}

interface Port {
  readonly port: string
  readonly protocol: string
}

const specIn = (object: JsonObject): JsonObject => {
  const spec = own(object, 'spec')
  return isObject(spec) ? spec : {}
}

function portsAt(holder: JsonObject, key: string): readonly Port[] {
  const ports = own(holder, 'ports')
  return (isList(ports) ? ports.filter(isObject) : []).map((each) => ({
    port: String(each[key]),
    protocol: String(own(each, 'protocol') || 'TCP'),
  }))
}

const servicePorts = (object: JsonObject) => portsAt(specIn(object), 'port')

const containerPorts = (info: Info): readonly Port[] =>
  containersIn(podSpecOf(info)).flatMap((container) => portsAt(container, 'containerPort'))

function selectorOf({ resource, object }: Info): JsonObject | string {
  const { kind } = resource
  const selector = own(specIn(object), 'selector')
  if (kind === 'Pod') {
    const labels = labelsIn(object)
    return Object.keys(labels).length > 0 ? labels : 'the pod has no labels and cannot be exposed'
  }
  if (kind === 'Service' || kind === 'ReplicationController') {
    if (isObject(selector) && Object.keys(selector).length > 0) return selector
    return kind === 'Service'
      ? 'the service has no pod selector set'
      : 'the replication controller has no pod selector set'
  }
  const expressions = isObject(selector) ? own(selector, 'matchExpressions') : undefined
  if (isList(expressions) && expressions.length > 0) {
    const shown = JSON.stringify(expressions)
    return `couldn't convert expressions - "${shown}" to map-based selector format`
  }
  const labels = isObject(selector) ? own(selector, 'matchLabels') : undefined
  return isObject(labels) ? labels : 'invalid deployment: no selectors, therefore cannot be exposed'
}
