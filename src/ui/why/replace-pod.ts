import type { ApiRequest, ApiResponse } from '../../engine/api/request'
import type { Status } from '../../engine/api/status'
import type { OpenChange } from '../store'

/** One operation of a JSON patch, on fields of a Pod's spec. */
export interface Operation {
  readonly op: string
  readonly path: string
  readonly value: unknown
}

type Fields = Record<string, unknown>

/**
 * A Pod's spec stays as it is once it runs: the Pod is deleted, and made anew with what is changed,
 * as `kubectl replace --force` does. What would be refused is not begun. Returns what the server
 * says against it, if anything.
 */
export async function replacePod(
  change: OpenChange,
  path: string,
  patch: readonly Operation[],
): Promise<string | undefined> {
  const found = await change.request({ method: 'GET', path })
  if (found.status !== 200 || !('body' in found)) return refusalText(found)
  const { spec, metadata, apiVersion, kind } = structuredClone(found.body) as {
    readonly spec: Fields
    readonly metadata: Fields
    readonly apiVersion: string
    readonly kind: string
  }
  for (const operation of patch) put({ spec }, operation)
  const { name, namespace, labels, annotations } = metadata
  const kept = JSON.parse(JSON.stringify({ name, namespace, labels, annotations })) as Fields
  const pod = { apiVersion, kind, metadata: kept, spec }
  const pods = path.replace(/\/[^/]+$/, '')
  const { name: own, ...unnamed } = kept
  const tried = { ...pod, metadata: { ...unnamed, generateName: `${own}-` } }
  const steps: readonly ApiRequest[] = [
    { method: 'POST', path: pods, query: { dryRun: 'All' }, body: tried },
    { method: 'DELETE', path, query: { gracePeriodSeconds: '0' } },
    { method: 'POST', path: pods, body: pod },
  ]
  for (const step of steps) {
    const refused = refusalText(await change.request(step))
    if (refused !== undefined) return refused
  }
  return undefined
}

const refusalText = (response: ApiResponse): string | undefined =>
  'body' in response && response.status >= 400 ? (response.body as Status).message : undefined

function put(whole: Fields, { op, path, value }: Operation): void {
  const [last = '', ...way] = path.slice(1).split('/').toReversed()
  let at: Fields = whole
  for (const name of way.toReversed()) {
    at[name] ??= {}
    at = at[name] as Fields
  }
  if (op === 'remove') delete at[last]
  else at[last] = value
}
