import { useState } from 'react'
import { type PaneName, paneNames } from '../../../scenarios/scenario'
import { usePlayground } from '../../store'
import { type Choices, offered } from './choices'
import styles from './share.module.css'
import { type ShareSay, useShareSay } from './texts'
import type { ToldPast } from './told-past'

type Pane = 'open' | 'read-only' | 'hidden'

/** What goes along with a scenario, and what others may do with it. */
export function Travels({
  choices,
  onChoices,
  hasPanes,
  past,
}: {
  readonly choices: Choices
  readonly onChoices: (choices: Choices) => void
  readonly hasPanes: boolean
  readonly past: ToldPast
}) {
  const say = useShareSay()
  const playground = usePlayground()
  const [state] = useState(() => playground.getState())
  const { running, speed } = state.picture
  const texts = {
    layout: say('layout'),
    projector: say('projector'),
    language: say('language', { language: say(state.locale === 'zh' ? 'chinese' : 'english') }),
    camera: say('camera'),
    time: running ? say('speed', { speed }) : say('paused'),
  }
  const pastText = typeof past === 'object' ? past.text : undefined
  const tick = (name: keyof typeof texts | 'past', text: string) => (
    <label key={name}>
      <input
        type="checkbox"
        checked={choices[name]}
        onChange={({ target }) => onChoices({ ...choices, [name]: target.checked })}
      />
      {text}
    </label>
  )
  return (
    <div className={styles.travels}>
      <fieldset>
        <legend>{say('travels')}</legend>
        {pastText === undefined ? null : tick('past', say('past', { count: pastText.length }))}
        {offered(state).map((name) => tick(name, texts[name]))}
      </fieldset>
      {past === 'cannot-go' ? <p className={styles.length}>{say('pastCannot')}</p> : null}
      {hasPanes ? <PaneTable choices={choices} onChoices={onChoices} say={say} /> : null}
    </div>
  )
}

/** Panes in which something can be changed: of the others there is nothing but to hide them. */
const writable: readonly PaneName[] = ['manifest', 'details', 'terminal', 'traffic']

function PaneTable({
  choices,
  onChoices,
  say,
}: {
  readonly choices: Choices
  readonly onChoices: (choices: Choices) => void
  readonly say: ShareSay
}) {
  const { panes } = choices
  const set = (name: PaneName, how: Pane) => {
    const { [name]: _, ...others } = panes
    onChoices({ ...choices, panes: how === 'open' ? others : { ...others, [name]: how } })
  }
  return (
    <details open={Object.keys(panes).length > 0 || undefined}>
      <summary>{say('panes')}</summary>
      <div className={styles.panes}>
        {paneNames.map((name) => (
          <label key={name}>
            <span>{say(name)}</span>
            <select
              className={styles.choose}
              value={panes[name] ?? 'open'}
              onChange={({ target }) => set(name, target.value as Pane)}
            >
              <option value="open">{say('open')}</option>
              {writable.includes(name) ? (
                <option value="read-only">{say('read-only')}</option>
              ) : null}
              <option value="hidden">{say('hidden')}</option>
            </select>
          </label>
        ))}
      </div>
    </details>
  )
}
