import type { KubeObject } from '../api/object'
import type { ApiRequest } from '../api/request'
import { resources } from '../resources'
import { apiVersionOf } from '../resources/resource'

/** Makes of an answer's body what a version of old shows. */
export type Show = (body: unknown) => unknown

const older = resources.flatMap((resource) => {
  const { group, olderVersion, plural } = resource
  if (!olderVersion) return []
  const apiVersion = apiVersionOf({ group, version: olderVersion.version })
  return [{ resource, olderVersion, apiVersion, path: new RegExp(pathOf(apiVersion, plural)) }]
})

// All of it, a namespace's, or one object and its parts.
function pathOf(apiVersion: string, plural: string): string {
  const version = apiVersion.replaceAll('.', '\\.')
  return `^/apis/${version}/(namespaces/[^/]+/)?${plural}(/|$)`
}

/**
 * A request for a kind in a version of old, as one for the version in which it is stored; undefined
 * for any other request.
 */
export function olderRequest(
  request: ApiRequest,
): { readonly request: ApiRequest; readonly show: Show } | undefined {
  const found = older.find(({ path }) => path.test(request.path))
  if (!found) return undefined
  const { apiVersion, olderVersion, resource } = found
  const path = request.path.replace(`/${apiVersion}/`, `/${apiVersionOf(resource)}/`)
  const body = olderVersion.read(request.body)
  return {
    request: { ...request, path, ...(body === undefined ? {} : { body }) },
    show: (answer) => shown(answer, resource.kind, { apiVersion, show: olderVersion.show }),
  }
}

type Listed = KubeObject & { readonly items?: readonly KubeObject[] }

function shown(
  answer: unknown,
  kind: string,
  { apiVersion, show }: { apiVersion: string; show(object: KubeObject): KubeObject },
): unknown {
  const object = answer as Listed | null
  if (object?.kind === kind) return show(object)
  if (object?.kind !== `${kind}List` || !object.items) return answer
  return { ...object, apiVersion, items: object.items.map((each) => show(each)) }
}
