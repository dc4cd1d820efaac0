import type { StoreApi } from 'zustand/vanilla'
import type { ApiResponse } from '../../engine/api/request'
import type { SentRequest, Trace, TraceRequest } from '../../engine/api/trace'
import type { Client } from '../../host/protocol'
import type { OpenChange } from './changes'
import type { Followed, PlaygroundState } from './playground'

type Store = StoreApi<PlaygroundState>

/** Sends a request over the cluster's network. */
export async function sendByHand(
  store: Store,
  change: OpenChange,
  request: TraceRequest,
): Promise<void> {
  begin(store, request)
  const path = '/playground/v1/send'
  tell(store, request, await change.request({ method: 'POST', path, body: { ...request } }), 'sent')
}

/** Finds out what would become of a request. */
export async function tryOut(store: Store, client: Client, request: TraceRequest): Promise<void> {
  begin(store, request)
  const path = '/playground/v1/trace'
  tell(store, request, await client.request({ method: 'POST', path, body: request }), 'trace')
}

const begin = ({ setState }: Store, request: TraceRequest): void =>
  setState({ selected: 'trace', followed: { request } })

function tell(
  { getState, setState }: Store,
  request: TraceRequest,
  response: ApiResponse,
  what: 'sent' | 'trace',
): void {
  // Another may have been asked for meanwhile.
  if (getState().followed?.request !== request) return
  const { message = `HTTP ${response.status}`, ...body } = bodyOf(response)
  const told = response.status === 200 ? { [what]: body } : { refused: message }
  setState({ followed: { request, ...told } as Followed })
}

const bodyOf = (response: ApiResponse) =>
  ('body' in response ? response.body : {}) as { readonly message?: string }

/** What has become of a request that was sent; undefined when nobody knows of it any more. */
export async function traceOf(client: Client, sent: SentRequest): Promise<Trace | undefined> {
  const path = '/playground/v1/trace'
  const response = await client.request({ method: 'POST', path, body: { ...sent } })
  return response.status === 200 && 'body' in response ? (response.body as Trace) : undefined
}
