import type { KubeObject } from '../api/object'
import type { Resource } from '../resources/resource'
import type { ServerEnvironment } from './environment'

/** A list as kubectl prints it: the server computes every cell (meta/v1 Table). */
export function tableOf(
  resource: Resource,
  objects: readonly KubeObject[],
  { resourceVersion, env }: { readonly resourceVersion: string; readonly env: ServerEnvironment },
): unknown {
  const unixSeconds = env.epoch + Math.floor(env.now / 1_000_000)
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: { resourceVersion },
    columnDefinitions: resource.columns.map(({ name, type, format, priority }) => ({
      name,
      type,
      format: format ?? '',
      description: '',
      priority,
    })),
    rows: objects.map((object) => ({
      cells: resource.columns.map((column) => column.cell(object, { unixSeconds })),
      object: {
        kind: 'PartialObjectMetadata',
        apiVersion: 'meta.k8s.io/v1',
        metadata: object.metadata,
      },
    })),
  }
}

/** Whether a request asks for a table: `as=Table` counts only with its group and version. */
export const wantsTable = (accept = ''): boolean =>
  /(^|,)\s*application\/json;[^,]*\bas=Table\b/.test(accept) && accept.includes('g=meta.k8s.io')
