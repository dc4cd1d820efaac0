import type { CommandError } from './command'
import { failed } from './errors'
import { isList, isObject, type Json, type JsonObject, own } from './json'
import { qualifiedPlural } from './resources/naming'
import type { Info } from './resources/select'

/** Kinds with Pods, and where in them the Pod's spec is. */
const paths: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  ReplicationController: ['spec', 'template', 'spec'],
  Deployment: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
}

/** The Pod's spec within an object; refuses an object that has none (polymorphichelpers). */
export function podSpecOf(info: Info): JsonObject {
  const { resource, object } = info
  const path = paths[resource.kind]
  if (path) return at(object, path)
  throw aboutObject(
    info,
    `the object is not a pod or does not have a pod template: ` +
      `*${resource.version}.${resource.kind}`,
  )
}

/** A failure of `set` about one object: its name first, and an empty line after it. */
export const aboutObject = ({ resource, name }: Info, message: string): CommandError =>
  failed(`${resource.plural}/${name} ${message}\n`)

/** The object with another spec of its Pod. */
export function withPodSpec(info: Info, spec: JsonObject): JsonObject {
  const path = paths[info.resource.kind] ?? []
  return put(info.object, path, spec)
}

const at = (object: JsonObject, path: readonly string[]): JsonObject =>
  path.reduce<JsonObject>((within, key) => {
    const next = own(within, key)
    return isObject(next) ? next : {}
  }, object)

function put(object: JsonObject, path: readonly string[], value: JsonObject): JsonObject {
  const [key, ...rest] = path
  if (key === undefined) return value
  const inner = own(object, key)
  return { ...object, [key]: put(isObject(inner) ? inner : {}, rest, value) }
}

/** The containers of a Pod's spec; those of initialisation come under their own key. */
export const containersIn = (spec: JsonObject, key = 'containers'): readonly JsonObject[] => {
  const list = own(spec, key)
  return isList(list) ? list.filter(isObject) : []
}

/** A Pod's spec, with each container that is picked changed. */
export const withContainers = (
  spec: JsonObject,
  change: (container: JsonObject) => JsonObject,
  keys: readonly string[] = ['containers'],
): JsonObject => {
  const changed: { [key: string]: Json } = {}
  for (const key of keys) {
    if (own(spec, key) !== undefined) changed[key] = containersIn(spec, key).map(change)
  }
  return { ...spec, ...changed }
}

/** Containers whose names fit a pattern in which `*` stands for anything. */
export function fits(pattern: string, { name }: JsonObject): boolean {
  if (pattern === '*') return true
  const shape = pattern.split('*').map((part) => part.replace(/[.+^${}()|[\]\\?]/g, '\\$&'))
  return new RegExp(`^${shape.join('.*')}$`).test(String(name))
}

/** `deployments.apps "web"`: an object in messages. */
export const quotedName = ({ resource, name }: Info): string =>
  `${qualifiedPlural(resource)} "${name}"`
