import type { ApiRequest, ApiResponse } from '../../engine/api/request'
import { type Model, type OpenApiDocument, readOpenApi } from './openapi'

/** Asks an API server which kinds it has and what they are made of. */
export async function loadModel(client: {
  request(request: ApiRequest): Promise<ApiResponse>
}): Promise<Model> {
  const read = async (path: string): Promise<unknown> => {
    const response = await client.request({ method: 'GET', path })
    return 'body' in response && response.status === 200 ? response.body : {}
  }
  const index = (await read('/openapi/v3')) as {
    readonly paths?: Readonly<Record<string, unknown>>
  }
  const groups = Object.keys(index.paths ?? {}).filter((path) => /^apis?\//.test(path))
  const documents = await Promise.all(groups.map((path) => read(`/openapi/v3/${path}`)))
  return readOpenApi(documents as readonly OpenApiDocument[])
}
