import type { ApiResponse, ConnectRequest } from '../engine/api/request'
import type { SessionInput } from '../engine/api/session'
import type { Traffic } from '../engine/api/traffic'
import type { Instant } from '../engine/sim'
import type * as kubectl from '../kubectl/client'
import type { Frame } from '../projection/frame'
import type { Scenario } from '../scenarios/scenario'

/** What the page tells the worker. */
export type Command =
  /**
   * A new cluster; the manifest is applied before the first frame, and time runs on until it has
   * settled. The preset is that whose text the manifest is, letter by letter.
   */
  | {
      readonly type: 'load'
      readonly scenario: Scenario
      readonly preset?: string | undefined
    }
  | { readonly type: 'request'; readonly id: number; readonly request: ConnectRequest }
  /** Goes into the session that the request of this number has opened. */
  | { readonly type: 'input'; readonly id: number; readonly input: SessionInput }
  /** Ends a stream. */
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'clock'; readonly running: boolean; readonly speed: number }
  /** One message more, while paused. */
  | { readonly type: 'step' }
  | { readonly type: 'seek'; readonly at: Instant }
  | { readonly type: 'traffic'; readonly traffic: readonly Traffic[] }
  /** Whether anybody can see the page: time stands still while nobody can. */
  | { readonly type: 'visible'; readonly visible: boolean }

/** What the worker tells the page. */
export type Report =
  | { readonly type: 'loaded' }
  | { readonly type: 'response'; readonly id: number; readonly response: ApiResponse }
  | { readonly type: 'chunk'; readonly id: number; readonly chunk: unknown }
  | { readonly type: 'end'; readonly id: number }
  | { readonly type: 'frame'; readonly frame: Frame }
  /** The engine broke one of its own rules: our fault, never the user's. */
  | { readonly type: 'crash'; readonly message: string; readonly at: Instant }

/** A worker as far as a client needs one. */
export interface Port {
  postMessage(command: Command): void
  addEventListener(type: 'message', listener: (event: { readonly data: Report }) => void): void
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void
  terminate(): void
}

/** The page's side of the worker. */
export interface Client extends kubectl.Client {
  load(scenario: Scenario): Promise<void>
  clock(running: boolean, speed: number): void
  step(): void
  seek(at: Instant): void
  traffic(traffic: readonly Traffic[]): void
  /** Calls back for every frame; returns how to stop. */
  onFrame(listener: (frame: Frame) => void): () => void
  onCrash(listener: (message: string, at: Instant) => void): () => void
  close(): void
}
