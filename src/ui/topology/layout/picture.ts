import type { Summary } from '../../../projection/summary'
import type { Box } from './inside-node'
import type { Density } from './sizes'
import type { Slots } from './slots'

/** What a thing is drawn as. */
export type Shape =
  | 'node'
  | 'tray'
  | 'group'
  | 'pod'
  | 'service'
  | 'slice'
  | 'book'
  | 'client'
  | 'laptop'
  | 'host'
  | 'balancer'

/** Where one thing stands, and as what. */
export interface Placed extends Box {
  readonly id: string
  readonly shape: Shape
  /** The node whose frame it stands in, and moves with. */
  readonly inside?: string
}

/** How the cluster is looked at: who is where, or who serves whom. */
export type Lens = 'network' | 'service'

/** Who had which place before: so that what stays, stays where it is. */
export interface Memory {
  readonly services: Slots
  readonly clients: Slots
  readonly nodes: Readonly<Record<string, Slots>>
  /** In the Service lens, who stands behind which Service. */
  readonly bands: Readonly<Record<string, Slots>>
  /** In the network lens, the height that Services stand about. */
  readonly middle?: number
  /** In the Service lens, the height that those who ask stand about. */
  readonly lensMiddle?: number
}

/** Where everything stands. */
export interface Layout {
  readonly lens: Lens
  readonly cluster: Box
  readonly density: Density
  readonly narrow: boolean
  readonly placed: ReadonlyMap<string, Placed>
  readonly memory: Memory
  /** In the Service lens, where the column of Pods begins. */
  readonly podsLeft?: number
  /** Who stands in the picture for a Pod that is not shown by itself. */
  readonly standIns?: ReadonlyMap<string, string> | undefined
}

/** What is to be laid out. */
export interface LayoutInput {
  readonly summaries: ReadonlyMap<string, Summary>
  readonly positions?: Readonly<Record<string, readonly [x: number, y: number]>> | undefined
  readonly memory?: Memory | undefined
  /** Whether the cluster's own Pods and Services are wanted. */
  readonly system: boolean
  readonly lens?: Lens | undefined
  readonly standIns?: ReadonlyMap<string, string> | undefined
  /** For a small screen: less is said of each Pod. */
  readonly narrow?: boolean
}

/** Before anything was laid out. */
export const noMemory: Memory = { services: [], clients: [], nodes: {}, bands: {} }

/** The frame for Pods that no node has. */
export const trayId = 'tray'
/** The name server, whose Service is not drawn as one. */
export const bookId = 'service/kube-system/kube-dns'
