import type { Call } from '../command'
import { failed, ServerError } from '../errors'
import { isList, isObject, type Json, type JsonObject, own } from '../json'
import type { Info } from '../resources/select'
import { appliedText, lastApplied, metadataIn } from '../writing/annotation'
import { patchObject } from '../writing/send'
import type { Applied, Applying } from './client-side'

const CLIENT_SIDE = 'kubectl-client-side-apply'
const SERVER_SIDE = 'kubectl'

/** Server-side apply of one object, and what is left of client-side apply taken over. */
export async function applyThere(
  call: Call,
  info: Info,
  { dryRun, query, subresource }: Applying,
): Promise<Applied> {
  const patch = { type: 'apply', body: info.object, query } as const
  const at = subresource === '' ? {} : { subresource }
  const send = async () => patchObject(call, info, { ...patch, ...at }).catch(advised)
  const applied = await send()
  const manager = query['fieldManager'] ?? SERVER_SIDE
  const kept = manager === SERVER_SIDE ? await keepAnnotation(call, info, applied, query) : applied
  const migrated = dryRun === 'server' ? undefined : migration(kept, manager)
  if (!migrated) return { operation: 'serverside-applied', object: applied }
  const { force: _, ...rest } = query
  await patchObject(call, info, { type: 'json', body: migrated, query: rest })
  return { operation: 'serverside-applied', object: await send() }
}

function advised(error: unknown): never {
  if (!(error instanceof ServerError) || error.status.reason !== 'Conflict') throw error
  throw failed(
    [
      error.said,
      'Please review the fields above--they currently have other managers. Here',
      'are the ways you can resolve this warning:',
      '* If you intend to manage all of these fields, please re-run the apply',
      '  command with the `--force-conflicts` flag.',
      '* If you do not intend to manage all of the fields, please edit your',
      '  manifest to remove references to the fields that should keep their',
      '  current managers.',
      '* You may co-own fields by updating your manifest to match the existing',
      "  value; in this case, you'll become the manager if the other manager(s)",
      '  stop managing the field (remove it from their configuration).',
      'See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts',
    ].join('\n'),
  )
}

// The annotation of client-side apply gets a manager of its own, so that it is not given up.
async function keepAnnotation(
  call: Call,
  info: Info,
  applied: JsonObject,
  { force: _, ...query }: Applying['query'],
): Promise<JsonObject> {
  const text = appliedText(applied)
  if (text === undefined) return applied
  const { name, namespace } = metadataIn(info.object)
  const body = {
    apiVersion: own(info.object, 'apiVersion') ?? '',
    kind: own(info.object, 'kind') ?? '',
    metadata: {
      annotations: { [lastApplied]: text },
      name: name ?? '',
      ...(namespace === undefined ? {} : { namespace }),
    },
  }
  const managed = { ...query, fieldManager: 'kubectl-last-applied' }
  return patchObject(call, info, { type: 'apply', body, query: managed })
}

/**
 * The JSON patch that hands to server-side apply what client-side apply has owned (client-go's
 * csaupgrade); undefined when it owned nothing.
 */
function migration(object: JsonObject, manager: string): readonly JsonObject[] | undefined {
  const metadata = metadataIn(object)
  const list = own(metadata, 'managedFields')
  const entries = isList(list) ? list.filter(isObject) : []
  const old = entries.find(
    (each) => each['manager'] === CLIENT_SIDE && each['operation'] === 'Update',
  )
  const mine = entries.find((each) => each['manager'] === manager && each['operation'] === 'Apply')
  if (!old || !mine) return undefined
  const value = entries
    .filter((each) => each !== old)
    .map((each) =>
      each === mine
        ? { ...each, fieldsV1: union(own(each, 'fieldsV1'), own(old, 'fieldsV1')) }
        : each,
    )
  return [
    { op: 'replace', path: '/metadata/managedFields', value },
    {
      op: 'replace',
      path: '/metadata/resourceVersion',
      value: own(metadata, 'resourceVersion') ?? '',
    },
  ]
}

function union(left: Json | undefined, right: Json | undefined): Json {
  if (!isObject(left)) return right ?? {}
  if (!isObject(right)) return left
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort()
  return Object.fromEntries(keys.map((key) => [key, union(own(left, key), own(right, key))]))
}
