import type { Instant } from '../sim'

/** A request to the API server, as HTTP would carry it. */
export interface ApiRequest<Value = string> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly query?: Readonly<Record<string, Value>>
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** What the body's text says twice, as strict decoding words it: `duplicate field "spec.x"`. */
  readonly duplicates?: readonly string[]
  /** A text that was sent in place of a body and is no JSON. */
  readonly unreadable?: string
}

/** A request that opens a session: its query may have a value more than once, as `command` is. */
export type ConnectRequest = ApiRequest<string | readonly string[]>

/** A failure is a body too: a `Status`, with the reason and code that kubectl expects. */
export type ApiResponse =
  | {
      readonly status: number
      readonly body: unknown
      /** When it is not plain `application/json`. */
      readonly contentType?: string
      /** Where to ask instead. */
      readonly location?: string
      /** Texts of `Warning` headers, in order. */
      readonly warnings?: readonly string[]
    }
  | { readonly status: 200; readonly stream: Cursor; readonly warnings?: readonly string[] }

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
      /**
       * Events bring tables of one row; only the first of a stream defines the columns. `Object`
       * asks for whole objects in the rows, `None` for none.
       */
      readonly table?: { readonly isFirst: boolean; readonly include: TableInclude }
      /** The objects that are there come first, as if they had just been added. */
      readonly isInitial?: boolean
      /**
       * When the next bookmark is due, which says how far the watch has come; the first may tell
       * that all that was there has come.
       */
      readonly bookmark?: { readonly at: Instant; readonly sendsInitial: boolean }
      /** When the stream ends by itself. */
      readonly until?: Instant
      readonly revision: number
    }
  | {
      readonly type: 'log'
      /** `namespace/name`. */
      readonly pod: string
      readonly container: string
      /** The run of the container whose log it is. */
      readonly process: string
      /** The next line, and how much of it is known already. */
      readonly line: number
      readonly column: number
      readonly timestamps?: boolean
    }
  /** An open `exec`, `attach`, `portforward` or `proxy`, and how far it has been heard. */
  | {
      readonly type: 'session'
      readonly session: number
      readonly chunk: number
      /** Characters of that chunk. */
      readonly offset: number
    }

/** What a table's rows hold besides their cells (meta/v1 TableOptions). */
export type TableInclude = 'Metadata' | 'Object' | 'None'

/** One thing that happened to an object that is watched. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  readonly object: unknown
}
