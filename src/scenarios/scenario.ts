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
  /** The language that it is to be read in. */
  readonly locale?: 'en' | 'zh'
  /** Time stands still, at first. */
  readonly paused?: boolean
  /** How fast time passes: 2 is twice as fast as in life. */
  readonly speed?: number
  /** The part of the picture that is looked at, in the picture's own units. */
  readonly camera?: Camera
  readonly layout?: PaneLayout
  readonly panes?: Panes
  /** A lesson, and the step of it that goes with this. */
  readonly lesson?: LessonPlace
}

/** A step of a lesson, by their names. */
export interface LessonPlace {
  readonly id: string
  readonly step: string
}

/** A part of the picture: its middle, and how much of it is to be seen at least. */
export type Camera = readonly [x: number, y: number, width: number, height: number]

/** How large the panes beside the picture are, in thousandths of the page; 0 is folded away. */
export interface PaneLayout {
  readonly manifest?: number
  readonly drawer?: number
  /** Which tab of the drawer is open. */
  readonly tab?: DrawerName
  /** Only the picture, in large type, for a room to see. */
  readonly projector?: boolean
}

/** What lies below the picture. */
export const drawerNames = ['terminal', 'traffic', 'kernel', 'events', 'problems'] as const
/** One of the drawer's tabs. */
export type DrawerName = (typeof drawerNames)[number]

/** All panes beside the picture. */
export const paneNames = ['manifest', 'details', ...drawerNames] as const
/** One of the panes. */
export type PaneName = (typeof paneNames)[number]

/** Panes of which whoever opens a scenario sees nothing, or in which nothing can be changed. */
export type Panes = Readonly<Partial<Record<PaneName, 'hidden' | 'read-only'>>>

/** What of a view only says how to begin; then it goes its own way. */
export type Beginning = Pick<View, 'locale' | 'paused' | 'speed' | 'camera' | 'layout'>

/** A scenario without what only says how to begin, and that. */
export function begun(scenario: Scenario): {
  readonly scenario: Scenario
  readonly beginning: Beginning
} {
  const { locale, paused, speed, camera, layout, ...view } = scenario.view
  const all = { locale, paused, speed, camera, layout }
  const given = Object.entries(all).filter(([, value]) => value !== undefined)
  if (given.length === 0) return { scenario, beginning: {} }
  return { scenario: { ...scenario, view }, beginning: Object.fromEntries(given) }
}
