import type { ApiRequest, ApiResponse } from '../../api/request'

const BASE = ['ping', 'log', 'etcd']

/** What each path looks at: an API server that answers at all is well. */
const checks: Readonly<Record<string, readonly string[]>> = {
  healthz: BASE,
  livez: BASE,
  readyz: [...BASE, 'etcd-readiness', 'informer-sync', 'shutdown'],
}

/** The paths under which health is told. */
export const healthPaths = Object.entries(checks).flatMap(([name, each]) => [
  `/${name}`,
  ...each.map((check) => `/${name}/${check}`),
])

const text = (body: string): ApiResponse => ({
  status: 200,
  body,
  contentType: 'text/plain; charset=utf-8',
})

/** `/healthz`, `/livez`, `/readyz` and their single checks (apiserver/pkg/server/healthz). */
export function health({ path, query = {} }: ApiRequest): ApiResponse | undefined {
  const [name = '', check] = path.split('/').slice(1)
  const known = Object.hasOwn(checks, name) ? checks[name] : undefined
  if (!known || !healthPaths.includes(path)) return undefined
  if (check !== undefined || query.verbose === undefined) return text('ok')
  return text(`${known.map((each) => `[+]${each} ok\n`).join('')}${name} check passed\n`)
}
