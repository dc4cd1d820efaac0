import type { ApiRequest, ApiResponse } from '../../engine/api/request'
import { perform } from '../../engine/apiserver/perform'
import { serve } from '../../engine/apiserver/serve'
import { emptyStore, type Store } from '../../engine/apiserver/store'
import { randomStreams, stringTable } from '../../engine/sim'
import type { Client } from '../../host/protocol'
import { applyAll, Connection } from '../../kubectl'
import { parseManifest, presets, type Scenario } from '../../scenarios'
import { createPlayground, type Playground } from '../store'
import { type ManifestSession, sessionOf } from './session'

/** A playground whose cluster is an API server and nothing else. */
export interface Bench {
  readonly playground: Playground
  readonly session: ManifestSession
  /** Names of objects of a kind, such as `services`, by the path below `/api/v1/namespaces/default`. */
  names(plural: string): readonly string[]
  send(request: ApiRequest): ApiResponse
  /** Writes that were sent, as `POST services`. */
  readonly writes: string[]
}

/** Opens a manifest as the page does; `settled` waits for what typing sets off. */
export async function opened(manifest: string, live = true): Promise<Bench> {
  const server = apiServer()
  const writes: string[] = []
  const client: Client = {
    load: async (scenario) => {
      const connection = new Connection(client)
      const objects = parseManifest(scenario.manifest).documents.map(({ object }) => object)
      await applyAll(connection, objects)
      writes.length = 0
    },
    request: async (request) => {
      const isWrite = request.method !== 'GET' && request.query?.['dryRun'] !== 'All'
      if (isWrite) writes.push(`${request.method} ${request.path.replace(/^.*\/default\//, '')}`)
      return server(request)
    },
    async *stream() {},
    clock: () => undefined,
    step: () => undefined,
    seek: () => undefined,
    traffic: () => undefined,
    onFrame: () => () => undefined,
    onCrash: () => () => undefined,
    close: () => undefined,
  }
  const [preset] = presets
  if (!preset) throw new Error('no preset')
  const scenario: Scenario = { ...preset.scenario('en'), manifest, traffic: [], view: { live } }
  const playground = createPlayground(client, { scenario, locale: 'en', theme: 'light' })
  const session = sessionOf(playground)
  await playground.actions.open(scenario)
  return {
    playground,
    session,
    writes,
    send: server,
    names: (plural) => {
      const path = `/api/v1/namespaces/default/${plural}`
      const response = server({ method: 'GET', path }) as { readonly body: List }
      return response.body.items.map(({ metadata }) => metadata.name)
    },
  }
}

interface List {
  readonly items: readonly { readonly metadata: { readonly name: string } }[]
}

function apiServer(): (request: ApiRequest) => ApiResponse {
  const environment = {
    now: 5_000_000,
    epoch: 1_767_225_600,
    streams: randomStreams(1, stringTable()),
    serviceCIDR: '10.96.0.0/12',
    nodePorts: [30_000, 32_767],
  } as const
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } }
  const made = { verb: 'create', object: namespace } as const
  let store: Store = perform(emptyStore, made, { component: 'test' }, environment).store
  return (request) => {
    const served = serve(store, request, environment)
    store = served.store
    return served.response
  }
}
