import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../controls'
import styles from './about.module.css'
import { beginKeeping, keeper } from './keeper'
import { useAboutSay } from './texts'

/** Says calmly that there is a new version, which comes when it is asked for and never before. */
export function UpdateNote() {
  const say = useAboutSay()
  const waits = useStore(keeper.state, (state) => state.waits)
  const [isLater, setLater] = useState(false)
  useEffect(beginKeeping, [])
  return (
    <div role="status">
      {waits && !isLater ? (
        <div className={styles.waits}>
          <p>
            {say('waits')} {say('waits.reload')}
          </p>
          <Button onClick={() => keeper.turn()}>{say('reload')}</Button>
          <Button tone="quiet" onClick={() => setLater(true)}>
            {say('later')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
