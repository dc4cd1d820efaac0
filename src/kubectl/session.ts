import type { Connection } from './connection'

/** A kubeconfig as far as it matters here. */
export interface Kubeconfig {
  readonly currentContext: string
  readonly contexts: readonly Context[]
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
  /** From `-n`, else the context's, else `default`. */
  readonly namespace: string
  /** Whether `-n` was given: a file that names another namespace is refused then. */
  readonly namespaceGiven: boolean
  readonly kubeconfig: Kubeconfig
}
