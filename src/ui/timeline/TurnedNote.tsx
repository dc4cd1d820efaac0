import { useEffect, useState } from 'react'
import type { Turned } from '../../host/protocol'
import { IconButton } from '../controls'
import { type Say, useSay } from '../i18n'
import { useActions, useShared } from '../store'
import { spanInWords } from './span'
import styles from './timeline.module.css'

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
          <p>
            <span>{whatText(turned, say)}</span> <span>{clockMoved(turned, say)}</span>
          </p>
          <IconButton icon="close" label={say('close')} onClick={forgetTurned} />
        </div>
      ) : null}
    </div>
  )
}

function whatText({ how, changes }: Turned, say: Say): string {
  const [first, ...later] = changes
  const label = first?.label ?? ''
  return later.length > 0
    ? say(`turned.${how}.more`, { label, count: later.length })
    : say(`turned.${how}`, { label })
}

function clockMoved({ from, to }: Turned, say: Say): string {
  if (from === to) return ''
  const span = spanInWords(Math.abs(to - from))
  return to < from ? say('turned.back', { span }) : say('turned.on', { span })
}
