/** A request to the API server, as HTTP would carry it. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** A failure is a body too: a `Status`, with the reason and code that kubectl expects. */
export type ApiResponse =
  | {
      readonly status: number
      readonly body: unknown
      /** Texts of `Warning` headers, in order. */
      readonly warnings?: readonly string[]
    }
  | { readonly status: 200; readonly stream: Cursor }

/**
 * A place in something that grows. Plain data: the host polls it, the engine never holds a client.
 */
export type Cursor =
  | {
      readonly type: 'watch'
      readonly kind: string
      readonly namespace?: string
      readonly labelSelector?: string
      readonly fieldSelector?: string
      readonly revision: number
    }
  | {
      readonly type: 'log'
      readonly pod: string
      readonly container: string
      readonly line: number
    }
  | { readonly type: 'process'; readonly process: string; readonly byte: number }

/** One thing that happened to an object that is watched. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  readonly object: unknown
}
