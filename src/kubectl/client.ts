import type { ApiRequest, ApiResponse, ConnectRequest } from '../engine/api/request'
import type { SessionChunk, SessionInput } from '../engine/api/session'
import type { Status } from '../engine/api/status'

/**
 * A way to an API server: the worker's, a direct one in tests, HTTP. A refusal is an answer,
 * too.
 */
export interface Client {
  /** The same for all clients that lead to one server: what is learned of it is kept by this. */
  readonly server?: object
  request(request: ApiRequest): Promise<ApiResponse>
  /** What a watch, or any other growing answer, brings; breaking off ends it. */
  stream(request: ApiRequest): AsyncIterable<unknown>
  /**
   * Opens `exec`, `attach` or `portforward`, or runs a command on a machine outside of Pods; a
   * refusal is returned as the server worded it.
   */
  connect(request: ConnectRequest): Promise<Channel | Status>
}

/** An open session. */
export interface Channel {
  /** By what number requests tell that its programs have sent them, where they tell. */
  readonly session?: number
  /** Ends when the server has nothing more to say. */
  readonly chunks: AsyncIterable<SessionChunk>
  send(input: SessionInput): void
}
