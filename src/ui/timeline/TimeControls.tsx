import { IconButton, Select } from '../controls'
import { clockText, useSay } from '../i18n'
import { useActions, usePlayground, useShared } from '../store'
import { Scrubber } from './Scrubber'
import styles from './timeline.module.css'
import { UndoRedo } from './UndoRedo'
import { useShownTime } from './use-shown-time'

const speeds = ['0.1', '0.25', '0.5', '1', '2', '5', '10', '20'] as const

/** Time in hand: stop it, go on by a step, slower, faster, back and forth. */
export function TimeControls() {
  const say = useSay()
  const playground = usePlayground()
  const { clock, step, seek } = useActions()
  const running = useShared(({ picture }) => picture.running)
  const past = useShared(({ picture }) => picture.now < picture.end)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no line everywhere
    <div className={styles.controls} role="group" aria-label={say('time.controls')}>
      <IconButton
        icon={running ? 'pause' : 'play'}
        label={say(running ? 'time.pause' : 'time.play')}
        className={styles.play}
        onClick={() => clock(!running)}
      />
      <IconButton icon="step" label={say('time.step')} disabled={running} onClick={step} />
      <Instant />
      <Scrubber />
      <IconButton
        icon="latest"
        label={say('time.latest')}
        disabled={!past}
        onClick={() => seek(playground.getState().picture.end)}
      />
      <Speed />
      <UndoRedo />
    </div>
  )
}

function Instant() {
  const say = useSay()
  const text = useShownTime(({ now }) => clockText(now))
  return (
    <time className={styles.instant} title={say('time.instant')}>
      {text}
    </time>
  )
}

function Speed() {
  const say = useSay()
  const { clock } = useActions()
  const running = useShared(({ picture }) => picture.running)
  const speed = useShared(({ picture }) => picture.speed)
  const reached = useShared(({ picture }) => Math.round(picture.reached * 10) / 10)
  const value = speeds.find((each) => Number(each) === speed) ?? '1'
  return (
    <>
      <Select
        label={say('time.speed')}
        value={value}
        options={speeds.map((each) => [each, `${each}×`] as const)}
        onChange={(chosen) => clock(running, Number(chosen))}
      />
      {running && reached < speed * 0.9 ? (
        <span className={styles.behind}>{say('time.behind', { speed: reached })}</span>
      ) : null}
    </>
  )
}
