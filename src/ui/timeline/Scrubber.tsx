import { useMemo, useRef, useState } from 'react'
import { clockText, useSay } from '../i18n'
import { useActions, usePlayground, useShared } from '../store'
import styles from './timeline.module.css'
import { useShownTime } from './use-shown-time'

/** Seeking is work: while one drags, so many milliseconds lie between two seeks. */
const betweenSeeks = 60

/** Goes to any instant that has been. */
export function Scrubber() {
  const say = useSay()
  const { seek } = useActions()
  const now = useShownTime((picture) => Math.round(picture.now / 1_000))
  const end = useShownTime((picture) => Math.ceil(picture.end / 1_000))
  const [wanted, setWanted] = useState<number>()
  const said = useSaid(wanted)
  const last = useRef(0)
  const value = wanted ?? now
  const settle = () => {
    if (wanted !== undefined) seek(wanted * 1_000)
    setWanted(undefined)
  }
  return (
    <input
      type="range"
      className={styles.scrubber}
      aria-label={say('time.scrubber')}
      aria-valuetext={said}
      min={0}
      max={Math.max(end, 1)}
      step={1}
      value={value}
      style={{ '--part': `${(100 * value) / Math.max(end, 1)}%` } as React.CSSProperties}
      onChange={(event) => {
        const at = Number(event.target.value)
        setWanted(at)
        if (event.timeStamp - last.current < betweenSeeks) return
        last.current = event.timeStamp
        seek(at * 1_000)
      }}
      onPointerUp={settle}
      onKeyUp={settle}
      onBlur={settle}
    />
  )
}

/**
 * The instant for those who hear it. While time runs, each frame would be told: it stays what it
 * was when time began to run, or was last moved by hand.
 */
function useSaid(wanted: number | undefined): string {
  const { getState } = usePlayground()
  const running = useShared(({ picture }) => picture.running)
  const era = useShared(({ picture }) => picture.era)
  const paused = useShared(({ picture }) => (picture.running ? undefined : picture.now))
  // biome-ignore lint/correctness/useExhaustiveDependencies: of all frames, only these are told
  const rested = useMemo(() => clockText(getState().picture.now), [getState, running, era, paused])
  return wanted === undefined ? rested : clockText(wanted * 1_000)
}
