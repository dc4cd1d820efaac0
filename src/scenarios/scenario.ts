import type { Environment, ProxyMode, Traffic } from '../engine/api/traffic'

/** The engine's version, as links name it: that of package.json. */
export const engineVersion = '0.1.0'

/** A start: everything needed to have the same cluster again. */
export interface Scenario {
  /** Version of the engine that wrote it. */
  readonly engine: string
  readonly seed: number
  readonly environment: Environment
  readonly mode: ProxyMode
  /** How many nodes, 1 to 100 in the page. */
  readonly nodes: number
  /** The YAML pane's text, comments included. */
  readonly manifest: string
  readonly traffic: readonly Traffic[]
  readonly view: View
}

/** Layout choices that travel with a link. */
export interface View {
  /** Which lens the picture uses. */
  readonly lens?: 'service' | 'network'
  /** Selected thing, as a summary id: `service/default/web-svc`. */
  readonly selected?: string
  /** Places to which things were dragged, in the picture's own units, rounded. */
  readonly positions?: Readonly<Record<string, readonly [x: number, y: number]>>
  /** Owners whose Pods somebody wants one by one, or as one thing, by their ids. */
  readonly folds?: Readonly<Record<string, 'open' | 'folded'>>
  /** Whether the YAML pane applies as one types. */
  readonly live?: boolean
  /** The Service that all else is dimmed for, as a summary id. */
  readonly focus?: string
  /** The one namespace whose things are shown. */
  readonly namespace?: string
  /** Labels that Pods must have to be shown, as a selector writes them: `app=web`. */
  readonly labels?: string
}
