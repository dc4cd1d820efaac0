import type { ApiRequest, ApiResponse } from '../engine/api/request'

/**
 * A way to an API server: the worker's, a direct one in tests, HTTP. A refusal is an answer,
 * too.
 */
export interface Client {
  request(request: ApiRequest): Promise<ApiResponse>
  /** What a watch, or any other growing answer, brings; breaking off ends it. */
  stream(request: ApiRequest): AsyncIterable<unknown>
}
