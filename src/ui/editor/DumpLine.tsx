import { looksDumped } from '../../scenarios/dump/looks-dumped'
import { Button } from '../controls'
import { useActions, usePlayground, useShared } from '../store'
import styles from './editor.module.css'
import { useEditorSay } from './texts'

/** Offers to clean what was pasted, when it comes from a server. */
export function DumpLine() {
  const say = useEditorSay()
  const { getState } = usePlayground()
  const { askForDump } = useActions()
  const isDump = useShared(({ scenario }) => looksDumped(scenario.manifest))
  return (
    <div role="status">
      {isDump ? (
        <div className={styles.past}>
          <p>{say('dumped')}</p>
          <Button tone="quiet" onClick={() => askForDump(getState().scenario.manifest)}>
            {say('cleanDump')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
