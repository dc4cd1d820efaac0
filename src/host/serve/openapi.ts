import type { ApiRequest, ApiResponse } from '../../engine/api/request'
import { described } from '../../field-docs/described'
import type { Live } from './live'
import { encodedSwagger, swaggerOf } from './swagger'

type Plain = Extract<ApiResponse, { body: unknown }>

const PROTOBUF = 'application/com.github.proto-openapi.spec.v2'
const SWAGGER = `${PROTOBUF}.v1.0+protobuf`

/**
 * `/openapi/v2`: all that the newer documents have, in the older form; kubectl before 1.29 explains
 * from it.
 */
export function olderOpenApi({ cluster }: Live, { headers = {} }: ApiRequest): Plain {
  const read = (path: string): unknown => {
    const answered = cluster.request({ method: 'GET', path })
    return 'body' in answered ? answered.body : undefined
  }
  const { paths } = read('/openapi/v3') as { readonly paths: Readonly<Record<string, unknown>> }
  const documents = Object.keys(paths).map((path) => described(read(`/openapi/v3/${path}`)))
  const { gitVersion } = read('/version') as { readonly gitVersion: string }
  const swagger = swaggerOf(documents, gitVersion)
  const wantsProtobuf = (headers['accept'] ?? '').startsWith(PROTOBUF)
  return wantsProtobuf
    ? { status: 200, body: encodedSwagger(swagger), contentType: SWAGGER }
    : { status: 200, body: swagger }
}
