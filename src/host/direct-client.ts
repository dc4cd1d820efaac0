import type { ApiRequest, ApiResponse } from '../engine/api/request'
import type { Client } from '../kubectl/client'

/**
 * A client in the same thread as its cluster: for opening a scenario, the headless cluster, and
 * tests.
 */
export const directClient = (cluster: {
  request(request: ApiRequest): ApiResponse
}): Pick<Client, 'request'> => ({ request: async (request) => cluster.request(request) })
