import type { ApiResponse } from '../api/request'
import { readerOf } from '../apiserver/reader'
import type { Store } from '../apiserver/store'
import type { Node } from '../resources'

/**
 * What a kubelet's own server says when the API server asks it for somebody (pkg/kubelet/server):
 * that it lives, and its Pods. Metrics, statistics and the node's log files it has none.
 */
export function nodeAnswer(store: Store, { metadata }: Node, path: string): ApiResponse {
  const plain = (status: number, body: string): ApiResponse => ({
    status,
    body,
    contentType: 'text/plain; charset=utf-8',
  })
  switch (path.replace(/\/$/, '')) {
    case '/healthz':
    case '/healthz/ping':
    case '/healthz/syncloop':
      return plain(200, 'ok')
    case '/pods': {
      const items = readerOf(store).indexed('Pod', 'node', metadata.name)
      return { status: 200, body: { kind: 'PodList', apiVersion: 'v1', metadata: {}, items } }
    }
    default:
      return plain(404, '404 page not found\n')
  }
}
