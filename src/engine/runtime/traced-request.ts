import type { TraceRequest } from '../api/trace'
import { seconds } from '../sim'
import type { Call } from './exchange'

/** What was asked, as somebody would ask it again. */
export function requestOf({ client, deadline, request, started, url }: Call): TraceRequest {
  const { method, headers, body } = request
  return {
    from: sourceOf(client.place),
    to: url.text,
    ...(method === undefined ? {} : { method }),
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body }),
    timeoutSeconds: (deadline - started) / seconds(1),
  }
}

/** A place where requests begin: `pod/default/client`, `node/node-1`; all else is the laptop. */
function sourceOf(place: string): TraceRequest['from'] {
  const [type, first = '', second = ''] = place.split('/')
  if (type === 'node') return { type, name: first }
  if (type === 'pod') return { type, namespace: first, name: second }
  return { type: 'laptop' }
}
