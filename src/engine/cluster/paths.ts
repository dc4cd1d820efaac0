import type { ApiRequest, ConnectRequest } from '../api/request'

const LOG = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)\/log$/

/** What the path of a proxy names: a namespace and whose, or nodes; the name; the rest. */
export const proxyPath =
  /^\/api\/v1\/(?:namespaces\/([^/]+)\/(pods|services)|(nodes))\/([^/]+)\/proxy(\/.*)?$/

/** The Pod whose log a path names; undefined when it names none. */
export function logRoute(
  path: string,
): { readonly namespace: string; readonly pod: string } | undefined {
  if (!path.endsWith('/log')) return undefined
  const [, namespace, pod] = LOG.exec(path) ?? []
  return namespace === undefined || pod === undefined ? undefined : { namespace, pod }
}

/** Whether a request is one that the API server passes on. */
export const isProxied = (path: string): boolean => path.includes('/proxy') && proxyPath.test(path)

/** A request whose query has one value for each name. */
export const plainly = ({ query = {}, ...request }: ConnectRequest): ApiRequest => ({
  ...request,
  query: Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : (value[0] ?? ''),
    ]),
  ),
})
