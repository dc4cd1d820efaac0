import type { Call } from '../command'
import { failed } from '../errors'
import { isList, isObject, type JsonObject, own, same } from '../json'
import { pathTo } from '../resources/naming'
import { type Info, itemsOf } from '../resources/select'
import { labelSelectorText } from '../sessions/pod-of'
import { annotationsIn, labelsIn, metadataIn } from '../writing/annotation'
import { revisionOf } from './status'

/** One revision of an object: its number, and the object that remembers it. */
export interface Revision {
  readonly number: number
  readonly object: JsonObject
}

const sets = { group: 'apps', version: 'v1', plural: 'replicasets', namespaced: true }
const controllerRevisions = {
  group: 'apps',
  version: 'v1',
  plural: 'controllerrevisions',
  namespaced: true,
}

/** The revisions of an object, oldest first; `verb` is for kinds that have none. */
export async function revisionsOf(
  call: Call,
  info: Info,
  what: string,
): Promise<readonly Revision[]> {
  const { kind } = info.resource
  if (!['Deployment', 'DaemonSet', 'StatefulSet'].includes(kind)) {
    throw failed(`error retrieving ${what} for "${kind}", no visitor method exists for { ${kind}}`)
  }
  const { server } = call.session
  const live = await server.get(pathTo(info.resource, info.namespace, info.name))
  const spec = own(live, 'spec')
  const selector = isObject(spec) ? own(spec, 'selector') : undefined
  const labelSelector = isObject(selector) ? labelSelectorText(selector) : ''
  const resource = kind === 'Deployment' ? sets : controllerRevisions
  const list = await server.get(pathTo(resource, info.namespace), { labelSelector })
  const uid = own(metadataIn(live), 'uid')
  return itemsOf(list)
    .filter((each) => isOwnedBy(each, String(uid)))
    .map((object) => ({ number: numberOf(kind, object), object }))
    .filter(({ number }) => number > 0)
    .sort((left, right) => left.number - right.number)
}

const numberOf = (kind: string, object: JsonObject): number =>
  kind === 'Deployment' ? revisionOf(object) : Number(own(object, 'revision') ?? 0)

function isOwnedBy(object: JsonObject, uid: string): boolean {
  const owners = own(metadataIn(object), 'ownerReferences')
  return (
    isList(owners) &&
    owners.some((each) => isObject(each) && each['uid'] === uid && each['controller'] === true)
  )
}

/** Why a revision was made, as `kubernetes.io/change-cause` tells. */
export const changeCause = (object: JsonObject): string =>
  String(own(annotationsIn(object), 'kubernetes.io/change-cause') || '<none>')

/** The Pod template that a revision remembers. */
export function templateIn({ object }: Revision): JsonObject {
  const holder = own(object, 'data') ?? object
  const spec = isObject(holder) ? own(holder, 'spec') : undefined
  const template = isObject(spec) ? own(spec, 'template') : undefined
  return isObject(template) ? template : {}
}

const HASH = 'pod-template-hash'

/** A Pod template without the hash by which its ReplicaSet is told apart. */
export function withoutHash(template: JsonObject): JsonObject {
  const { [HASH]: _, ...labels } = labelsIn(template)
  return { ...template, metadata: { ...metadataIn(template), labels } }
}

/** Whether two templates make the same Pods. */
export const sameTemplate = (left: JsonObject, right: JsonObject): boolean =>
  same(plain(left), plain(right))

function plain(template: JsonObject): JsonObject {
  const { metadata, ...rest } = withoutHash(template)
  const { creationTimestamp: _, ...kept } = isObject(metadata) ? metadata : {}
  return { ...rest, metadata: kept }
}
