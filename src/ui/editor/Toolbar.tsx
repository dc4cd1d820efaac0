import { useStore } from 'zustand'
import { Button, Switch } from '../controls'
import { useActions, useShared } from '../store'
import styles from './editor.module.css'
import type { Finding } from './findings'
import { keys } from './keys'
import { summaryOf } from './outcomes'
import type { ManifestSession } from './session'
import type { SessionState } from './session-state'
import { type EditorSay, useEditorSay } from './texts'

/** Applying: as one types, or when asked; and what came of it. */
export function Toolbar({ session }: { readonly session: ManifestSession }) {
  const say = useEditorSay()
  const { setView, askForDump } = useActions()
  const live = useShared(({ scenario }) => scenario.view.live ?? true)
  const state = useStore(session.state)
  const due = state.changes.length > 0
  const status = statusText(state, say)
  return (
    <div className={styles.toolbar}>
      <Switch on={live} tip={say('liveHint')} onChange={(on) => setView({ live: on })}>
        {say('live')}
      </Switch>
      <Button
        tone={due ? 'main' : 'plain'}
        tip={say('applyHint', { keys: keys.apply })}
        onClick={() => void session.apply()}
      >
        {say('apply')}
      </Button>
      <p className={styles.status} role="status" data-phase={state.phase} title={status}>
        {status}
      </p>
      <Button tone="quiet" tip={say('dumpHint')} onClick={() => askForDump('')}>
        {say('dump')}
      </Button>
      <FirstProblem findings={state.findings} />
    </div>
  )
}

function FirstProblem({ findings }: { readonly findings: readonly Finding[] }) {
  const say = useEditorSay()
  const { reveal } = useActions()
  const [first] = findings
  if (!first) return null
  const { line, column } = first
  return (
    <button
      type="button"
      className={styles.problems}
      data-severity={findings.some(({ severity }) => severity === 'error') ? 'error' : 'warning'}
      title={first.message}
      onClick={() => reveal({ line, column })}
    >
      {say('problems', { count: findings.length })}
    </button>
  )
}

function statusText({ phase, outcomes, changes }: SessionState, say: EditorSay): string {
  if (phase === 'broken') return say('broken')
  return changes.length > 0 ? say('changes', { count: changes.length }) : summaryOf(outcomes, say)
}
