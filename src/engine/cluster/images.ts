import type { ApiResponse, ConnectRequest } from '../api/request'
import { resolveImage } from '../images'

const PATH = '/playground/v1/images'

/** Whether a request asks which images the registries have. */
export const isImages = ({ method, path }: Pick<ConnectRequest, 'method' | 'path'>): boolean =>
  method === 'GET' && path === PATH

/** Tells which of the images in `names`, with commas between them, cannot be pulled. */
export function imagesAnswer({ query = {} }: Pick<ConnectRequest, 'query'>): ApiResponse {
  const names = String(query['names'] ?? '').split(',')
  const missing = names.filter((name) => name !== '' && resolveImage(name).type !== 'found')
  return { status: 200, body: { missing } }
}
