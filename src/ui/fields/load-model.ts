import type { ApiRequest, ApiResponse } from '../../engine/api/request'
import { type Model, type OpenApiDocument, readOpenApi } from './openapi'

interface Asked {
  request(request: ApiRequest): Promise<ApiResponse>
}

const asked = new WeakMap<Asked, Promise<Model | undefined>>()

/** What `loadModel` finds, asked for once: it does not change while a page is open. */
export async function modelOf(client: Asked): Promise<Model | undefined> {
  const found = asked.get(client) ?? loadModel(client)
  asked.set(client, found)
  const model = await found.catch(() => undefined)
  if (!model) asked.delete(client)
  return model
}

/**
 * Asks an API server which kinds it has and what they are made of; nothing while there is none to
 * answer, as when another cluster is being opened.
 */
async function loadModel(client: Asked): Promise<Model | undefined> {
  const read = async (path: string): Promise<unknown> => {
    const response = await client.request({ method: 'GET', path })
    return 'body' in response && response.status === 200 ? response.body : undefined
  }
  const index = (await read('/openapi/v3')) as
    | { readonly paths: Readonly<Record<string, unknown>> }
    | undefined
  if (!index) return undefined
  const groups = Object.keys(index.paths).filter((path) => /^apis?\//.test(path))
  const documents = await Promise.all(groups.map((path) => read(`/openapi/v3/${path}`)))
  if (documents.includes(undefined)) return undefined
  return readOpenApi(documents as readonly OpenApiDocument[])
}
