import { isList, isObject, type Json, type JsonObject, own } from './json'

/**
 * An object as it looks after Go's structs have read it: fields that are no pointers are written
 * even when they are empty. kubectl's typed verbs print and send that.
 */
export function typed(object: JsonObject): JsonObject {
  const metadata = own(object, 'metadata')
  const spec = own(object, 'spec')
  return {
    ...object,
    ...(isObject(metadata) ? { metadata: created(metadata) } : {}),
    ...(isObject(spec) ? { spec: specOf(String(object['kind']), spec) } : {}),
  }
}

const created = (metadata: JsonObject): JsonObject =>
  'creationTimestamp' in metadata ? metadata : { ...metadata, creationTimestamp: null }

function specOf(kind: string, spec: JsonObject): JsonObject {
  if (kind === 'Pod') return podSpec(spec)
  const template = own(spec, 'template')
  return {
    ...spec,
    ...(isObject(template) ? { template: templateOf(template) } : {}),
    ...(kind === 'Deployment' && !('strategy' in spec) ? { strategy: {} } : {}),
    ...((kind === 'DaemonSet' || kind === 'StatefulSet') && !('updateStrategy' in spec)
      ? { updateStrategy: {} }
      : {}),
  }
}

function templateOf(template: JsonObject): JsonObject {
  const metadata = own(template, 'metadata')
  const spec = own(template, 'spec')
  return {
    ...template,
    metadata: created(isObject(metadata) ? metadata : {}),
    ...(isObject(spec) ? { spec: podSpec(spec) } : {}),
  }
}

function podSpec(spec: JsonObject): JsonObject {
  const lists = ['containers', 'initContainers'].flatMap((key) => {
    const list = own(spec, key)
    return isList(list) ? [[key, list.map(container)] as const] : []
  })
  return { ...spec, ...Object.fromEntries(lists) }
}

const container = (each: Json): Json =>
  isObject(each) && !('resources' in each) ? { ...each, resources: {} } : each
