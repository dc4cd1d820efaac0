import { useEffect, useState } from 'react'
import { IconButton, late } from '../controls'
import { useSay } from '../i18n'
import { useActions, useShared } from '../store'
import styles from './timeline.module.css'

const TurnedText = late(async () => (await import('./TurnedText')).TurnedText)

/** How long it stays when nobody points at it. */
const readMillis = 7_000

/** Says calmly what was undone or done again, and what that did to the clock. */
export function TurnedNote() {
  const say = useSay()
  const turned = useShared((state) => state.turned)
  const { forgetTurned } = useActions()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (!turned || held) return
    const timer = setTimeout(forgetTurned, readMillis)
    return () => clearTimeout(timer)
  }, [turned, held, forgetTurned])
  return (
    <div className={styles.turnedPlace} role="status">
      {turned ? (
        <div
          className={styles.turned}
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
        >
          <TurnedText turned={turned} />
          <IconButton icon="close" label={say('close')} onClick={forgetTurned} />
        </div>
      ) : null}
    </div>
  )
}
