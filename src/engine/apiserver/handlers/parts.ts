import type { KubeObject, ObjectKey } from '../../api/object'
import type { ApiRequest } from '../../api/request'
import { badRequest } from '../../api/status'
import { bind } from '../binding'
import { spend } from '../budget'
import { deleteObject } from '../deletion'
import { finalize } from '../finalizing'
import { lookUp } from '../registry'
import { noSuchMethod } from '../route'
import type { Store } from '../store'
import type { Answered, Context } from './context'
import { deleteOptions } from './delete'
import { tokenFor } from './token'
import { writerOf } from './writer'

const SUCCESS = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 }

interface Sent {
  readonly metadata?: { readonly name?: string }
  readonly spec?: { readonly audiences?: readonly string[]; readonly expirationSeconds?: number }
  readonly deleteOptions?: unknown
  readonly target?: { readonly kind?: string; readonly name?: string }
}

/** `POST` to a part that does something: a Pod's `eviction` and `binding`, an account's `token`. */
export function createPart(store: Store, request: ApiRequest, { route, env }: Context): Answered {
  const { resource, namespace = '', name, subresource } = route
  const key: ObjectKey = { namespace, name }
  const sent = (request.body ?? {}) as Sent
  switch (subresource) {
    case 'eviction': {
      checkName(sent, key, 'Eviction')
      const object = lookUp(store, resource, key)
      const body = sent.deleteOptions
      const asked = deleteOptions(body === undefined ? request : { ...request, body })
      const spent = spend(store, object, { env, writer: writerOf(request, 'status') })
      const deleted = deleteObject(spent?.store ?? store, resource, object, { delete: asked, env })
      return succeeded({ ...deleted, changes: [...(spent?.changes ?? []), ...deleted.changes] })
    }
    case 'binding':
      checkName(sent, key, 'Binding')
      return succeeded(bind(store, { pod: key, node: targetOf(sent) }, env))
    case 'token': {
      const account = lookUp(store, resource, key)
      const answer = tokenFor(account, sent, env)
      return { store, object: account, changes: [], answer, isNew: true }
    }
    default:
      throw noSuchMethod()
  }
}

const succeeded = (written: Answered): Answered => ({ ...written, answer: SUCCESS, isNew: true })

function checkName({ metadata }: Sent, { name }: ObjectKey, kind: string): void {
  if (metadata?.name === undefined || metadata.name === name) return
  throw badRequest(`name in URL does not match name in ${kind} object`)
}

function targetOf({ target }: Sent): string {
  if (!target?.name) throw badRequest('binding: target.name is required')
  if (target.kind && target.kind !== 'Node') {
    throw badRequest(`binding: target.kind must be Node, not ${target.kind}`)
  }
  return target.name
}

/** `PUT` of a Namespace's `finalize`: its own finalizers become those of the body. */
export function updateFinalizers(store: Store, { body }: ApiRequest, { route }: Context): Answered {
  const { spec } = (body ?? {}) as KubeObject & { readonly spec?: { finalizers?: string[] } }
  return finalize(store, route.name, () => spec?.finalizers ?? [])
}
