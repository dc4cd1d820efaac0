import { type Panes, paneNames, type Scenario, type View } from '../../../scenarios/scenario'
import { type PlaygroundState, withSelection } from '../../store'
import { layoutNow } from '../layout'

/** What somebody wants a link to hold besides the scenario itself. */
export interface Choices {
  readonly layout: boolean
  readonly language: boolean
  /** The part of the picture that is looked at, if somebody has moved it. */
  readonly camera: boolean
  /** Whether time stands still, and how fast it passes. */
  readonly time: boolean
  /** Only the picture, in large type. */
  readonly projector: boolean
  /** What was done since the cluster was opened. */
  readonly past: boolean
  readonly panes: Panes
}

/** What is chosen to begin with. */
export const firstChoices: Choices = {
  layout: false,
  projector: false,
  language: false,
  camera: true,
  time: true,
  past: true,
  panes: {},
}

/** What there is to be chosen just now: of time that runs as in life there is nothing to say. */
export function offered({
  picture,
  cameraNow,
}: PlaygroundState): readonly Exclude<keyof Choices, 'past' | 'panes'>[] {
  const { running, speed } = picture
  const isUsual = running && speed === 1
  return [
    'layout',
    'projector',
    'language',
    ...(isUsual ? [] : (['time'] as const)),
    ...(cameraNow?.() ? (['camera'] as const) : []),
  ]
}

/** The scenario as it travels. */
export function travelling(state: PlaygroundState, choices: Choices): Scenario {
  const { scenario, selected, picture, locale, cameraNow, page } = state
  const shared = withSelection(scenario, selected)
  const camera = choices.camera ? cameraNow?.() : undefined
  const { panes: _, ...kept } = shared.view
  const view: View = {
    ...kept,
    ...(choices.language && { locale }),
    ...(choices.time && !picture.running && { paused: true }),
    ...(choices.time && picture.speed !== 1 && { speed: picture.speed }),
    ...(camera && { camera }),
    ...((choices.layout || choices.projector) && {
      layout: {
        ...(choices.layout && layoutNow(page)),
        ...(choices.projector && { projector: true }),
      },
    }),
    ...(Object.keys(choices.panes).length > 0 && { panes: choices.panes }),
  }
  return { ...shared, view }
}

/** What an embed shows besides the picture. */
export type Shown = 'picture' | 'manifest' | 'all'

/** The panes of an embed; what a thing is like is told wherever there is a picture. */
export function embedPanes(shown: Shown, readOnly: boolean): Panes {
  const isHidden = (name: string) =>
    name !== 'details' && (shown === 'picture' || (shown === 'manifest' && name !== 'manifest'))
  const how = (name: string) => (isHidden(name) ? 'hidden' : readOnly ? 'read-only' : undefined)
  const all = paneNames.map((name) => [name, how(name)] as const)
  return Object.fromEntries(all.filter(([, value]) => value !== undefined))
}
