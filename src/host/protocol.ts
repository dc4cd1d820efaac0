import type { NodeFault, PodFault } from '../engine/api/fault'
import type { ApiRequest, ApiResponse, ConnectRequest } from '../engine/api/request'
import type { SessionInput } from '../engine/api/session'
import type { Status } from '../engine/api/status'
import type { Traffic } from '../engine/api/traffic'
import type { Instant } from '../engine/sim'
import type * as kubectl from '../kubectl/client'
import type { Frame } from '../projection/frame'
import type { Look } from '../projection/look'
import type { Past } from '../scenarios/past'
import type { Scenario } from '../scenarios/scenario'
import type { CameTo } from './past'

/**
 * One thing that somebody does: an apply, a line of the terminal, a button, however many requests
 * it sends. It is undone as one.
 */
export interface Change {
  readonly id: string
  /** As the person who did it knows it: `kubectl delete pod web-…`. */
  readonly label: string
}

/** What could be undone and done again, from the instant that is shown. */
export interface History {
  readonly undo?: Change
  readonly redo?: Change
}

/** Changes that were undone, or done again. */
export interface Turned {
  readonly how: 'undone' | 'redone'
  /** In the order in which they were done: the first is the one that was asked for. */
  readonly changes: readonly Change[]
  /** The instants between which the clock was turned. */
  readonly from: Instant
  readonly to: Instant
}

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
      /** What is done to it again before it is open. */
      readonly past?: Past | undefined
      /** What leads back to the cluster that was there before; without one, nothing does. */
      readonly change?: Change | undefined
    }
  | {
      readonly type: 'request'
      readonly id: number
      readonly request: ConnectRequest
      /** What it is part of; a write without one is a change of its own. */
      readonly change?: Change | undefined
    }
  /** Goes into the session that the request of this number has opened. */
  | { readonly type: 'input'; readonly id: number; readonly input: SessionInput }
  /** Ends a stream. */
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'clock'; readonly running: boolean; readonly speed: number }
  /** One message more, while paused. */
  | { readonly type: 'step' }
  | { readonly type: 'seek'; readonly at: Instant }
  | {
      readonly type: 'traffic'
      readonly traffic: readonly Traffic[]
      readonly change?: Change | undefined
    }
  /** Breaks a node, or (without a fault) mends it. */
  | {
      readonly type: 'fault'
      readonly node: string
      readonly fault?: NodeFault | undefined
      readonly change?: Change | undefined
    }
  /** Breaks the app of a Pod, `namespace/name`, or mends it: what is not said is well. */
  | {
      readonly type: 'pod-fault'
      readonly pod: string
      readonly fault: PodFault
      readonly change?: Change | undefined
    }
  /** Goes to just before the last change, and drops it. */
  | { readonly type: 'undo' }
  /** Takes back the last undo. */
  | { readonly type: 'redo' }
  /** The page has drawn the cluster: what was not needed for that may come now. */
  | { readonly type: 'drawn' }
  /** What the page wants told besides what it is told anyway; until it wants something else. */
  | { readonly type: 'look'; readonly look: Look }
  /** Whether anybody can see the page: time stands still while nobody can. */
  | { readonly type: 'visible'; readonly visible: boolean }

/** What the worker tells the page. */
export type Report =
  /** With what became of what was done again, if anything was. */
  | { readonly type: 'loaded'; readonly came?: CameTo | undefined }
  | { readonly type: 'response'; readonly id: number; readonly response: ApiResponse }
  | { readonly type: 'chunk'; readonly id: number; readonly chunk: unknown }
  | { readonly type: 'end'; readonly id: number }
  | { readonly type: 'frame'; readonly frame: Frame }
  | { readonly type: 'history'; readonly history: History }
  | { readonly type: 'turned'; readonly turned: Turned }
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
  load(
    scenario: Scenario,
    also?: { readonly change?: Change | undefined; readonly past?: Past | undefined },
  ): Promise<CameTo | undefined>
  clock(running: boolean, speed: number): void
  step(): void
  seek(at: Instant): void
  request(request: ApiRequest, change?: Change): Promise<ApiResponse>
  connect(request: ConnectRequest, change?: Change): Promise<kubectl.Channel | Status>
  traffic(traffic: readonly Traffic[], change?: Change): void
  fault(node: string, fault: NodeFault | undefined, change?: Change): void
  podFault(pod: string, fault: PodFault, change?: Change): void
  look(look: Look): void
  undo(): void
  redo(): void
  onHistory(listener: (history: History) => void): () => void
  onTurned(listener: (turned: Turned) => void): () => void
  /** Calls back for every frame; returns how to stop. */
  onFrame(listener: (frame: Frame) => void): () => void
  onCrash(listener: (message: string, at: Instant) => void): () => void
  close(): void
}
