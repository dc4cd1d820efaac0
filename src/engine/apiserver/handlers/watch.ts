import { forbiddenField, invalidObject } from '../../api/field-error'
import type { ApiRequest, ApiResponse } from '../../api/request'
import { seconds } from '../../sim'
import { checkNotAhead, revisionIn } from '../listing'
import { filterOf } from '../selectors'
import type { Store } from '../store'
import { tableWanted } from '../table'
import type { Context } from './context'

/** `GET` with `watch`: what happens to a collection, or to one object, from now on. */
export function watch(store: Store, request: ApiRequest, { route, env }: Context): ApiResponse {
  const { query = {} } = request
  const { labelSelector, resourceVersion: since = '', timeoutSeconds } = query
  const include = tableWanted(request)
  const fieldSelector = query.fieldSelector || named(route.name)
  filterOf(route.resource, labelSelector, fieldSelector)
  checkSendsInitial(query)
  const sendsInitial = query['sendInitialEvents'] === 'true'
  // Without a version, or with "any", a watch begins with what is there (meta/v1 ListOptions).
  const isInitial = sendsInitial || since === '' || since === '0'
  const revision = revisionIn(since)
  if (!isInitial) checkNotAhead(store, revision)
  const allowsBookmarks = isTrue(query['allowWatchBookmarks'])
  return {
    status: 200,
    stream: {
      type: 'watch',
      kind: route.resource.kind,
      ...(route.namespace === undefined ? {} : { namespace: route.namespace }),
      ...(labelSelector ? { labelSelector } : {}),
      ...(fieldSelector ? { fieldSelector } : {}),
      ...(include ? { table: { isFirst: true, include } } : {}),
      ...(isInitial ? { isInitial } : {}),
      ...(allowsBookmarks ? { bookmark: { at: env.now + BOOKMARKS_EVERY, sendsInitial } } : {}),
      ...(timeoutSeconds ? { until: env.now + seconds(Number(timeoutSeconds)) } : {}),
      revision: isInitial ? store.revision : revision,
    },
  }
}

/** How often a watch that brings nothing says where it is (storage/cacher). */
export const BOOKMARKS_EVERY = seconds(60)

const named = (name: string): string => (name === '' ? '' : `metadata.name=${name}`)

/** Whether a request's `watch` and its like are set. */
export const isTrue = (text: string | undefined): boolean => text === 'true' || text === '1'

function checkSendsInitial(query: Readonly<Record<string, string>>): void {
  if (query['sendInitialEvents'] === undefined) return
  if (query['resourceVersionMatch'] === 'NotOlderThan') return
  throw invalidObject({ kind: 'ListOptions', group: 'meta.k8s.io' }, '', [
    forbiddenField(
      'resourceVersionMatch',
      'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    ),
  ])
}
