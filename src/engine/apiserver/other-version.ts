import type { KubeObject } from '../api/object'
import type { ApiRequest } from '../api/request'
import { resources } from '../resources'
import { apiVersionOf } from '../resources/resource'

/** Makes of an answer's body what another version shows. */
export type Show = (body: unknown) => unknown

const others = resources.flatMap((resource) => {
  const { group, otherVersion, plural } = resource
  if (!otherVersion) return []
  const apiVersion = apiVersionOf({ group, ...otherVersion })
  return [{ resource, otherVersion, apiVersion, path: new RegExp(pathOf(apiVersion, plural)) }]
})

// All of it, a namespace's, or one object and its parts.
function pathOf(apiVersion: string, plural: string): string {
  const version = apiVersion.replaceAll('.', '\\.')
  return `^/apis/${version}/(namespaces/[^/]+/)?${plural}(/|$)`
}

/**
 * A request for a kind in another version, as one for the version in which it is stored; undefined
 * for any other request.
 */
export function otherRequest(
  request: ApiRequest,
): { readonly request: ApiRequest; readonly show: Show } | undefined {
  const found = others.find(({ path }) => path.test(request.path))
  if (!found) return undefined
  const { apiVersion, otherVersion, resource } = found
  const own = `${resource.group === '' ? '/api' : '/apis'}/${apiVersionOf(resource)}/`
  const path = request.path.replace(`/apis/${apiVersion}/`, own)
  const body = otherVersion.read(request.body)
  return {
    request: { ...request, path, ...(body === undefined ? {} : { body }) },
    show: (answer) => shown(answer, resource.kind, { apiVersion, show: otherVersion.show }),
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
