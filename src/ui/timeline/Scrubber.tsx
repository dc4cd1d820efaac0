import { useRef, useState } from 'react'
import { clockText, useSay } from '../i18n'
import { useActions, useShared } from '../store'
import styles from './timeline.module.css'

/** Seeking is work: while one drags, so many milliseconds lie between two seeks. */
const betweenSeeks = 60

/** Goes to any instant that has been. */
export function Scrubber() {
  const say = useSay()
  const { seek } = useActions()
  const now = useShared(({ picture }) => Math.round(picture.now / 1_000))
  const end = useShared(({ picture }) => Math.ceil(picture.end / 1_000))
  const [wanted, setWanted] = useState<number>()
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
      aria-valuetext={clockText(value * 1_000)}
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
