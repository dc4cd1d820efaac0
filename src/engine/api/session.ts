import type { Status } from './status'

/**
 * What a client sends into an open session: `exec`, `attach` or `portforward`. It is an input of
 * the cluster, as a request is.
 */
export type SessionInput =
  | { readonly type: 'stdin'; readonly text: string }
  /** Nothing more will come on standard input. */
  | { readonly type: 'end' }
  /** The client's terminal has another size, in characters. */
  | { readonly type: 'resize'; readonly columns: number; readonly rows: number }
  /** The client opens a connection to a port of the Pod; the number is the client's own. */
  | { readonly type: 'connect'; readonly connection: number; readonly port: number }
  /** Text that the client sends on such a connection. */
  | { readonly type: 'data'; readonly connection: number; readonly text: string }
  /** The client closes its half of such a connection. */
  | { readonly type: 'finish'; readonly connection: number }
  /**
   * Connections to this port of the laptop's own loopback go through the session to `port` of the
   * Pod: the page's laptop is a simulated host, too.
   */
  | { readonly type: 'listen'; readonly localPort: number; readonly port: number }
  /** What a program of the laptop answers to a request that has come to its port. */
  | {
      readonly type: 'respond'
      readonly request: number
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }
  /** The client is gone. */
  | { readonly type: 'close' }

/** What a session brings its client. */
export type SessionChunk =
  | { readonly type: 'stdout' | 'stderr'; readonly text: string }
  /** The last of an `exec` or `attach`: success, or how it failed (channel 3 of the protocol). */
  | { readonly type: 'status'; readonly status: Status }
  /** What a request that the API server has passed on was answered: the last of a `proxy`. */
  | {
      readonly type: 'response'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }
  | { readonly type: 'data'; readonly connection: number; readonly text: string }
  /** The Pod's side is done with a connection; `error` when it could not be opened or broke. */
  | { readonly type: 'closed'; readonly connection: number; readonly error?: string }
  /** The laptop listens on this port, which leads to `port` of the Pod; it was free. */
  | { readonly type: 'listening'; readonly localPort: number; readonly port: number }
  | { readonly type: 'refused'; readonly localPort: number; readonly error: string }
  /** A request has come to a port of the laptop that a program there serves. */
  | {
      readonly type: 'request'
      readonly request: number
      readonly method: string
      readonly path: string
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
    }
  /** Somebody has connected to a local port that the session listens on. */
  | { readonly type: 'accepted'; readonly localPort: number }
