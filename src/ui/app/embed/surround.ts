import type { Past } from '../../../scenarios/past'
import { first, presets } from '../../../scenarios/presets'
import { engineVersion, type PaneName, type Scenario } from '../../../scenarios/scenario'
import { followed, type Playground, type PlaygroundState } from '../../store'
import { EmbedBar } from './EmbedBar'

/** What the page around an embed wants of it. */
export interface Wanted {
  readonly theme: PlaygroundState['theme']
  readonly locale: PlaygroundState['locale'] | undefined
  readonly readOnly: boolean
  readonly oneStep: boolean
  readonly scenario: string | undefined
}

/** What it may ask for, once it has been read. */
export type Asking =
  | { readonly type: 'pause' }
  | { readonly type: 'step' }
  | { readonly type: 'load'; readonly link: string }
  | { readonly type: 'apply'; readonly manifest: string }
  | { readonly type: 'run'; readonly speed?: number }
  | {
      readonly type: 'setting'
      readonly theme?: PlaygroundState['theme']
      readonly lang?: string
    }

/** No oftener is it told that something has changed. */
const restMillis = 250
/** Panes in which something could be changed. */
const writable: readonly PaneName[] = ['manifest', 'details', 'terminal', 'traffic']

/** How the page stands within another one, and does what that asks for. */
export function surround(wanted: Wanted, tell: (state: object) => void) {
  let met: Playground | undefined
  const meet = (playground: Playground) => {
    const { actions } = playground
    met = playground
    const { open } = actions
    // Whoever opens something: a link, a lesson's next step, the page around.
    Object.assign(actions, {
      open: (scenario: Scenario, past?: Past) => open(adapted(scenario, wanted), past),
    })
    actions.setTheme(wanted.theme)
    if (wanted.oneStep) actions.setPage('one-step', true)
    tellStates(playground, tell)
  }
  const chosen = presets.find(({ id }) => id === wanted.scenario) ?? first
  const page = {
    Bar: EmbedBar,
    meet,
    // What is chosen here is kept nowhere.
    keep: { getItem: () => null, setItem: () => undefined },
    languages: wanted.locale ? [wanted.locale] : navigator.languages,
    first: chosen.scenario,
  }
  const obey = async (asked: Asking) => {
    if (met) await carryOut(met, asked)
  }
  return { page, obey }
}

/** A scenario as the page around wants it. */
function adapted(scenario: Scenario, { locale, readOnly }: Wanted): Scenario {
  const closed = Object.fromEntries(writable.map((pane) => [pane, 'read-only'] as const))
  const { view } = scenario
  const panes = { ...closed, ...view.panes }
  return { ...scenario, view: { ...view, ...(locale && { locale }), ...(readOnly && { panes }) } }
}

async function carryOut(playground: Playground, asked: Asking): Promise<void> {
  const { actions } = playground
  switch (asked.type) {
    case 'load':
      return load(playground, asked.link)
    case 'apply':
      return apply(playground, asked.manifest)
    case 'run':
      return actions.clock(true, asked.speed)
    case 'pause':
      return actions.clock(false)
    case 'step':
      return actions.step()
    case 'setting':
      if (asked.theme) actions.setTheme(asked.theme)
      if (asked.lang) await actions.setLocale(/^zh\b/i.test(asked.lang) ? 'zh' : 'en')
  }
}

async function load({ actions, getState }: Playground, link: string): Promise<void> {
  const found = await followed(link, getState().locale)
  actions.notify(found?.notice)
  if (found?.scenario) return actions.open(found.scenario, found.past)
  const why = found?.notice && 'refusal' in found.notice ? found.notice.refusal : 'damaged'
  throw new Error(`the link is refused: ${why}`)
}

/**
 * What the pane's own button does with a text that was typed into it. That the reader may only look
 * was said by the very page that asks for this.
 */
async function apply(playground: Playground, manifest: string): Promise<void> {
  const { sessionOf } = await import('../../editor/session')
  const session = sessionOf(playground)
  playground.actions.setManifest(manifest)
  await session.apply('around')
  const wrong = session.state.getState().findings.find(({ severity }) => severity === 'error')
  if (wrong) throw new Error(`line ${wrong.line}: ${wrong.message}`)
}

/** What a page around is told of the cluster. */
function stateOf({ picture, scenario, loading, selected, findings }: PlaygroundState) {
  const pods = [...picture.summaries.values()].filter((each) => each.type === 'pod')
  const own = pods.filter(({ system }) => !system)
  return {
    started: !loading,
    engine: engineVersion,
    running: picture.running,
    speed: picture.speed,
    seconds: Math.floor(picture.now / 1_000_000),
    environment: scenario.environment,
    mode: scenario.mode,
    pods: { ready: own.filter(({ state }) => state === 'ready').length, total: own.length },
    problems: findings.filter(({ severity }) => severity !== 'hint').length,
    ...(scenario.view.lesson && { lesson: scenario.view.lesson }),
    ...(selected !== undefined && { selected }),
  }
}

function tellStates(playground: Playground, tell: (state: object) => void): void {
  let told = ''
  let isSoon = false
  const look = () => {
    isSoon = false
    const state = stateOf(playground.getState())
    const text = JSON.stringify(state)
    if (text !== told) tell(state)
    told = text
  }
  playground.subscribe(() => {
    if (!isSoon) setTimeout(look, restMillis)
    isSoon = true
  })
}
