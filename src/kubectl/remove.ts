import type { Status } from '../engine/api/status'
import { type Connection, type Identity, refusalIn } from './connection'
import { pathTo } from './resources/naming'

/** What came of removing one object. One that is gone already counts as removed. */
export interface Removed {
  readonly identity: Identity
  readonly status?: Status
}

/** Deletes an object, and what belongs to it in the background, as kubectl does. */
export async function remove(connection: Connection, identity: Identity): Promise<Removed> {
  const kind = await connection.kind(identity.apiVersion, identity.kind)
  if (!kind) return { identity }
  const status = refusalIn(
    await connection.client.request({
      method: 'DELETE',
      path: pathTo(kind, identity.namespace, identity.name),
      body: { propagationPolicy: 'Background' },
    }),
  )
  return status && status.code !== 404 ? { identity, status } : { identity }
}
