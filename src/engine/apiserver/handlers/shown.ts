import type { KubeObject } from '../../api/object'
import type { ApiRequest } from '../../api/request'
import { apiVersionOf, type Resource } from '../../resources/resource'
import type { ServerEnvironment } from '../environment'
import type { Page } from '../listing'
import { partialOf, tableOf, tableWanted } from '../table'

/** How a client wants to be shown what it asks for, from its `Accept`. */
interface Form {
  readonly resource: Pick<Resource, 'kind' | 'group' | 'version' | 'columns'>
  readonly request: ApiRequest
  readonly env: ServerEnvironment
}

/** An object as the client wants it: itself, a table of one row, or only its metadata. */
export function shownObject(object: KubeObject, { env, request, resource }: Form): unknown {
  const include = tableWanted(request)
  const { resourceVersion } = object.metadata
  if (include)
    return tableOf(resource, [object], { metadata: { resourceVersion }, include, at: env })
  return wantsPartial(request, 'PartialObjectMetadata') ? partialOf(object) : object
}

/** A page of a collection as the client wants it. */
export function shownPage(page: Page, { env, request, resource }: Form): unknown {
  const { next, objects, remaining, revision } = page
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
    items: objects,
  }
}

const wantsPartial = ({ headers = {} }: ApiRequest, form: string): boolean => {
  const [first = ''] = (headers['accept'] ?? '').split(',')
  const traits = first.split(';').map((each) => each.trim())
  return traits.includes(`as=${form}`) && traits.includes('g=meta.k8s.io')
}
