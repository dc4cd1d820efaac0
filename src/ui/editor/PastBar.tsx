import { Button } from '../controls'
import { type PlaygroundState, useActions, usePlayground, useShared } from '../store'
import styles from './editor.module.css'
import type { ManifestSession } from './session'
import { useEditorSay } from './texts'

/** While the picture shows the past: that the text beside it is that of now, and what to do. */
export function PastBar({ session }: { readonly session: ManifestSession }) {
  const say = useEditorSay()
  const playground = usePlayground()
  const { seek } = useActions()
  const text = useShared((state) => textOf(state, session))
  return (
    <div role="status">
      {text === 'present' ? null : (
        <div className={styles.past}>
          <p>{say(text === 'same' ? 'pastSame' : 'pastOther')}</p>
          <Button tone="quiet" onClick={() => seek(playground.getState().picture.end)}>
            {say('toNow')}
          </Button>
          {text === 'other' ? (
            <Button tone="quiet" tip={say('restoreHint')} onClick={() => session.restore()}>
              {say('restore')}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  )
}

/** How the pane's text is to the one that was applied at the instant that is shown. */
function textOf(
  { picture: { now, end }, scenario }: PlaygroundState,
  session: ManifestSession,
): 'present' | 'same' | 'other' | 'unknown' {
  if (now >= end) return 'present'
  const then = session.textAt(now)
  if (then === undefined) return 'unknown'
  return then === scenario.manifest ? 'same' : 'other'
}
