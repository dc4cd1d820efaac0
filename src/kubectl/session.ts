import type { Connection } from './connection'
import type { JsonObject } from './json'
import type { Server } from './server'

/** A kubeconfig as far as it matters here. */
export interface Kubeconfig {
  /** The file it is in. */
  readonly path: string
  /** The file, parsed. */
  readonly document: JsonObject
  readonly currentContext: string
  readonly contexts: readonly Context[]
  readonly clusters: readonly { readonly name: string; readonly server: string }[]
  readonly users: readonly string[]
}

/** A context of a kubeconfig. */
export interface Context {
  readonly name: string
  readonly cluster: string
  readonly user: string
  /** Empty for `default`. */
  readonly namespace: string
}

/** One run of kubectl against one server. */
export interface Session {
  readonly connection: Connection
  readonly server: Server
  /** The server's URL, as the kubeconfig has it. */
  readonly url: string
  /** From `-n`, else the context's, else `default`. */
  readonly namespace: string
  /** Whether `-n` was given: a file that names another namespace is refused then. */
  readonly namespaceGiven: boolean
  readonly kubeconfig: Kubeconfig
}
