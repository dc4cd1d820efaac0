import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Finding } from '../../engine/api/finding'
import type { FieldRef } from '../../engine/api/object'
import type { ApiRequest, ApiResponse } from '../../engine/api/request'
import type { SentRequest, Trace, TraceRequest } from '../../engine/api/trace'
import type { ProxyMode, Traffic } from '../../engine/api/traffic'
import type { Client, History, Turned } from '../../host/protocol'
import type { Frame } from '../../projection/frame'
import type { WorkloadLook } from '../../projection/look'
import type { Refusal } from '../../scenarios/codec'
import type { Past } from '../../scenarios/past'
import type { Camera, PaneName, Scenario, View } from '../../scenarios/scenario'
import { fetchTexts, type Locale } from '../i18n'
import { type ChangedBy, Changes, type OpenChange } from './changes'
import { sendByHand, tryOut } from './following'
import { lookingOf } from './looking'
import { openingsOf } from './openings'
import { pageActions } from './page-actions'
import { applyFrame, blank, type Picture } from './picture'
import type { Stepped } from './stepped'

/** What the page looks like: the reader's choice, or the system's. */
export type ThemeChoice = 'system' | 'light' | 'dark'

/** Something that a person should put right. */
export interface Problem {
  readonly severity: 'error' | 'warning'
  /** What it is about, as kubectl names it: `service/web-svc`. */
  readonly object?: string
  /** The API server's `reason`, or who else complains. */
  readonly reason?: string
  readonly message: string
  /** Where in the manifest, from 1. */
  readonly line?: number
  readonly column?: number
}

/** Who found a problem; each keeps its own list. */
export type ProblemSource = 'manifest' | 'action' | 'traffic'

/** Something to be told once, above everything else. */
export type Notice =
  /** A link, or a file, that was refused, and why. */
  | { readonly kind: 'link' | 'file'; readonly refusal: Refusal }
  /** What was kept on this machine could not be read. */
  | { readonly kind: 'storage'; readonly refusal: Refusal }
  /** A link that another version of the engine has made. */
  | { readonly kind: 'version'; readonly made: string }
  /** What was done, as a link has it, came out otherwise here, in part, or was no such thing. */
  | { readonly kind: 'past'; readonly came: 'other' | 'stopped' | 'refused' }
  /** The engine broke one of its own rules; without a message, its worker never came. */
  | { readonly kind: 'crash'; readonly message: string; readonly at: number }
  /** The API server refused what was asked for outside of the pane. */
  | { readonly kind: 'refused'; readonly message: string }

/** A place in the manifest: a field of an object, or a line of the text, from 1. */
export type ManifestPlace = FieldRef | { readonly line: number; readonly column?: number }

/** A request that somebody has sent by hand, or has only tried out. */
export interface Followed {
  readonly request: TraceRequest
  /** Which one it is, when it was sent. */
  readonly sent?: SentRequest
  /** What would become of it, when it was tried out. */
  readonly trace?: Trace
  /** Why it could be neither. */
  readonly refused?: string
}

/** What of a node's kernel somebody wants to see. */
export interface Looked {
  readonly node: string
  readonly part: 'rules' | 'flows'
  /** What its rules are to be filtered by. */
  readonly filter?: string
}

/** A menu of a thing in the picture. */
export interface ThingMenu {
  readonly id: string
  readonly x: number
  readonly y: number
}

/** What the panes share. */
export interface PlaygroundState {
  readonly picture: Picture
  /** All that a link would hold. Its manifest is the text of the pane, applied or not. */
  readonly scenario: Scenario
  /** Which of the scenarios opened is there: when it changes, the pane's text is another. */
  readonly opened: number
  /** True until a scenario that is being opened has its first frame. */
  readonly loading: boolean
  /** A summary's id, or `request/ID`. */
  readonly selected?: string | undefined
  readonly hovered?: string | undefined
  readonly locale: Locale
  readonly theme: ThemeChoice
  readonly problems: Readonly<Record<ProblemSource, readonly Problem[]>>
  readonly notice?: Notice | undefined
  /** What could be undone, and done again. */
  readonly history: History
  /** What was undone or done again just now. */
  readonly turned?: Turned | undefined
  /** The place that the editor was last asked to show; a new value each time. */
  readonly revealed?: { readonly place: ManifestPlace } | undefined
  /** The request that was last sent by hand, or tried out. */
  readonly followed?: Followed | undefined
  /** What the next one is to begin with; a new value each time. */
  readonly composed?: Partial<TraceRequest> | undefined
  /** What is wrong with the cluster's objects, as last asked for. */
  readonly findings: readonly Finding[]
  /** The step of a trace that is looked at. */
  readonly stepped?: Stepped | undefined
  /** What of a node was last asked for; a new value each time. */
  readonly looked?: Looked | undefined
  /** The menu that is open: whose it is, and where on the page. */
  readonly menu?: ThingMenu | undefined
  /** A line that the terminal was last asked to run; a new value each time. */
  readonly ordered?: { readonly line: string } | undefined
  /** The tab below the picture that was last asked for; a new value each time. */
  readonly tabbed?: { readonly tab: string } | undefined
  /** Somebody wants to see what there is to learn; a new value each time. */
  readonly lessonWanted?: { readonly id?: string | undefined } | undefined
  /** The line that a terminal ran last, once it has ended; a new value each time. */
  readonly ran?: { readonly line: string; readonly code: number } | undefined
  /** Of what it was last asked why it is as it is; a new value each time. */
  readonly askedWhy?: { readonly id: string; readonly chain?: string | undefined } | undefined
  /** The dump that somebody wants to load: its text, as far as it is there. */
  readonly dump?: { readonly text: string } | undefined
  /** Somebody wants to see what is wrong; a new value each time. */
  readonly troubled?: object | undefined
  /** The field in which the editor's caret stands. */
  readonly caret?: FieldRef | undefined
  /** An object that was changed as the page proposed: who holds its document takes that in. */
  readonly mended?: FieldRef | undefined
  /** Workloads shown as one, of which some Pods are wanted one by one. */
  readonly looks: readonly WorkloadLook[]
  /** Whether Events are listed. */
  readonly listsEvents: boolean
  /** Words by which something is sought; empty: nothing is. */
  readonly sought: string
  /** What was chosen about the page itself, by name: how wide a pane is, which tab is open. */
  readonly page: Readonly<Record<string, unknown>>
  /** The part of the picture with which a scenario was opened; a new value each time. */
  readonly camera?: Camera | undefined
  /** Finds the part that somebody looks at, if it is not simply all. */
  readonly cameraNow?: (() => Camera | undefined) | undefined
  /** Another page holds this one: what is chosen here is kept nowhere. */
  readonly embedded: boolean
}

/** What a person can do; panes call these and nothing else changes the state. */
export interface PlaygroundActions {
  /** Opens another scenario: a new cluster, to which is done again what was done before. */
  open(scenario: Scenario, past?: Past): Promise<void>
  /** Opens the same scenario with something changed, as a new cluster. */
  rebuild(changed: Partial<Scenario>): Promise<void>
  select(id: string | undefined): void
  hover(id: string | undefined): void
  setManifest(manifest: string): void
  /** What is given as undefined is as in the beginning. */
  setView(changed: { readonly [Key in keyof View]?: View[Key] | undefined }): void
  /** Replaces the clients that send requests, as a change. */
  setTraffic(traffic: readonly Traffic[], label: string): void
  /** Speaks another language, as soon as its texts have come. */
  setLocale(locale: Locale): Promise<void>
  /** Gives kube-proxy another mode, as a change; where it is no Pod, in another cluster. */
  setProxyMode(mode: ProxyMode): Promise<void>
  setTheme(theme: ThemeChoice): void
  setProblems(source: ProblemSource, problems: readonly Problem[]): void
  setFindings(findings: readonly Finding[]): void
  /** Shows a step of a trace in the picture, until another is shown. */
  setStepped(stepped: Stepped | undefined): void
  notify(notice: Notice | undefined): void
  /** Shows a place of the manifest in the editor. */
  reveal(place: ManifestPlace): void
  /** Shows a node's rules, or its connections. */
  lookInto(node: string, part: Looked['part'], filter?: string): void
  /** Shows what can be done with a thing; undefined: no longer. */
  openMenu(menu: ThingMenu | undefined): void
  /** Runs a line in the terminal, as if it had been typed there. */
  order(line: string): void
  /** Opens a tab below the picture, by its name. */
  showTab(tab: string): void
  /** Shows what there is to learn; a lesson's parts, when it is named. */
  showLessons(id?: string): void
  /** Says that a line of a terminal has ended. */
  tellRan(line: string, code: number): void
  /** Shows a thing, and why it is as it is: of several chains the one that begins with a code. */
  askWhy(id: string, chain?: string): void
  setCaret(caret: FieldRef | undefined): void
  /** Says that a field was changed as the page had proposed; the same field may be, again. */
  tellMended(field: FieldRef): void
  /** Wants some Pods of a workload one by one. */
  lookAt(look: WorkloadLook): void
  /** Wants Events told, or no longer. */
  listEvents(listed: boolean): void
  /** Wants Pods told in which words are found, also those shown as one. */
  seekPods(words: string): void
  /** Lets somebody load a dump of a cluster; without a text, no longer. */
  askForDump(text: string | undefined): void
  /** Shows the problems. */
  showProblems(): void
  clock(running: boolean, speed?: number): void
  step(): void
  seek(at: number): void
  /**
   * Begins a change, which is undone as one: it is a client through which its requests go. The
   * label says what is done, as the person who does it would: `kubectl delete pod web`. In a pane
   * that only shows what there is, it is refused.
   */
  change(label: string, pane?: ChangedBy): OpenChange
  undo(): void
  redo(): void
  /** Lets somebody send a request; what it begins with may be known. */
  compose(beginning?: Partial<TraceRequest>): void
  /** Sends a request over the cluster's network, as a change, and shows what becomes of it. */
  sendByHand(request: TraceRequest, label: string): Promise<void>
  /** Shows what would become of a request, in a future of its own. */
  tryOut(request: TraceRequest): Promise<void>
  /** The note of what was undone has been read. */
  forgetTurned(): void
  /** Chooses something about the page itself. */
  setPage(name: string, value: unknown): void
  /** Says how to find the part of the picture that is looked at. */
  offerCamera(now: PlaygroundState['cameraNow']): void
  /** Sends a request as a change; a refusal is also put on the list of problems. */
  send(request: ApiRequest, label: string): Promise<ApiResponse>
}

/** One playground: its state, how to change it, and its cluster. Two may stand side by side. */
export interface Playground extends StoreApi<PlaygroundState> {
  readonly client: Client
  readonly actions: PlaygroundActions
}

/** What a playground begins with. */
export interface PlaygroundOptions {
  readonly scenario: Scenario
  readonly locale: Locale
  readonly theme: ThemeChoice
  readonly notice?: Notice | undefined
  /** What the first scenario looks like as soon as it has settled, when that is known before. */
  readonly prepared?: Frame | undefined
  readonly embedded?: boolean
}

/** Makes a playground around a cluster. The first scenario is opened by `actions.open`. */
export function createPlayground(client: Client, options: PlaygroundOptions): Playground {
  const store = createStore<PlaygroundState>(() => ({
    picture: options.prepared ? { ...applyFrame(blank, options.prepared), scene: 1 } : blank,
    scenario: options.scenario,
    opened: 0,
    loading: true,
    selected: options.scenario.view.selected,
    locale: options.locale,
    theme: options.theme,
    problems: { manifest: [], action: [], traffic: [] },
    findings: [],
    looks: [],
    listsEvents: false,
    sought: '',
    page: {},
    embedded: options.embedded ?? false,
    notice: options.notice,
    history: {},
  }))
  // Until the cluster has come as far as the picture that was prepared, nobody sees it.
  const { era, shape } = store.getState().picture
  let behind: Picture | undefined = options.prepared && { ...blank, era, shape }
  client.onFrame((frame) =>
    store.setState((state) => {
      const { picture, opened } = state
      // Of a scenario that was left, frames may be under way still.
      if (picture.scene !== opened && !frame.fresh) return state
      const next = { ...applyFrame(behind ?? picture, frame), scene: opened }
      const isBehind = behind !== undefined && opened === 1 && frame.now < picture.now
      behind = isBehind ? next : undefined
      if (isBehind) return state
      // Another future has begun, with the clients that there were then.
      const forked = picture.scene === opened && frame.end < picture.end && !state.loading
      return { picture: next, scenario: scenarioIn(state, next, forked) }
    }),
  )
  client.onHistory((history) => store.setState({ history }))
  client.onCrash((message, at) =>
    store.setState({ notice: { kind: 'crash', message, at }, loading: false, history: {} }),
  )
  const actions = actionsOf(store, client)
  // Heard last: by then the page's side of what was turned is as it was.
  client.onTurned((turned) => store.setState({ turned }))
  return Object.assign(store, { client, actions })
}

/** What a link holds follows the cluster where that has gone another way. */
function scenarioIn(
  { scenario, loading }: PlaygroundState,
  { proxyMode: mode, traffic }: Picture,
  isForked: boolean,
): Scenario {
  const isOther = !loading && mode !== scenario.mode
  if (!isOther && !isForked) return scenario
  return { ...scenario, ...(isForked && { traffic }), ...(isOther && { mode }) }
}

/** How its time passes. */
const timeOf = (
  { getState }: StoreApi<PlaygroundState>,
  client: Client,
): Pick<PlaygroundActions, 'clock' | 'step' | 'seek'> => ({
  clock: (running, speed = getState().picture.speed) => client.clock(running, speed),
  step: () => client.step(),
  seek: (at) => client.seek(at),
})

function actionsOf(store: StoreApi<PlaygroundState>, client: Client): PlaygroundActions {
  const { getState, setState } = store
  const changes = new Changes(client, (pane) => isReadOnly(getState(), pane))
  const change = (changed: Partial<Scenario>) =>
    setState(({ scenario }) => ({ scenario: { ...scenario, ...changed } }))
  const begin: PlaygroundActions['change'] = (label, pane = 'details') =>
    changes.begin(label, { pane })
  const report = (source: ProblemSource, problems: readonly Problem[]) =>
    setState((state) => ({ problems: { ...state.problems, [source]: problems } }))

  const openings = { ...openingsOf(store, { client, changes }), ...lookingOf(store, client) }
  return {
    ...openings,
    // Whoever selects a node looks into that one from then on.
    select: (selected) =>
      setState({ selected, ...(selected?.startsWith('node/') && { looked: undefined }) }),
    hover: (hovered) => setState({ hovered }),
    setManifest: (manifest) => change({ manifest }),
    setView: (changed) => {
      const all = Object.entries({ ...getState().scenario.view, ...changed })
      change({ view: Object.fromEntries(all.filter(([, value]) => value !== undefined)) })
    },
    setTraffic: (traffic, label) => {
      if (isReadOnly(getState(), 'traffic')) return
      const { scenario, picture } = getState()
      const before = picture.now < picture.end ? picture.traffic : scenario.traffic
      change({ traffic })
      const put = (is: readonly Traffic[]) => () => change({ traffic: is })
      const side = { undone: put(before), redone: put(traffic) }
      changes.begin(label, { side, pane: 'traffic' }).traffic(traffic)
    },
    setLocale: async (locale) => {
      await fetchTexts(locale)
      setState({ locale })
    },
    setProxyMode: async (mode) => {
      const { scenario, picture } = getState()
      if (scenario.environment === 'k3s') return openings.rebuild({ mode })
      const { setProxyMode } = await import('./proxy-mode')
      await setProxyMode(begin(`kube-proxy: ${mode}`), mode, picture.now)
    },
    setTheme: (theme) => setState({ theme }),
    setProblems: report,
    setFindings: (findings) => setState({ findings }),
    setStepped: (stepped) => setState({ stepped }),
    notify: (notice) => setState({ notice }),
    ...timeOf(store, client),
    ...pageActions(store),
    change: begin,
    undo: () => client.undo(),
    redo: () => client.redo(),
    compose: (composed) => setState({ selected: 'trace', composed, followed: undefined }),
    sendByHand: (request, label) => sendByHand(store, changes.begin(label), request),
    tryOut: (request) => tryOut(store, client, request),
    forgetTurned: () => setState({ turned: undefined }),
    send: async (request, label) => {
      const response = await begin(label).request(request)
      const problems = refusals(request, response)
      report('action', problems)
      const [first] = problems
      if (first) setState({ notice: { kind: 'refused', message: first.message } })
      return response
    },
  }
}

/** Whether a pane only shows what there is. */
const isReadOnly = ({ scenario }: PlaygroundState, pane: PaneName): boolean =>
  scenario.view.panes?.[pane] !== undefined

/** What a refusal says, as an entry of the list of problems; nothing for a success. */
export function refusals(request: ApiRequest, response: ApiResponse): readonly Problem[] {
  if (response.status < 400 || 'stream' in response) return []
  const { message, reason } = response.body as { message?: string; reason?: string }
  return [
    {
      severity: 'error',
      object: request.path,
      ...(reason === undefined ? {} : { reason }),
      message: message ?? `HTTP ${response.status}`,
    },
  ]
}
