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
 * as `kubectl replace --force` does.
 */
export async function replacePod(
  change: OpenChange,
  path: string,
  patch: readonly Operation[],
): Promise<void> {
  const found = await change.request({ method: 'GET', path })
  if (found.status !== 200 || !('body' in found)) return
  const { spec, metadata, apiVersion, kind } = structuredClone(found.body) as {
    readonly spec: Fields
    readonly metadata: Fields
    readonly apiVersion: string
    readonly kind: string
  }
  for (const operation of patch) put({ spec }, operation)
  const { name, namespace, labels, annotations } = metadata
  const kept = JSON.parse(JSON.stringify({ name, namespace, labels, annotations })) as Fields
  const query = { gracePeriodSeconds: '0' }
  await change.request({ method: 'DELETE', path, query })
  const body = { apiVersion, kind, metadata: kept, spec }
  await change.request({ method: 'POST', path: path.replace(/\/[^/]+$/, ''), body })
}

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
