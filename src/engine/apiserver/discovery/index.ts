import type { ApiRequest, ApiResponse } from '../../api/request'
import { resources } from '../../resources'
import { openApiDocument, openApiPaths } from '../../resources/openapi'
import { apiVersionOf } from '../../resources/resource'
import { AGGREGATED, aggregated, wantsAggregated } from './aggregated'
import { health, healthPaths } from './health'
import { groupDocument, groupList, resourceList } from './legacy'
import { version } from './version'

/** What the paths answer that tell of the server itself; undefined for any other path. */
export function discover(request: ApiRequest): ApiResponse | undefined {
  const { path, headers = {} } = request
  const isWhole = path === '/api' || path === '/apis'
  if (isWhole && wantsAggregated(headers.accept)) {
    return { status: 200, body: aggregated(path === '/api'), contentType: AGGREGATED }
  }
  if (path === '/openapi/v2') return { status: 200, body: NO_SWAGGER, contentType: SWAGGER }
  const body = documentAt(path)
  return body === undefined ? health(request) : { status: 200, body }
}

// The older form of OpenAPI, which clients ask for when they miss something in the newer one: a
// document without any definitions, as protobuf.
const SWAGGER = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf'
const NO_SWAGGER = '\n\u00032.0'

function documentAt(path: string): unknown {
  const [root = '', group = '', version_, ...more] = path.split('/').filter((part) => part !== '')
  if (more.length > 0 && root !== 'openapi') return undefined
  switch (root) {
    case '':
      return { paths: rootPaths() }
    case 'version':
      return group === '' ? version : undefined
    case 'openapi':
      if (group !== 'v3') return undefined
      return version_ === undefined ? openApiPaths() : openApi([version_, ...more])
    case 'api':
      return group === '' ? apiVersions : version_ ? undefined : resourceList('', group)
    case 'apis':
      if (group === '') return groupList()
      if (version_ === undefined) return groupDocument(group)
      return resourceList(group, version_)
    default:
      return undefined
  }
}

const apiVersions = {
  kind: 'APIVersions',
  versions: ['v1'],
  serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: '192.168.1.11:6443' }],
}

// `api/v1`, `apis/apps/v1`.
function openApi([root, first = '', second = '']: readonly string[]): unknown {
  return root === 'api' ? openApiDocument('', first) : openApiDocument(first, second)
}

function rootPaths(): readonly string[] {
  const versions = new Set(resources.map(apiVersionOf))
  const groups = new Set(resources.map(({ group }) => group).filter((group) => group !== ''))
  const apis = ['/api', '/api/v1', '/apis', ...[...groups].map((group) => `/apis/${group}`)]
  const versioned = [...versions].filter((each) => each !== 'v1').map((each) => `/apis/${each}`)
  const others = ['/openapi/v2', '/openapi/v3', '/version']
  return [...apis, ...versioned, ...healthPaths, ...others].sort()
}
