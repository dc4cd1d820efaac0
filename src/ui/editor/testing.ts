import { vi } from 'vitest'
import type { ApiRequest, ApiResponse } from '../../engine/api/request'
import { perform } from '../../engine/apiserver/perform'
import { readerOf } from '../../engine/apiserver/reader'
import { serve } from '../../engine/apiserver/serve'
import { emptyStore, type Store } from '../../engine/apiserver/store'
import { randomStreams, stringTable } from '../../engine/sim'
import type { Change, Client, Turned } from '../../host/protocol'
import { applyAll, Connection } from '../../kubectl'
import type { Frame } from '../../projection/frame'
import { MadeObjects } from '../../projection/made'
import { parseManifest } from '../../scenarios/manifest'
import { presets } from '../../scenarios/presets'
import type { Scenario } from '../../scenarios/scenario'
import { createPlayground, type Playground } from '../store'
import { type ManifestSession, sessionOf } from './session'

/** A playground whose cluster is an API server and nothing else. */
export interface Bench {
  readonly playground: Playground
  readonly session: ManifestSession
  /**
   * Names of objects of a kind, such as `services`, by the path below `/api/v1/namespaces/default`.
   */
  names(plural: string): readonly string[]
  send(request: ApiRequest): ApiResponse
  /** Remembers the cluster as it is; returns how to turn it back to that. */
  mark(): () => void
  /** What the pane's writes belong to. */
  readonly changes: readonly Change[]
  /** Writes that were sent, as `POST services`. */
  readonly writes: string[]
  /** Shows what is in the cluster now, and waits until the pane has looked at it. */
  look(): Promise<void>
  /** Tells the page that changes were undone, or done again. */
  turn(how: Turned['how'], changes: readonly Change[], to?: number): void
  /** Shows an instant; time was turned when that is not a later one. */
  show(now: number, end?: number): void
}

/** Opens a manifest as the page does; `settled` waits for what typing sets off. */
export async function opened(manifest: string, live = true): Promise<Bench> {
  const server = apiServer()
  const { client, ...heard } = clientOf(server)
  const { writes, changes, frames, turns } = heard
  const made = new MadeObjects(server.reader())
  let shown = Number.POSITIVE_INFINITY
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
    changes,
    ...server,
    look: async () => {
      const still = { running: true, speed: 1, reached: 1, changed: [], gone: [], requests: [] }
      const { now, end, scene } = playground.getState().picture
      const { revision } = server.reader()
      const shownNow = { ...still, now, end, fresh: scene === 0, revision }
      for (const listener of frames) listener({ ...shownNow, made: made.in(server.reader()) })
      await vi.runAllTimersAsync()
    },
    turn: (how, turned, to = 0) => {
      for (const listener of turns) listener({ how, changes: turned, from: to, to })
    },
    show: (now, end = now) => {
      const still = { running: true, speed: 1, reached: 1, changed: [], gone: [], requests: [] }
      const frame = { ...still, now, end, fresh: now < shown, revision: 1 }
      shown = now
      for (const listener of frames) listener(frame)
    },
    names: (plural) => {
      const path = `/api/v1/namespaces/default/${plural}`
      const response = server.send({ method: 'GET', path }) as { readonly body: List }
      return response.body.items.map(({ metadata }) => metadata.name)
    },
  }
}

/** A client of an API server, and what was sent to it. */
function clientOf(server: ReturnType<typeof apiServer>) {
  const writes: string[] = []
  const changes: Change[] = []
  const frames: ((frame: Frame) => void)[] = []
  const turns: ((turned: Turned) => void)[] = []
  const never = () => () => undefined
  const client: Client = {
    load: async (scenario) => {
      const connection = new Connection(client)
      const objects = parseManifest(scenario.manifest).documents.map(({ object }) => object)
      await applyAll(connection, objects)
      writes.length = 0
    },
    request: async (request, change) => {
      const isWrite = request.method !== 'GET' && request.query?.['dryRun'] !== 'All'
      if (isWrite && change && changes.at(-1)?.id !== change.id) changes.push(change)
      if (isWrite) writes.push(`${request.method} ${request.path.replace(/^.*\/default\//, '')}`)
      return server.send(request)
    },
    async *stream() {},
    connect: () => Promise.reject(new Error('nobody connects here')),
    clock: () => undefined,
    step: () => undefined,
    seek: () => undefined,
    traffic: () => void writes.push('TRAFFIC'),
    fault: () => undefined,
    podFault: () => undefined,
    look: () => undefined,
    undo: () => undefined,
    redo: () => undefined,
    onFrame: (listener) => {
      frames.push(listener)
      return () => undefined
    },
    onTurned: (listener) => {
      turns.push(listener)
      return () => undefined
    },
    onHistory: never,
    onCrash: never,
    close: () => undefined,
  }
  return { client, writes, changes, frames, turns }
}

interface List {
  readonly items: readonly { readonly metadata: { readonly name: string } }[]
}

function apiServer() {
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
  const send = (request: ApiRequest): ApiResponse => {
    const served = serve(store, request, environment)
    store = served.store
    return served.response
  }
  const mark = () => {
    const marked = store
    return () => {
      store = marked
    }
  }
  return { send, mark, reader: () => readerOf(store) }
}

/** A Service as a manifest. */
export const service = (name: string, port = 80, more = ''): string =>
  `apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec:
  ports: [{port: ${port}}]
${more}`
/** A manifest of several documents. */
export const both = (...documents: readonly string[]): string => documents.join('---\n')

/** Another text in the pane, and as long a pause as it takes. */
export async function type({ playground }: Bench, text: string): Promise<void> {
  playground.actions.setManifest(text)
  await vi.runAllTimersAsync()
}
