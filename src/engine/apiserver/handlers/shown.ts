import type { KubeObject } from '../../api/object'
import type { ApiRequest } from '../../api/request'
import { apiVersionOf, type Resource } from '../../resources/resource'
import type { ServerEnvironment } from '../environment'
import type { Page } from '../listing'
import { outward } from '../managed-fields'
import { partialOf, tableOf, tableWanted } from '../table'

/** What must be known of a kind to show one. */
type ShownKind = Pick<Resource, 'kind' | 'group' | 'version' | 'schema' | 'columns' | 'shown'>

/** How a client wants to be shown what it asks for, from its `Accept`. */
interface Form {
  readonly resource: ShownKind
  readonly request: ApiRequest
  readonly env: ServerEnvironment
}

/** An object as the client wants it: itself, a table of one row, or only its metadata. */
export function shownObject(stored: KubeObject, { env, request, resource }: Form): unknown {
  const object = outward(resource, stored)
  const include = tableWanted(request)
  const { resourceVersion } = object.metadata
  if (include)
    return tableOf(resource, [object], { metadata: { resourceVersion }, include, at: env })
  if (wantsPartial(request, 'PartialObjectMetadata')) return partialOf(object)
  return resource.shown?.(object) ?? object
}

/** A page of a collection as the client wants it. */
export function shownPage(page: Page, { env, request, resource }: Form): unknown {
  const { next, remaining, revision } = page
  const objects = page.objects.map((object) => outward(resource, object))
  const metadata = {
    resourceVersion: String(revision),
    ...(next === undefined ? {} : { continue: next }),
    ...(remaining === undefined ? {} : { remainingItemCount: remaining }),
  }
  const include = tableWanted(request)
  if (include) return tableOf(resource, objects, { metadata, include, at: env })
  if (wantsPartial(request, 'PartialObjectMetadataList')) {
    const items = objects.map(partialOf)
    return { kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', metadata, items }
  }
  return {
    kind: `${resource.kind}List`,
    apiVersion: apiVersionOf(resource),
    metadata,
    items: resource.shown ? objects.map((object) => resource.shown?.(object)) : objects,
  }
}

const wantsPartial = ({ headers = {} }: ApiRequest, form: string): boolean => {
  const [first = ''] = (headers['accept'] ?? '').split(',')
  const traits = first.split(';').map((each) => each.trim())
  return traits.includes(`as=${form}`) && traits.includes('g=meta.k8s.io')
}
