import type { ServerEnvironment } from '../environment'
import type { Route } from '../route'
import type { Written } from '../written'

/** What a handler is told besides the request. */
export interface Context {
  readonly route: Route
  readonly env: ServerEnvironment
}

/** What a write came to, and what the client is answered when that is not the object. */
export interface Answered extends Written {
  readonly answer?: unknown
  /** 201: there was none before. */
  readonly isNew?: boolean
}
