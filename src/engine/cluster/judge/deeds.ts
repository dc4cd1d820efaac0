import type { Deed } from '../../api/goal'
import { selects } from '../../api/labels'
import type { Future } from '.'

/** Does something to a cluster; false when there is nothing to do it to. */
export function doneTo(future: Future, deed: Deed): boolean {
  const { namespace = 'default' } = deed
  if (deed.type === 'scale') {
    const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${deed.deployment}/scale`
    const headers = { 'content-type': 'application/merge-patch+json' }
    const body = { spec: { replicas: deed.replicas } }
    return future.request({ method: 'PATCH', path, headers, body }).status === 200
  }
  const pods = [...future.reader().list('Pod', namespace)]
  const pod = pods.find(({ metadata }) => selects(deed.labels, metadata.labels))
  if (!pod) return false
  const path = `/api/v1/namespaces/${namespace}/pods/${pod.metadata.name}`
  return future.request({ method: 'DELETE', path }).status === 200
}
