import type { ApiRequest } from '../api/request'
import { randomStreams, stringTable } from '../sim'
import type { Action, Draft } from './action'
import type { ServerEnvironment } from './environment'
import { perform } from './perform'
import { serve } from './serve'
import { emptyStore, type Store } from './store'

/** An API server with two namespaces, and what it was told so far. */
export class Server {
  store: Store = emptyStore
  readonly environment: ServerEnvironment = {
    now: 5_000_000,
    epoch: 1_767_225_600,
    streams: randomStreams(1, stringTable()),
    serviceCIDR: '10.96.0.0/12',
    nodePorts: [30_000, 32_767],
  }

  constructor() {
    for (const name of ['default', 'kube-system']) {
      const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } } as Draft
      const action = { verb: 'create', object } as const
      this.store = perform(this.store, action, { component: 'test' }, this.environment).store
    }
  }

  /** Performs a component's action. */
  act(action: Action, component = 'replicaset-controller'): void {
    const { outcome, store } = perform(this.store, action, { component }, this.environment)
    if (outcome.refused) throw new Error(outcome.refused.message)
    this.store = store
  }
  send(request: ApiRequest): Answer {
    const { store, response } = serve(this.store, request, this.environment)
    this.store = store
    if ('stream' in response) throw new Error('a stream')
    const { status, body, contentType, warnings = [] } = response
    const answer = { status, body: body as Body, warnings }
    return contentType === undefined ? answer : { ...answer, contentType }
  }
  get(path: string): Body {
    return this.send({ method: 'GET', path }).body
  }
  post(object: Manifest): ReturnType<Server['send']> {
    return this.send({ method: 'POST', path: pathOf(object), body: object, query: STRICT })
  }
  put(path: string, body: unknown): ReturnType<Server['send']> {
    return this.send({ method: 'PUT', path, body })
  }
  patch(path: string, type: string, body: unknown): ReturnType<Server['send']> {
    const headers = { 'content-type': `application/${type}+json` }
    return this.send({ method: 'PATCH', path, body, headers })
  }
}

/** What a client is told. */
interface Answer {
  readonly status: number
  readonly body: Body
  readonly contentType?: string
  readonly warnings: readonly string[]
}

/** An object as a client sends it. */
export interface Manifest {
  readonly kind: string
  readonly metadata: Readonly<Record<string, unknown>>
  readonly [field: string]: unknown
}
/** An answer, which a test looks into as JSON. */
export type Body = ReturnType<typeof JSON.parse>
const STRICT = { fieldValidation: 'Strict' }
/** Where objects of a kind are. */
export const pathOf = ({ kind }: Manifest): string =>
  kind === 'Deployment'
    ? '/apis/apps/v1/namespaces/default/deployments'
    : `/api/v1/namespaces/default/${kind.toLowerCase()}s`
/** Where the Service `web` is. */
export const WEB = '/api/v1/namespaces/default/services/web'

/** A Service, `web` unless it has another name. */
export const service = (spec: object, name = 'web'): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }], ...spec },
})
